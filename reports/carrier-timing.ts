import { sql, type RawBuilder } from 'kysely';
import { tables } from '../facts/tables.ts';
import { toMs } from '../policy/calendar/duration.ts';
import type { Carrier } from '../policy/journeys/carriers.ts';
import { CARRIERS } from '../policy/practice/policy-sections.ts';
import { HIDDEN, sumOf, type Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { groupedBy } from './shared/groups.ts';
import { counted, type AlsoSaid, type Counts, type Question } from './shared/report.ts';

const COUNTS = ['withinTarget', 'withinLimit', 'late', 'letGo'] as const;
type Count = (typeof COUNTS)[number];
type Measure = `${Carrier}_${Count}`;
const MEASURES: readonly Measure[] = CARRIERS.flatMap((carrier) =>
  COUNTS.map((count): Measure => `${carrier}_${count}`),
);

/** Hours from what happened to the note, of those that went, by carrier. */
type Hours = { medianHours: number | null; p90Hours: number | null };
type ByCarrier = Partial<Record<Carrier, Hours>>;
type Row = { carrier: Carrier } & Record<Count, Figure> & Record<keyof Hours, Figure | null>;
type Body = { target: string; n: Figure; rows: Row[] };

/** How soon the practice's own notes go after what they are about (S16). */
export const carrierTiming = counted<Measure, ByCarrier, Body>({
  name: 'carrier-timing',
  question: "How soon the practice's own notes went after what they are about",
  definition:
    'Notes to clients that went by themselves, by when what they are about happened (the session, or the end of the day of an ending). Within target: sent no later than carrierTiming.target after it, as that is set today. Within limit: later, and no later than the limit that was in force. Late: after that. Let go: it was due, and its limit passed before it could go, or its address was refused. A note that was taken back because its reason had gone counts nowhere, nor does a rehearsal.',
  measures: MEASURES,
  parts: [],
  matureDays: 0,
  cells: countNotes,
  together: countWithHours,
  shape: ({ total, also }, { practice }) => ({
    target: practice.policy.carrierTiming.target,
    n: sumOf(MEASURES.map((measure) => total[measure])),
    rows: CARRIERS.map((carrier) => rowOf(carrier, total, also)),
  }),
});

function rowOf(carrier: Carrier, total: Counts<Measure>, also: ByCarrier | null): Row {
  const none = also ? null : HIDDEN;
  return {
    carrier,
    withinTarget: total[`${carrier}_withinTarget`],
    withinLimit: total[`${carrier}_withinLimit`],
    late: total[`${carrier}_late`],
    letGo: total[`${carrier}_letGo`],
    medianHours: also?.[carrier]?.medianHours ?? none,
    p90Hours: also?.[carrier]?.p90Hours ?? none,
  };
}

function notes({ tx, period: { from, to } }: Question): RawBuilder<unknown> {
  return sql`
    unit as (
      select m.carrier, m.counts_from as at, m.sent_at - m.counts_from as took, m.latest_at, m.sent_at,
        m.status = 'refused' or (m.status = 'stopped' and m.updated_at >= m.latest_at) as let_go
      from message m where m.practice_id = ${tx.practiceId} and m.purpose = 'carrier' and m.asked_by is null
        and m.counts_from >= ${from} and m.counts_from < ${to})`;
}

async function countNotes(question: Question, by: readonly Grouping[]): Promise<Cell<Measure>[]> {
  const { columns, groupBy } = groupedBy(by, question.practice.timezone);
  const { rows } = await sql<CellRow>`
    with ${notes(question)} select ${columns} ${sql.join(countsOf(question))} from unit ${groupBy}`.execute(
    tables(question.tx),
  );
  return cellsIn(rows, by, MEASURES);
}

/** It is grouped by nothing; carrier by carrier, and put side by side afterwards. */
async function countWithHours(
  question: Question,
): Promise<{ cells: Cell<Measure>[]; also: AlsoSaid<ByCarrier> }> {
  const { rows } = await sql<Record<Count, number> & Hours & { carrier: Carrier }>`
    with ${notes(question)}
    select unit.carrier, ${sql.join(COUNTS.map((count) => sql`count(*) filter (where ${wentAs(question)[count]})::int as ${sql.ref(count)}`))},
      percentile_cont(0.5) within group (order by date_part('epoch', unit.took) / 3600) as "medianHours",
      percentile_cont(0.9) within group (order by date_part('epoch', unit.took) / 3600) as "p90Hours"
    from unit group by unit.carrier`.execute(tables(question.tx));
  const counts = rows.flatMap((row) =>
    COUNTS.map((count): [Measure, number] => [`${row.carrier}_${count}`, row[count]]),
  );
  const none = MEASURES.map((measure): [Measure, number] => [measure, 0]);
  const hours = rows.map(({ carrier, medianHours, p90Hours }) => [carrier, { medianHours, p90Hours }]);
  return {
    cells: cellsIn([Object.fromEntries([...none, ...counts])], [], MEASURES),
    also: { of: new Map(), all: Object.fromEntries(hours) as ByCarrier }, // oxlint-disable-line typescript/no-unsafe-type-assertion -- one entry a carrier
  };
}

function countsOf(question: Question): RawBuilder<unknown>[] {
  const went = wentAs(question);
  return CARRIERS.flatMap((carrier) =>
    COUNTS.map((count) => {
      const so = sql`unit.carrier = ${carrier} and ${went[count]}`;
      return sql`count(*) filter (where ${so})::int as ${sql.ref(`${carrier}_${count}`)}`;
    }),
  );
}

function wentAs({ practice }: Question): Record<Count, RawBuilder<unknown>> {
  const target = sql`make_interval(secs => ${toMs(practice.policy.carrierTiming.target) / 1_000})`;
  return {
    withinTarget: sql`unit.took <= ${target}`,
    withinLimit: sql`unit.took > ${target} and unit.sent_at <= unit.latest_at`,
    late: sql`unit.took > ${target} and unit.sent_at > unit.latest_at`,
    letGo: sql`unit.sent_at is null and unit.let_go`,
  };
}
