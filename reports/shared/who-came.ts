import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { asOf } from './as-of.ts';
import { linesInForce } from './lines-in-force.ts';
import { newClients } from './new-clients.ts';
import type { Question } from './report.ts';

/** New clients of one source in one month (YYYY-MM); `ref` null: nobody knows which one of its kind. */
export type Came = { kind: string; ref: string | null; month: string; clients: number; lastOn: string };

/** Clients of one source; `value` as `groupsOf` reads it. */
export type SourceCount = { value: string; kind: string; clients: number; lastOn: string };

/** New clients of the period by source and month of the practice's calendar, with past lines that name no client (§5c). */
export async function whoCame(question: Question): Promise<Came[]> {
  const { tx, practice, period } = question;
  const zone = practice.timezone;
  const seen = { from: period.from, to: asOf(question) };
  const { rows } = await sql<Came>`
    select came.source_kind as kind, came.source_ref::text as ref, to_char(came.at at time zone ${zone}, 'YYYY-MM') as month,
      count(*)::int as clients, to_char(max(came.at) at time zone ${zone}, 'YYYY-MM-DD') as "lastOn"
    from (
      select at, source_kind, source_ref from ${newClients(tx, seen)} new_client
      union all
      select received_at, source_kind, source_ref from ${linesInForce(tx, ['past'], period)} past
      where client_id is null) came
    group by 1, 2, 3`.execute(tables(tx));
  return rows;
}

/** Each source with all its months, the largest first, then by who sent somebody last. */
export function sourcesOf(came: readonly Came[]): SourceCount[] {
  const sources = new Map<string, SourceCount>();
  for (const { kind, ref, clients, lastOn } of came) {
    const value = `${kind}:${ref ?? ''}`;
    const before = sources.get(value);
    const latest = before && before.lastOn > lastOn ? before.lastOn : lastOn;
    sources.set(value, { value, kind, clients: clients + (before?.clients ?? 0), lastOn: latest });
  }
  return [...sources.values()].toSorted(
    (one, other) =>
      other.clients - one.clients || order(other.lastOn, one.lastOn) || order(one.value, other.value),
  );
}

/** Of letters that every machine orders alike. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Clients of each kind, the most first. */
export function byKindOf(
  came: readonly { kind: string; clients: number }[],
): { kind: string; clients: number }[] {
  const kinds = new Map<string, number>();
  for (const { kind, clients } of came) kinds.set(kind, clients + (kinds.get(kind) ?? 0));
  return [...kinds]
    .map(([kind, clients]) => ({ kind, clients }))
    .toSorted((one, other) => other.clients - one.clients || one.kind.localeCompare(other.kind));
}

export function countOf(came: readonly { clients: number }[]): number {
  return came.reduce((sum, { clients }) => sum + clients, 0);
}

/** Clients of named sources month by month, and the share that this source had in them. */
export function monthsOf(
  named: readonly Came[],
  value: string,
): { month: string; clients: number; top1: number }[] {
  const months = [...new Set(named.map(({ month }) => month))].toSorted();
  return months.map((month) => {
    const all = named.filter((one) => one.month === month);
    const clients = countOf(all);
    const theirs = countOf(all.filter(({ kind, ref }) => `${kind}:${ref ?? ''}` === value));
    return { month, clients, top1: theirs / clients };
  });
}
