import { markup, type Markup } from '../../http/markup.ts';
import { MILESTONES } from '../../policy/practice/policy-sections.ts';
import { dateField } from '../parts/date-field.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { WholeClient } from './whole-client.ts';

export const markMoment = act({
  does: 'POST /clients/:id/milestones',
  said: ({ answer }) => (answer.status === 'let_go' ? 'clients.said.momentLetGo' : 'clients.said.moment'),
  at: ({ answer }) => answer.id,
});

/** An ending makes its own moment: it is noted on its own page. */
const BY_HAND = MILESTONES.filter((kind) => kind !== 'discharge');

type Moment = WholeClient['moments'][number];

/** What was marked, and what became of each. */
export function momentsPart(asked: PageAsked, { client, consent, journey, moments }: WholeClient): Markup {
  const { words, form, me } = asked;
  const marked = list({
    id: 'moment-list',
    label: words.say('clients.moments'),
    rows: moments.map((moment) => momentRow(asked, moment)),
    empty: words.say('clients.moments.none'),
  });
  const isMain = me.ownOnly || consent.status !== 'not_asked';
  const options = BY_HAND.map((kind) => ({ value: kind, label: words.say(`terms.milestone.${kind}`) }));
  const mark = form(markMoment, {
    params: { id: client.id },
    label: words.say('clients.moments.mark'),
    kind: isMain ? 'main' : 'quiet',
    fields: (
      filled,
    ) => markup`${select({ name: 'kind', label: words.say('clients.moments.what'), options }, filled)}
${dateField({ name: 'occurredOn', label: words.say('clients.moments.on') }, filled)}
${journey.mayTick ? tick({ name: 'practitionerTick', label: words.say('clients.tick'), hint: words.say('clients.tickHint') }, filled) : null}`,
  });
  return markup`${marked}${client.ending === null ? mark : null}`;
}

function momentRow({ words, said }: PageAsked, moment: Moment): Markup {
  const { id, kind, occurredOn, status, code, carriedAt } = moment;
  const became =
    status === 'carried' && carriedAt !== undefined
      ? words.rich('clients.moments.carried', { at: words.time(carriedAt) })
      : words.say(`terms.milestoneStatus.${status}`);
  const why = code === undefined ? null : markup`<p class="hint">${words.say(`terms.gate.${code}`)}</p>`;
  return row({
    id: `moment-${id}`,
    clock: words.time(occurredOn),
    title: words.say(`terms.milestone.${kind}`),
    body: markup`<p>${became}</p>${why}`,
    hasFocus: said?.at === id,
  });
}
