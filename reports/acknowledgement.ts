import { sql } from 'kysely';
import { tables } from '../facts/tables.ts';
import { HIDDEN, leftOf, type Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { LATE_REASONS, type LateReason } from '../policy/referrals/late-reason.ts';
import { thankedInWords } from '../policy/reports/thanked-in-words.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { groupedBy, type Group } from './shared/groups.ts';
import { counted, type Counts, type Question, type Shown } from './shared/report.ts';
import { thanksBy, thanksUnits, type Thanks } from './shared/thanks.ts';

/** Each is a part of the one before it, so that what is left of any of them is known when both are shown. */
const MEASURES = ['received', 'permitted', 'matched', 'settled', 'thanked', 'inTime'] as const;
type Measure = (typeof MEASURES)[number];

const not = (...outcomes: string[]) =>
  sql`count(*) filter (where outcome not in (${sql.join(outcomes)}))::int`;
const COUNTS = sql`count(*)::int as received, ${not('not_permitted')} as permitted,
  ${not('not_permitted', 'unknown')} as matched, ${not('not_permitted', 'unknown', 'waiting')} as settled,
  count(thanked_at)::int as thanked, count(*) filter (where outcome = 'in_time')::int as "inTime"`;

type Told = {
  received: Figure;
  permitted: Figure;
  within48: ShownRate;
  late: Figure;
  lateReasons: Record<LateReason, Figure>;
  automatic: Figure;
  byHand: Figure;
  notPermitted: Figure;
  unknown: Figure;
  letGo: Figure;
  waiting: Figure;
  p50Hours: Figure | null;
  p90Hours: Figure | null;
};
type Body = Told & { n: Figure; words: string; rows: (Group & Told)[] };

/** Is whoever sends somebody thanked, in time, and why not? (S32, S37) */
export const acknowledgement = counted<Measure, Thanks, Body>({
  name: 'acknowledgement',
  question: 'Of everybody who sent someone, how many were thanked, how soon, and why not',
  definition:
    'Referrals received in the period; "I’ve told someone", lines from before, and what was only rehearsed count nowhere. Permitted: the thanks tells nobody anything new. Unknown: permitted, and nobody could say who sent them. Within 48: thanked no later than 48 elapsed hours after the referral reached the practice or the permission to thank came, of those permitted and known whose thanks has gone, was let go, or whose 48 hours are over; the others wait. Late: thanked after that, or not yet, each by its first cause. Automatic: nobody had to press anything; by hand: a person sent it, or thanked by telephone, card or in person. A thanks that came back has thanked nobody. Hours: from there to the thanks, of everybody thanked. Kinds by the latest correction of the line. Rates with Wilson’s 80 % interval.',
  byDefault: 'month',
  measures: MEASURES,
  parts: [
    ['permitted', 'received'],
    ['matched', 'permitted'],
    ['settled', 'matched'],
    ['thanked', 'settled'],
    ['inTime', 'thanked'],
    ['inTime', 'settled'],
  ],
  matureDays: 2,
  cells: countThanks,
  async together(question, by) {
    const { rows, of, all } = await thanksBy(question, by, COUNTS);
    const cells = cellsIn(rows, by === null ? [] : [by], MEASURES);
    return { cells, also: { of, all: all ?? NOTHING } };
  },
  shape: shapeOf,
});

async function countThanks(question: Question, by: readonly Grouping[]): Promise<Cell<Measure>[]> {
  const { columns, groupBy } = groupedBy(by, question.practice.timezone);
  const { rows } = await sql<CellRow>`
    with ${thanksUnits(question, by)} select ${columns} ${COUNTS} from unit ${groupBy}`.execute(
    tables(question.tx),
  );
  return cellsIn(rows, by, MEASURES);
}

function shapeOf({ rows, total, also }: Shown<Measure, Thanks>): Body {
  const all = toldOf(total, also);
  return {
    n: total.received,
    ...all,
    words: thankedInWords({ ...all, thanked: total.thanked, overdue: also?.overdue ?? HIDDEN }),
    rows: rows.map(({ group, counts, also: one }) => ({ ...group, ...toldOf(counts, one) })),
  };
}

function toldOf(counts: Counts<Measure>, thanks: Thanks | null): Told {
  const { received, permitted, matched, settled, thanked, inTime } = counts;
  const reasons = LATE_REASONS.map((reason) => [reason, thanks ? thanks.lateReasons[reason] : HIDDEN]);
  return {
    received,
    permitted,
    within48: shownRate(inTime, settled),
    late: thanks ? plus(leftOf(thanked, inTime), thanks.overdue) : HIDDEN,
    lateReasons: Object.fromEntries(reasons) as Record<LateReason, Figure>, // oxlint-disable-line typescript/no-unsafe-type-assertion -- one entry a reason
    automatic: thanks?.automatic ?? HIDDEN,
    byHand: thanks?.byHand ?? HIDDEN,
    notPermitted: leftOf(received, permitted),
    unknown: leftOf(permitted, matched),
    letGo: thanks?.letGo ?? HIDDEN,
    waiting: leftOf(matched, settled),
    p50Hours: thanks ? thanks.p50Hours : HIDDEN,
    p90Hours: thanks ? thanks.p90Hours : HIDDEN,
  };
}

function plus(one: Figure, more: number): Figure {
  return one === HIDDEN ? HIDDEN : one + more;
}

const NOTHING: Thanks = {
  automatic: 0,
  byHand: 0,
  letGo: 0,
  overdue: 0,
  lateReasons: { logged_late: 0, unmatched: 0, mail_refused: 0, not_live: 0, program_down: 0, other: 0 },
  p50Hours: null,
  p90Hours: null,
};
