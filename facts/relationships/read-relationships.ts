import { sql, type RawBuilder } from 'kysely';
import { TOP_WITHIN_DAYS } from '../../policy/relationships/rhythm.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type {
  CheckInReason,
  ColleagueFacts,
  Contact,
  ContactKind,
} from '../../policy/relationships/relationship-terms.ts';
import { toldFull } from '../capacity/told-full.ts';
import { arrivalsOfColleagues, EVER } from '../source-log/arrivals.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { unaskedMails } from './last-messaged.ts';

const LOOK_BACK_DAYS = 730;

export type Relationship = ColleagueFacts & { id: string };

/** Moments are answered in milliseconds since 1970. */
type Row = {
  id: string;
  createdAt: number;
  fromFile: boolean;
  pausedUntil: string | null;
  firstAt: number | null;
  kind: ContactKind | null;
  lastAt: number | null;
  inYear: number;
  lastArrivalAt: number | null;
  inTwoYears: number;
  firstInTwoYearsAt: number | null;
  toldFullMs: number;
  isToldFull: boolean;
  messagedAt: number | null;
  driedUpAskedAt: number | null;
  checkIn: { id: string; why: CheckInReason; openedAt: number; dueAt: number } | null;
};

/**
 * What is known of every colleague who was not erased, in one statement, however long the history is; by their ids.
 * `only`: of these, found without reading anybody else's.
 */
export async function readRelationships(tx: Tx, only?: readonly string[]): Promise<Relationship[]> {
  await tx.em.flush();
  const { rows } = await sql<Row>`
    with ${parts(tx, only)}
    select p.id, ${ms('p.created_at')} as "createdAt", p.from_file as "fromFile",
      to_char(p.paused_until, 'YYYY-MM-DD') as "pausedUntil",
      ${ms('least(a.first_at, t.first_at)')} as "firstAt", c.kind, ${ms('c.at')} as "lastAt",
      coalesce(a.in_year, 0)::int as "inYear", ${ms('a.last_at')} as "lastArrivalAt",
      coalesce(a.in_two_years, 0)::int as "inTwoYears", ${ms('a.first_in_two_years_at')} as "firstInTwoYearsAt",
      coalesce((select sum(date_part('epoch', upper(part)) - date_part('epoch', lower(part))) * 1000
        from unnest(f.told * tstzmultirange(tstzrange(a.last_at, ${tx.now}::timestamptz))) part), 0) as "toldFullMs",
      coalesce(f.told @> ${tx.now}::timestamptz, false) as "isToldFull",
      ${ms('w.at')} as "messagedAt", ${ms('q.dried_up_at')} as "driedUpAskedAt", q.open as "checkIn"
    from professional p
    left join arrived a on a.id = p.id
    left join touched t on t.id = p.id
    left join contact c on c.id = p.id
    left join told f on f.colleague_id = p.id
    left join wrote w on w.id = p.id
    left join asked q on q.id = p.id
    where p.practice_id = ${tx.practiceId}::uuid and p.erased_at is null
      and ${only === undefined ? sql`true` : sql`p.id = any(${only}::uuid[])`}
    order by p.id`.execute(tables(tx));
  return rows.map(relationship);
}

/** The same of one; null where they were erased, or never were. */
export async function readRelationship(tx: Tx, professionalId: string): Promise<Relationship | null> {
  const [found] = await readRelationships(tx, [professionalId]);
  return found ?? null;
}

