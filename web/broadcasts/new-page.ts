import type { SuccessOf } from '../../api/ask.ts';
import { Refusal } from '../../facts/refusal.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { BROADCAST_KINDS, type BroadcastKind } from '../../policy/broadcasts/broadcast-terms.ts';
import { field } from '../parts/field.ts';
import { filters } from '../parts/filters.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { personOnList } from './person.ts';

const begin = act({
  does: 'POST /broadcasts',
  address: '/broadcasts/new',
  said: 'broadcasts.said.begun',
  to: ({ answer }) => ('id' in answer ? `/broadcasts/${answer.id}` : '/broadcasts'),
});

/** One thing is told to many: first what, then who would hear it, then it begins. */
export const newBroadcastPage = staffPage({
  address: '/broadcasts/new',
  filters: ['kind', 'only'],
  acts: [begin],
  async show(asked) {
    const { words, query } = asked;
    const kind = BROADCAST_KINDS.find((one) => one === query['kind']);
    const body =
      kind === undefined ? kinds(asked) : markup`${whom(kind, asked)}${await planned(kind, asked)}`;
    const title = words.say('broadcasts.new.title');
    return kind === undefined ? { title, body } : { title: term(words, 'broadcastKind', kind), body };
  },
});

type Plan = Extract<SuccessOf<'POST /broadcasts'>, { recipients: unknown }>;

function kinds({ words }: PageAsked): Markup {
  const rows = BROADCAST_KINDS.map((kind) =>
    row({
      id: `kind-${kind}`,
      title: markup`<a href="/broadcasts/new?kind=${kind}">${term(words, 'broadcastKind', kind)}</a>`,
      body: markup`<p>${words.say(`broadcasts.new.kind.${kind}`)}</p>`,
    }),
  );
  const label = words.say('broadcasts.new.kind');
  return markup`<p>${words.say('broadcasts.new.hint')}</p>${list({ id: 'kinds', label, rows, empty: '' })}`;
}

function whom(kind: BroadcastKind, { words, query }: PageAsked): Markup {
  const onlySome = query['only'] === 'not_answered';
  return filters(words.say('broadcasts.new.whom'), [
    {
      href: `/broadcasts/new?kind=${kind}`,
      words: words.say('broadcasts.new.everybody'),
      isCurrent: !onlySome,
    },
    {
      href: `/broadcasts/new?kind=${kind}&only=not_answered`,
      words: words.say('broadcasts.new.notAnswered'),
      isCurrent: onlySome,
    },
  ]);
}

/** Who would hear it now; or why it cannot be told now, which is no fault of whoever looks. */
async function planned(kind: BroadcastKind, asked: PageAsked): Promise<Markup> {
  const { ask, query, words } = asked;
  const onlyTo = query['only'] === 'not_answered' ? { onlyTo: 'not_answered' as const } : {};
  try {
    const plan = await ask('POST /broadcasts', { body: { kind, dryRun: true, ...onlyTo } });
    return 'recipients' in plan ? planShown(plan, onlyTo, asked) : markup``;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    return markup`<p class="state">${error.message}</p><p><a href="/broadcasts">${words.say('broadcasts.new.notNow')}</a></p>`;
  }
}

function planShown(plan: Plan, hidden: { onlyTo?: string }, asked: PageAsked): Markup {
  const { words, form } = asked;
  const { kind, recipients, perDay, days } = plan;
  const count = recipients.length;
  const pace = count === 0 ? null : markup`<p>${words.say('broadcasts.new.days', { perDay, days })}</p>`;
  const send =
    count === 0
      ? null
      : form(begin, {
          label: words.say('broadcasts.new.send', { count }),
          kind: 'main',
          hidden: { kind, ...hidden },
          initial: { perDay: perDay.toString() },
          fields: (filled) =>
            field(
              {
                name: 'perDay',
                label: words.say('broadcasts.new.perDay'),
                hint: words.say('broadcasts.new.perDay.hint'),
                type: 'whole',
                max: 6,
              },
              filled,
            ),
        });
  return markup`${section('plan', words.say('broadcasts.new.recipients', { count }), markup`${pace}${recipientTable(plan, asked)}`)}
${leftOut(plan, asked)}
${send}<p><a href="/broadcasts">${words.say('broadcasts.new.notNow')}</a></p>`;
}

function recipientTable({ recipients }: Plan, { words }: PageAsked): Markup | null {
  if (recipients.length === 0) return null;
  return table({
    caption: words.say('broadcasts.new.to'),
    columns: [{ head: words.say('broadcasts.new.who') }, { head: words.say('broadcasts.new.lastHad') }],
    rows: recipients.map((one) => [
      personOnList(one, words),
      one.lastHadAt === null ? words.say('broadcasts.new.never') : words.day(new Date(one.lastHadAt)),
    ]),
  });
}

function leftOut({ leftOut: left }: Plan, { words }: PageAsked): Markup | null {
  if (left.length === 0) return null;
  const all = table({
    caption: words.say('broadcasts.new.leftOutTable'),
    columns: [{ head: words.say('broadcasts.new.who') }, { head: words.say('broadcasts.new.why') }],
    rows: left.map((one) => [personOnList(one, words), term(words, 'leftOut', one.why)]),
  });
  return folded(words.say('broadcasts.new.leftOut', { count: left.length }), all);
}
