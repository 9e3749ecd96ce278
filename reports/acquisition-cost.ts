import { sql } from 'kysely';
import { tables } from '../facts/tables.ts';
import { costInWords, loadedMinor, perClient } from '../policy/reports/cost.ts';
import { HIDDEN, sumOf, type Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { COST_GROUPS, costGroupOf, type CostGroup } from '../policy/reports/source-groups.ts';
import { monthsIn, periodOf } from '../policy/reports/whole-months.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { groupedBy } from './shared/groups.ts';
import { linesInForce } from './shared/lines-in-force.ts';
import { newClients } from './shared/new-clients.ts';
import { counted, type Counts, type Question } from './shared/report.ts';

const MEASURES = ['clients', 'minor', 'minutes'] as const;
type Measure = (typeof MEASURES)[number];

export type CostRow = {
  clients: Figure;
  cash: { minor: Figure; perClientMinor: Figure | null };
  loaded: { minutes: Figure; minor: Figure; perClientMinor: Figure | null };
  words: string | null;
};
type Body = {
  n: Figure;
  rows: ({ kind: string; group: CostGroup } & CostRow)[];
  groups: ({ group: CostGroup } & CostRow)[];
};

/** What does a new client cost, from each kind of source? (S50) */
export const acquisitionCost = counted<Measure, never, Body>({
  name: 'acquisition-cost',
  question: 'What a new client costs in money and in staff time, by the kind of source',
  definition:
    'By the month of first contact, every month whole that the period touches: clients who have been seen at least once, by their source, and what was spent on that kind of source in these months (POST /spend). First contact: when their first enquiry was received, or the date of a past line of the log; the first session where that is all that is known; a past line that names no client counts as one. Who was in touch lately may still come. cash: what was paid. loaded: cash and minutes/60 × the hourly rate of the policy, rounded half up. Each divided by the clients. referral: client, friend, professional, gp, therapist; paid: advert, directory, event; organic: search, social, podcast, website; other: the rest, with those whose source is not known.',
  byDefault: 'kind',
  measures: MEASURES,
  parts: [],
  notPeople: ['minor', 'minutes'],
  matureDays: 60,
  cells: countCosts,
  shape: ({ rows, total }, { practice }) => {
    const kinds = rows.map(({ group: { kind = 'unknown' }, counts }) => ({
      kind,
      group: costGroupOf(kind),
      counts,
    }));
    const rowOf = (counts: Counts<Measure>) => costOf(counts, practice);
    return {
      n: total.clients,
      rows: kinds
        .toSorted(
          (one, other) => placeOf(one.group) - placeOf(other.group) || one.kind.localeCompare(other.kind),
        )
        .map(({ kind, group, counts }) => ({ kind, group, ...rowOf(counts) })),
      groups: COST_GROUPS.map((group) => ({
        group,
        ...rowOf(sumsOf(kinds.filter((one) => one.group === group).map(({ counts }) => counts))),
      })),
    };
  },
});

function placeOf(group: CostGroup): number {
  return COST_GROUPS.indexOf(group);
}

function sumsOf(all: readonly Counts<Measure>[]): Counts<Measure> {
  return {
    clients: sumOf(all.map(({ clients }) => clients)),
    minor: sumOf(all.map(({ minor }) => minor)),
    minutes: sumOf(all.map(({ minutes }) => minutes)),
  };
}

/** Money is nobody's secret; what is divided by a withheld number of clients is withheld with it. */
function costOf({ clients, minor, minutes }: Counts<Measure>, practice: Question['practice']): CostRow {
  const { costs } = practice.policy;
  const loaded =
    minor === HIDDEN || minutes === HIDDEN ? HIDDEN : loadedMinor(minor, minutes, costs.hourlyRateMinor);
  const each = (amount: Figure) =>
    amount === HIDDEN || clients === HIDDEN ? HIDDEN : perClient(amount, clients);
  return {
    clients,
    cash: { minor, perClientMinor: each(minor) },
    loaded: { minutes, minor: loaded, perClientMinor: each(loaded) },
    words:
      clients === HIDDEN || minor === HIDDEN || loaded === HIDDEN
        ? null
        : costInWords({ clients, cashMinor: minor, loadedMinor: loaded, currency: practice.currency }),
  };
}

/** The clients of some months are few against all lines and enquiries: each of theirs is looked up. */
async function countCosts(
  { tx, practice, period }: Question,
  by: readonly Grouping[],
): Promise<Cell<Measure>[]> {
  const { practiceId, now } = tx;
  const zone = practice.timezone;
  const { columns, groupBy } = groupedBy(by, zone);
  const months = monthsIn(period, zone);
  const { from, to } = periodOf(months, zone) ?? period;
  const { rows } = await sql<CellRow>`
    with unit as (
      select came.at, came.source_kind, 1 as clients, 0::bigint as minor, 0 as minutes
      from (
        select least(new_client.at, enquired.at, logged.at) as at, new_client.source_kind
        from ${newClients(tx, { from, to: new Date(now.getTime() + 1) })} new_client
        left join lateral (
          select case when coalesce(root.kind, l.kind) = 'past' then l.received_at end as at from source_log_line l
          left join source_log_line root on root.practice_id = ${practiceId} and root.number = l.corrects
          where l.practice_id = ${practiceId} and l.number = new_client.source_line limit 1) logged on true
        left join lateral (
          select min(e.received_at) as at from enquiry e
          where e.practice_id = ${practiceId} and e.client_id = new_client.client_id) enquired on true) came
      where came.at >= ${from} and came.at < ${to}
      union all
      select past.received_at, past.source_kind, 1, 0, 0 from ${linesInForce(tx, ['past'], { from, to })} past
      where past.client_id is null
      union all
      select (spent.month || '-01')::timestamp at time zone ${zone}, spent.source_kind, 0, spent.amount_minor, spent.minutes
      from spend spent
      where spent.practice_id = ${practiceId} and spent.currency = ${practice.currency}
        and spent.month >= ${months[0] ?? ''} and spent.month <= ${months.at(-1) ?? ''})
    select ${columns} sum(unit.clients)::int as clients, sum(unit.minor)::bigint as minor, sum(unit.minutes)::bigint as minutes
    from unit ${groupBy}`.execute(tables(tx));
  return cellsIn(rows, by, MEASURES);
}
