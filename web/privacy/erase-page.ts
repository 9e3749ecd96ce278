import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { initialsOf, named } from '../parts/named.ts';
import { act, staffPage } from '../staff-page.ts';
import { fieldsOf, personHref, whomIn } from './person-link.ts';

const erase = act({
  does: 'POST /erasures',
  address: '/privacy/erasures/new',
  said: 'privacy.said.erasure',
  to: ({ answer }) => `/privacy/erasures/${answer.id}`,
});

/** What removing somebody's data means, before it is done: it has no way back. */
export const erasePage = staffPage({
  address: '/privacy/erasures/new',
  filters: ['kind', 'id'],
  acts: [erase],
  async show({ ask, words, query, form }) {
    const { say } = words;
    const whom = whomIn(query);
    if (whom === null) throw new Problem(404, 'Nobody is named.');
    const person = await ask('GET /people', { query: fieldsOf(whom) });
    const name = person.name ?? say('privacy.nameless');
    const happens = (['stops', 'goes', 'provider', 'stays', 'refused'] as const).map(
      (what): Markup => markup`<li>${say(`privacy.erase.${what}`)}</li>`,
    );
    return {
      title: say('privacy.eraseOf', { name: initialsOf(name) }),
      heading: words.rich('privacy.eraseOf', { name: named(name) }),
      body: markup`<p><strong>${say('privacy.erase.noWayBack')}</strong></p><ul>${happens}</ul>
${form(erase, { label: say('privacy.erase.do'), kind: 'main', hidden: fieldsOf(whom) })}
<p><a href="${personHref(whom)}">${say('privacy.erase.not')}</a></p>`,
    };
  },
});