/** What the statement is made of; `contact`: the newest of all contacts in both directions (4.5c). */
function parts(tx: Tx, only: readonly string[] | undefined): RawBuilder<unknown> {
  const { practiceId, now } = tx;
  const since = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const of = (table: string) =>
    only === undefined
      ? sql`${sql.ref(`${table}.practice_id`)} = ${practiceId}::uuid and ${sql.ref(`${table}.professional_id`)} is not null`
      : sql`${sql.ref(`${table}.practice_id`)} = ${practiceId}::uuid and ${sql.ref(`${table}.professional_id`)} = any(${only}::uuid[])`;
  return sql`
    arrived as (
      select l.colleague_id as id, max(l.at) as last_at, min(l.at) as first_at,
        count(*) filter (where l.at >= ${since(TOP_WITHIN_DAYS)}) as in_year,
        count(*) filter (where l.at >= ${since(LOOK_BACK_DAYS)}) as in_two_years,
        min(l.at) filter (where l.at >= ${since(LOOK_BACK_DAYS)}) as first_in_two_years_at
      from (${arrivalsOfColleagues(tx, { from: EVER, until: now }, only)}) l group by 1),
    touched as (
      select h.professional_id as id, min(h.at) as first_at, max(h.at) as at,
        (array_agg(h.kind order by h.at desc, h.id desc))[1] as kind
      from professional_touch h where ${of('h')} group by 1),
    asked as (
      select k.professional_id as id, max(k.created_at) filter (where k.why = 'dried_up') as dried_up_at,
        max(k.done_at) filter (where k.status = 'done' and (k.message_id is null or m.id is not null)) as done_at,
        (jsonb_agg(jsonb_build_object('id', k.id, 'why', k.why, 'openedAt', ${ms('k.created_at')}, 'dueAt', ${ms('k.due_at')})
          order by k.id desc) filter (where k.status = 'open'))->0 as open
      from task k left join message m on m.practice_id = k.practice_id and m.id = k.message_id
        and m.status not in ('stopped', 'cancelled', 'refused')
      where ${of('k')} and k.kind = 'check_in' group by 1),
    contact as (
      select distinct on (x.id) x.id, x.kind, x.at from (
        select id, 'referral' as kind, last_at as at, 1 as nth from arrived
        union all select id, kind, at, 2 from touched
        union all select id, 'email', done_at, 3 from asked
        union all select i.professional_id, 'reply', max(i.received_at), 4 from inbound_mail i
          where ${of('i')} and i.kind <> 'automatic' group by 1
        union all select s.professional_id, 'claim', max(s.at), 5 from professional_claim s where ${of('s')} group by 1) x
      where x.at is not null order by x.id, x.at desc, x.nth),
    told as (${toldFull(tx, only)}),
    wrote as (
      select u.professional_id as id, max(u.at) as at from (${unaskedMails(tx, only)}) u group by 1)`;
}

function ms(expression: string): RawBuilder<number> {
  return sql`date_part('epoch', ${sql.raw(expression)}) * 1000`;
}

function relationship(row: Row): Relationship {
  return {
    id: row.id,
    createdAt: new Date(Math.round(row.createdAt)),
    fromFile: row.fromFile,
    pausedUntil: row.pausedUntil,
    firstContactAt: dateOrNull(row.firstAt),
    lastContact: contactOf(row),
    arrivalsInYear: row.inYear,
    lastArrivalAt: dateOrNull(row.lastArrivalAt),
    arrivalsInTwoYears: row.inTwoYears,
    firstArrivalInTwoYearsAt: dateOrNull(row.firstInTwoYearsAt),
    toldFullMs: row.toldFullMs,
    isToldFull: row.isToldFull,
    messagedAt: dateOrNull(row.messagedAt),
    driedUpAskedAt: dateOrNull(row.driedUpAskedAt),
    checkIn: row.checkIn && {
      id: row.checkIn.id,
      why: row.checkIn.why,
      openedAt: new Date(Math.round(row.checkIn.openedAt)),
      dueAt: new Date(Math.round(row.checkIn.dueAt)),
    },
  };
}

function contactOf({ kind, lastAt }: Row): Contact | null {
  const at = dateOrNull(lastAt);
  return kind && at ? { at, kind } : null;
}

function dateOrNull(value: number | null): Date | null {
  return value === null ? null : new Date(Math.round(value));
}
