import { sql } from 'kysely';
import { standingOf } from '../outbound-mail/standing-suppressions.ts';
import { dateIn } from '../practice/practice-today.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import {
  THANKED_FOR_DAYS,
  whyNotPersonal,
  type Candidate,
  type LeftOutPersonal,
} from '../../policy/broadcasts/leave-out.ts';
import { isAfterComplaint } from '../../policy/journeys/gate.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { stopsMail, type Suppressed } from '../../policy/outbound-mail/suppression.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { latest } from './moments.ts';
import { among, hadBefore, wroteBack, type Asking, type Only } from './had-before.ts';

/** Timestamps are answered as text. */
type Row = {
  id: string;
  email_hash: string | null;
  erased_at: string | null;
  ending: string | null;
  complaint_over_on: string | null;
  holds: string[];
  suppressions: Suppressed[];
  said_at: string | null;
  referred_at: string | null;
  thanked_at: string | null;
  wrote_at: string | null;
};

/** `at`: when the list is frozen, from which the time that is thanked for counts. `only`: asked again of some who stand on it. */
type Asked = Asking & Only & { at: Date; zone: string };

/**
 * Clients whose own statement of the 92 days before `at` is held and was thanked for, by e-mail or by hand, the latest first,
 * and why each may not be thanked for the quarter (D4, S52). What an enquirer said of them is no statement of theirs.
 */
export async function personalReferrersToThank(
  tx: Tx,
  { at, zone, only, ...asking }: Asked,
): Promise<Candidate<LeftOutPersonal>[]> {
  await tx.em.flush();
  const since = new Date(at.getTime() - THANKED_FOR_DAYS * DAY_MS);
  const today = dateIn(zone, tx.now);
  const who = only === undefined ? sql`s.at is not null` : sql`p.id = any(${only}::uuid[])`;
  const theirs = sql`r.referrer_client_id is not null ${among(sql.ref('r.referrer_client_id'), only)}`;
  const { rows } = await sql<Row>`
    with said as (
        select r.referrer_client_id as who, max(r.received_at) as at from referral r
        where r.practice_id = ${tx.practiceId}::uuid and ${theirs}
          and (r.learned_from = 'referrer' or r.kind = 'told') and r.status in ('sent', 'done_by_hand')
          and r.received_at between ${since} and ${tx.now}
        group by 1),
      referred as (
        select r.referrer_client_id as who, max(r.received_at) as at from referral r
        where r.practice_id = ${tx.practiceId}::uuid and ${theirs} group by 1),
      wrote as (${wroteBack(tx, 'client_id', { only })})
    select p.id, p.email_hash, p.erased_at, p.ending,
      greatest(p.complaint_closed_on, (select max(h.until) from client_hold h where h.practice_id = p.practice_id
        and h.client_id = p.id and h.code = 'complaint' and h.until < ${today}::date))::text as complaint_over_on,
      to_json(array(select h.code from client_hold h where h.practice_id = p.practice_id and h.client_id = p.id
        and (h.until is null or h.until >= ${today}::date))) as holds,
      ${standingOf(sql.ref('p.practice_id'), sql.ref('p.email_hash'), tx.now)} as suppressions,
      s.at as said_at, r.at as referred_at, h.at as thanked_at, w.at as wrote_at
    from client p left join said s on s.who = p.id left join referred r on r.who = p.id
      left join wrote w on w.who = p.id
      cross join lateral (
        select max(h.at) as at from (${hadBefore(tx, 'client', asking)}) h
        where h.template = ${TEMPLATE.quarterlyThanksPersonal}) h
    where p.practice_id = ${tx.practiceId}::uuid and ${who}
    order by s.at desc nulls last, p.id`.execute(tables(tx));
  return rows.map((row) => candidate(row, zone, tx.now));
}

function candidate(row: Row, zone: string, now: Date): Candidate<LeftOutPersonal> {
  const overOn = row.complaint_over_on;
  const overAt = overOn === null ? null : endOfDay(overOn, zone).getTime();
  const facts = {
    isErased: row.erased_at !== null,
    hasSaidSo: row.said_at !== null,
    deceased: row.ending === 'deceased',
    endedByPractice: row.ending === 'ended_by_practice',
    held: row.holds.includes('held'),
    complaint: row.holds.includes('complaint') || isAfterComplaint(overAt, now.getTime()),
    doNotEmail: row.holds.includes('do_not_email'),
    hasEmail: row.email_hash !== null,
    suppressed: stopsMail(row.suppressions, 'broadcast'),
  };
  return {
    id: row.id,
    address: row.email_hash,
    why: whyNotPersonal(facts),
    lastHadAt: latest([row.thanked_at]),
    lastAnsweredAt: latest([row.wrote_at, row.referred_at]),
  };
}
