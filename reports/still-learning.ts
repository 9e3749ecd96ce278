import { sql } from 'kysely';
import type { Practice } from '../entities/practice.ts';
import { tables } from '../facts/tables.ts';
import type { Tx } from '../facts/transaction.ts';
import { mondayOf } from '../policy/calendar/week.ts';
import { isStillLearning as isTooEarly } from '../policy/reports/still-learning.ts';
import {
  cleannessOf,
  POOLED_WEEKS,
  type Cleanness,
  type NewClients,
} from '../policy/source-log/completeness.ts';
import { firstAttendances } from './shared/first-attendances.ts';

/** Whether nothing may be ranked yet: fewer than thirteen weeks, or not clean ones (S29). */
export async function isStillLearning(tx: Tx, practice: Practice): Promise<boolean> {
  const { state } = await lastWeeks(tx, practice);
  return state !== 'clean';
}

type LastWeeks = { pooled: NewClients; state: Cleanness };

/** Transactions of reports change nothing, and many reports of one of them ask. */
const ASKED = new WeakMap<Tx, Promise<LastWeeks>>();

/** The thirteen weeks that are over, pooled, and what they are worth; before them nothing is counted. */
export function lastWeeks(tx: Tx, practice: Practice): Promise<LastWeeks> {
  const asked = ASKED.get(tx) ?? readLastWeeks(tx, practice);
  ASKED.set(tx, asked);
  return asked;
}

async function readLastWeeks(tx: Tx, practice: Practice): Promise<LastWeeks> {
  const { timezone: zone, createdAt: foundedAt } = practice;
  const tooEarly = isTooEarly({ firstAttendedAt: await firstAttendance(tx), foundedAt }, tx.now, zone);
  const pooled = tooEarly ? { newClients: 0, answered: 0 } : await poolWeeks(tx, zone);
  return { pooled, state: cleannessOf(pooled, tooEarly) };
}

async function poolWeeks(tx: Tx, timezone: string): Promise<NewClients> {
  const monday = mondayOf(tx.now, timezone);
  const momentOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timezone).epochMilliseconds);
  const period = { from: momentOf(monday.subtract({ weeks: POOLED_WEEKS })), to: momentOf(monday) };
  const { rows } = await sql<NewClients>`
    select count(*)::int as "newClients", count(first.source_kind)::int as answered
    from (${firstAttendances(tx, period)}) first`.execute(tables(tx));
  return rows[0] ?? { newClients: 0, answered: 0 };
}

/** The first that the practice knows of, of anybody. */
async function firstAttendance(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select date_part('epoch', min(c.first_attended_at)) * 1000 as ms
    from client c where c.practice_id = ${tx.practiceId}`.execute(tables(tx));
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : new Date(ms);
}
