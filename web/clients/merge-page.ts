import type { Ask, SuccessOf } from '../../api/ask.ts';
import { markup } from '../../http/markup.ts';
import { choices } from '../parts/choices.ts';
import { initialsOf, named } from '../parts/named.ts';
import { act, staffPage } from '../staff-page.ts';

const merge = act({
  does: 'POST /clients/:id/merge',
  address: '/clients/:id/merge',
  said: 'clients.said.merged',
  to: ({ answer }) => `/clients/${answer.id}`,
  at: ({ answer }) => answer.id,
});

type Client = SuccessOf<'GET /clients/:id'>;

/** Makes two records of one person one; this cannot be taken back, so the page says what will happen. */
export const mergePage = staffPage({
  address: '/clients/:id/merge',
  acts: [merge],
  async show({ ask, words, form, params }) {
    const { id = '' } = params;
    const client = await ask('GET /clients/:id', { params: { id } });
    const alike = await sameName(ask, client);
    const options = alike.map((other) => ({
      value: other.id,
      label: words.rich('clients.merge.option', { who: named(other), since: words.day(other.createdAt) }),
    }));
    const body =
      options.length === 0
        ? markup`<p class="empty">${words.say('clients.merge.none')}</p>`
        : form(merge, {
            params: { id },
            label: words.say('clients.merge.save'),
            kind: 'main',
            fields: (filled) =>
              choices({ name: 'intoClientId', legend: words.say('clients.merge.into'), options }, filled),
          });
    return {
      title: words.say('clients.merge.title', { who: initialsOf(client) }),
      heading: words.rich('clients.merge.title', { who: named(client) }),
      body: markup`<ul>
<li>${words.say('clients.merge.moves')}</li><li>${words.say('clients.merge.consent')}</li><li>${words.say('clients.merge.noWayBack')}</li>
</ul>${body}<p><a href="/clients/${id}">${words.say('clients.merge.leave')}</a></p>`,
    };
  },
});

/** Who has the same last name, or the same first name where no last name is known. */
async function sameName(ask: Ask, { id, firstName, lastName }: Client): Promise<Client[]> {
  const { items } = await ask('GET /clients', { query: { limit: '50', q: lastName ?? firstName } });
  return items.filter((other) => other.id !== id);
}
