import { dateIn } from '../../facts/practice/practice-today.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { field } from '../parts/field.ts';
import { pager } from '../parts/pager.ts';
import { section } from '../parts/section.ts';
import { select } from '../parts/select.ts';
import { table } from '../parts/table.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { monthInWords, monthOptions } from '../words/months.ts';
import { term, termOptions } from '../words/term.ts';

const saveSpend = act({
  does: 'POST /spend',
  address: '/spend',
  said: 'spend.said.saved',
  at: () => null,
  body: (fields) => ({
    sourceKind: fields.get('sourceKind'),
    month: fields.get('month'),
    currency: fields.get('currency'),
    amountMinor: minorUnits(fields),
    ...(fields.get('minutes') ? { minutes: Number(fields.get('minutes')) } : {}),
  }),
});

/** Costs of earlier months are noted late. */
const MONTHS_BACK = 23;

/** What each kind of source cost, in money and in staff time, month by month (S31). */
export const spendPage = staffPage({
  address: '/spend',
  filters: ['cursor'],
  acts: [saveSpend],
  async show(asked) {
    const { ask, words, query } = asked;
    const { cursor } = query;
    const { items, nextCursor } = await ask('GET /spend', { query: cursor === undefined ? {} : { cursor } });
    const rows = items.map(({ month, sourceKind, amountMinor, minutes, currency }) => [
      monthInWords(words, month),
      term(words, 'sourceKind', sourceKind),
      words.money(amountMinor, currency),
      words.number(minutes),
    ]);
    const noted =
      rows.length === 0
        ? markup`<p class="empty">${words.say('spend.empty')}</p>`
        : table({
            caption: words.say('spend.list'),
            columns: [
              { head: words.say('spend.month') },
              { head: words.say('spend.kind') },
              { head: words.say('spend.money'), isNumber: true },
              { head: words.say('spend.minutes'), isNumber: true },
            ],
            rows,
          });
    const pages = pager({
      label: words.say('frame.pages'),
      first: cursor === undefined ? null : { href: '/spend', words: words.say('frame.first') },
      next:
        nextCursor === null ? null : { href: `/spend?cursor=${nextCursor}`, words: words.say('frame.next') },
    });
    return {
      title: words.say('spend.title'),
      body: markup`<p>${words.say('spend.hint')}</p>${noted}${pages}${addForm(asked)}`,
    };
  },
});

/** An amount as people write it, in the smallest unit of its currency; what is none stays as typed, for validation to name. */
function minorUnits(fields: FormFields): unknown {
  const typed = (fields.get('amountMinor') ?? '').trim();
  if (!/^\d+(?:[.,]\d{1,3})?$/.test(typed)) return typed === '' ? undefined : typed;
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: fields.get('currency') ?? 'GBP',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round(Number(typed.replace(',', '.')) * 10 ** digits);
}

function addForm({ words, form, practice, tx }: PageAsked): Markup | null {
  const { currency } = practice;
  const today = dateIn(practice.timezone, tx.now);
  const add = form(saveSpend, {
    label: words.say('spend.save'),
    kind: 'main',
    hidden: { currency },
    initial: { month: today.slice(0, 7) },
    fields: (filled) =>
      markup`${select(
        {
          name: 'sourceKind',
          label: words.say('spend.kind'),
          blank: words.say('spend.kind.blank'),
          options: termOptions(words, 'sourceKind', SOURCE_KINDS),
        },
        filled,
      )}${select(
        {
          name: 'month',
          label: words.say('spend.month'),
          hint: words.say('spend.again'),
          options: monthOptions(words, today, { from: 0, to: -MONTHS_BACK }),
        },
        filled,
      )}${field(
        {
          name: 'amountMinor',
          label: words.say('spend.amount', { currency }),
          hint: words.say('spend.amount.hint'),
          max: 12,
        },
        filled,
      )}${field({ name: 'minutes', label: words.say('spend.minutes'), type: 'whole', max: 7 }, filled)}`,
  });
  return add && section('add', words.say('spend.add'), add);
}
