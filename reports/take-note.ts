import { sql } from 'kysely';
import type { Practice } from '../entities/practice.ts';
import { readCapacity } from '../facts/capacity/read-capacity.ts';
import { latestSpell } from '../facts/capacity/spell-to-tell.ts';
import { dateIn } from '../facts/practice/practice-today.ts';
import { tables } from '../facts/tables.ts';
import type { Tx } from '../facts/transaction.ts';
import { DAY_MS } from '../policy/calendar/units.ts';
import { takeNoteWords, type Sent } from '../policy/capacity/take-note.ts';
import { linesInForce } from './shared/lines-in-force.ts';

/** `at`: when the time of being full began. */
export type TakeNote = { at: Date; words: string; rows: Sent[] };

const LOOK_BACK_DAYS = 365;

/** "Who sends most, fit or mix, which book", while the practice is full (S70); null while it is not. */
export async function takeNote(tx: Tx, { timezone }: Practice): Promise<TakeNote | null> {
  const { status, statedAt } = (await readCapacity(tx)).practice;
  if (status !== 'full' || statedAt === null) return null;
  const spell = await latestSpell(tx);
  const at = spell && !spell.endedAt ? spell.startedAt : statedAt;
  const rows = await sentByColleagues(tx);
  return { at, words: takeNoteWords(rows, dateIn(timezone, at)), rows };
}

/**
 * Arrivals from each colleague, most first (4.5a): a referral and its enquiry are one. Booked and attended are as far as
 * they got by now; whoever stands in a past line was a client, of whose fit nobody said anything.
 */
async function sentByColleagues(tx: Tx): Promise<Sent[]> {
  const { practiceId, now } = tx;
  const period = { from: new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS), to: new Date(now.getTime() + 1) };
  const { rows } = await sql<Omit<Sent, 'fit'> & Sent['fit']>`
    with arrival as (
      select l.source_ref, coalesce(r.enquiry_id, l.enquiry_id) as enquiry_id, bool_or(l.kind = 'past') as is_past
      from ${linesInForce(tx, ['referral', 'enquiry', 'past'], period)} l
      left join referral r on r.practice_id = ${practiceId} and r.id = l.referral_id
        and r.received_at >= ${period.from} and r.received_at < ${period.to}
      where l.is_person and l.source_kind = 'professional'
      group by l.source_ref, coalesce(r.enquiry_id, l.enquiry_id), coalesce(r.enquiry_id, l.enquiry_id, l.id)),
    known as (
      select a.source_ref, coalesce(e.fit, 'unknown') as fit,
        a.is_past or coalesce(e.attended_at, came.at) is not null as attended,
        a.is_past or coalesce(e.booked_at, e.attended_at, came.at) is not null as booked
      from arrival a
      left join enquiry e on e.practice_id = ${practiceId} and e.id = a.enquiry_id
      left join lateral (
        select s.at from client_session s where s.practice_id = ${practiceId} and s.client_id = e.client_id
          and s.status = 'attended' and s.at >= e.received_at and s.at <= ${now} limit 1) came on e.client_id is not null)
    select p.id as "professionalId", count(*)::int as arrivals,
      count(*) filter (where k.fit = 'ideal')::int as ideal, count(*) filter (where k.fit = 'workable')::int as workable,
      count(*) filter (where k.fit = 'not_fit')::int as not_fit, count(*) filter (where k.fit = 'unknown')::int as unknown,
      count(*) filter (where k.booked)::int as booked, count(*) filter (where k.attended)::int as attended
    from known k join professional p on p.practice_id = ${practiceId} and p.id = k.source_ref and p.erased_at is null
    group by p.id order by arrivals desc, attended desc, p.id`.execute(tables(tx));
  return rows.map(({ ideal, workable, not_fit, unknown, ...row }) => ({
    ...row,
    fit: { ideal, workable, not_fit, unknown },
  }));
}
