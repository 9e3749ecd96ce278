import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import type { Arm } from '../../policy/reports/compared-arms.ts';
import type { Question } from './report.ts';

const ARMS = ['within_48h', 'later'] as const;

type Row = {
  arm: (typeof ARMS)[number];
  settled: number;
  again: number;
  returned: number;
  medianDays: number | null;
};

/**
 * What referrers did after they were thanked, by whether it was within 48 hours, of referrals received in the period:
 * sent somebody again within 180 days, of thanks that are as old; days to their own next attended session. Who is known
 * by a first name alone cannot be recognised again and is left out.
 */
export async function afterThanks({
  tx,
  period: { from, to },
}: Question): Promise<{ again: Arm[]; days: Arm[] }> {
  const { rows } = await sql<Row>`
    with thanked as (
      select r.referrer_hash, r.referrer_client_id, r.thanked_at, r.thanked_at + interval '4320 hours' as until,
        case when r.thanked_at - r.clock_started_at <= interval '48 hours' then 'within_48h' else 'later' end as arm
      from referral r where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.status in ('sent', 'done_by_hand')
        and r.received_at >= ${from} and r.received_at < ${to} and r.thanked_at is not null
        and (r.referrer_client_id is not null or r.referrer_professional_id is not null or r.referrer_email is not null)),
    followed as (
      select t.arm, t.until <= ${tx.now} as settled,
        exists (select 1 from referral n where n.practice_id = ${tx.practiceId} and n.referrer_hash = t.referrer_hash
          and n.kind = 'referral' and n.received_at > t.thanked_at and n.received_at <= t.until) as again,
        date_part('epoch', back.at - t.thanked_at) / 86400 as days
      from thanked t left join lateral (
        select s.at from client_session s where s.practice_id = ${tx.practiceId} and s.client_id = t.referrer_client_id
          and s.at > t.thanked_at and s.at <= ${tx.now} and s.status = 'attended' order by s.at limit 1) back on true)
    select arm, count(*) filter (where settled)::int as settled, count(*) filter (where settled and again)::int as again,
      count(days)::int as returned, percentile_cont(0.5) within group (order by days) as "medianDays"
    from followed group by arm`.execute(tables(tx));
  const of = (arm: Row['arm']): Omit<Row, 'arm'> =>
    rows.find((row) => row.arm === arm) ?? { settled: 0, again: 0, returned: 0, medianDays: null };
  return {
    again: ARMS.map((arm) => ({ arm, k: of(arm).again, n: of(arm).settled })),
    days: ARMS.map((arm) => ({ arm, n: of(arm).returned, medianDays: of(arm).medianDays })),
  };
}
