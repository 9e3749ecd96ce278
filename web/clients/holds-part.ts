import { markup, type Markup } from '../../http/markup.ts';
import { HOLD_CODES } from '../../policy/clients/client-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { WholeClient } from './whole-client.ts';

export const placeHold = act({
  does: 'POST /clients/:id/holds',
  said: 'clients.said.held',
  at: ({ answer }) => answer.id,
});
export const liftHold = act({
  does: 'DELETE /clients/:id/holds/:holdId',
  address: '/clients/:id/holds/:holdId/lift',
  said: 'clients.said.lifted',
});

type Hold = WholeClient['holds'][number];

/** What holds everything back, and a way to hold: no reason is asked. */
export function holdsPart(asked: PageAsked, { client, holds }: WholeClient): Markup {
  const { words, form, said } = asked;
  const current = list({
    id: 'hold-list',
    label: words.say('clients.holds'),
    rows: holds.map((hold) => holdRow(asked, client.id, hold)),
    empty: words.say('clients.holds.none'),
  });
  const options = HOLD_CODES.map((code) => ({ value: code, label: words.say(`terms.hold.${code}`) }));
  const place = form(placeHold, {
    params: { id: client.id },
    label: words.say('clients.holds.place'),
    hasFocus: said?.key === 'clients.said.lifted',
    initial: { code: 'held' },
    fields: (
      filled,
    ) => markup`${select({ name: 'code', label: words.say('clients.holds.kind'), options }, filled)}
${dateField({ name: 'until', label: words.say('clients.holds.until'), hint: words.say('clients.holds.untilHint') }, filled)}`,
  });
  return markup`${current}${place}`;
}

function holdRow({ words, form, said }: PageAsked, clientId: string, hold: Hold): Markup {
  const { id, code, until, mayLift } = hold;
  const what = words.say(code === 'not_now' ? 'clients.holds.one' : `terms.hold.${code}`);
  const lift = mayLift
    ? form(liftHold, {
        params: { id: clientId, holdId: id },
        label: words.say('clients.holds.lift'),
        describedBy: `hold-${id}-title`,
        hasFocus: said?.at === id,
      })
    : null;
  return row({
    id: `hold-${id}`,
    title: what,
    body: markup`<p>${until === null ? words.say('clients.holds.forGood') : words.rich('clients.holds.untilDay', { on: words.time(until) })}</p>`,
    acts: lift,
    hasFocus: said?.at === id && lift === null,
  });
}
