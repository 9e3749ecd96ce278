import { sql } from 'kysely';
import { kept } from './people.ts';
import { days, rowsOf, ZONE, type Asked, type Floor } from './floor.ts';

/** The latest correction of a referral's line, of those that were received in the period. */
const corrected = ({ tx, from, to }: Asked) => sql`
  (select distinct on (l.corrects) l.corrects, l.source_kind, coalesce(s.client_id, c.merged_into, l.source_ref) as ref
    from source_log_line l left join source s on s.practice_id = ${tx.practiceId} and s.id = l.source_ref
    left join client c on c.practice_id = ${tx.practiceId} and c.id = l.source_ref and c.merged_into is not null
    where l.practice_id = ${tx.practiceId} and l.kind = 'correction' and l.received_at >= ${from} and l.received_at < ${to}
    order by l.corrects, l.number desc)`;

/** By month and altogether, by one statement. */
const acknowledgement: Floor = (asked) => {
  const { tx, from, to } = asked;
  return rowsOf(
    asked,
    sql`select to_char(r.received_at at time zone ${ZONE}, 'YYYY-MM'), count(*), count(*) filter (where r.status = 'not_permitted'),
        count(*) filter (where r.needs_person = 'unmatched' or (r.status = 'let_go' and r.referrer_hash is null)),
        count(*) filter (where r.status = 'let_go'), count(*) filter (where r.thanked_at is null and r.clock_started_at > now() - ${days(2)}),
        count(r.thanked_at), count(*) filter (where r.thanked_at - r.clock_started_at <= ${days(2)}),
        count(*) filter (where r.status = 'done_by_hand' or r.thanked_by is not null),
        count(*) filter (where r.late_reason = 'logged_late'), count(*) filter (where r.late_reason = 'unmatched'),
        count(*) filter (where r.late_reason = 'mail_refused'), count(*) filter (where r.late_reason = 'not_live'),
        count(*) filter (where r.late_reason = 'program_down'), count(*) filter (where r.late_reason = 'other'),
        percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', r.thanked_at - r.clock_started_at))
      from referral r
      where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.status <> 'would_send'
        and r.received_at >= ${from} and r.received_at < ${to} group by grouping sets ((1), ())`,
  );
};

const carrierTiming: Floor = ({ tx, from, to }) =>
  rowsOf(
    { tx },
    sql`select m.carrier, count(*) filter (where m.sent_at - m.counts_from <= ${days(1)}),
        count(*) filter (where m.sent_at - m.counts_from > ${days(1)} and m.sent_at <= m.latest_at),
        count(*) filter (where m.sent_at - m.counts_from > ${days(1)} and m.sent_at > m.latest_at),
        count(*) filter (where m.sent_at is null and (m.status = 'refused' or (m.status = 'stopped' and m.updated_at >= m.latest_at))),
        percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', m.sent_at - m.counts_from))
      from message m where m.practice_id = ${tx.practiceId} and m.purpose = 'carrier' and m.asked_by is null
        and m.counts_from >= ${from} and m.counts_from < ${to} group by 1`,
  );

const moments: Floor = (asked) => {
  const { tx, from, to } = asked;
  const until = new Date(to.getTime() + 90 * 86_400_000);
  const within = { tx, from, to: until };
  return rowsOf(
    asked,
    sql`with prompt as (
        select m.id, m.client_id, m.kind, m.carrier, m.prompt_template, m.prompt_version, m.carried_at as at,
          least(m.carried_at + ${days(90)}, lead(m.carried_at) over (partition by m.client_id order by m.carried_at, m.id)) as ends
        from milestone m left join message g on g.practice_id = ${tx.practiceId} and g.id = m.carried_by_id
        where m.practice_id = ${tx.practiceId} and m.status = 'carried' and m.carried_at >= ${from} and m.carried_at < ${until}
          and (m.carried_by_id is null or (g.status = 'sent' and g.delivery is distinct from 'bounced'))),
      sent as (
        select r.learned_from, r.received_at, coalesce(k.ref, r.referrer_client_id) as client_id
        from referral r left join ${corrected(within)} k on k.corrects = r.number
        where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.received_at >= ${from} and r.received_at < ${until}
          and r.learned_from in ('link', 'referrer', 'enquirer')),
      led as (
        select p.id, count(*) filter (where s.learned_from = 'link') as link,
          count(*) filter (where s.learned_from = 'referrer') as referrer, count(*) filter (where s.learned_from = 'enquirer') as enquirer
        from prompt p join sent s on s.client_id = p.client_id and s.received_at >= p.at and s.received_at <= p.ends group by 1)
      select p.kind, p.carrier, p.prompt_template, p.prompt_version, count(*), count(*) filter (where p.at <= now() - ${days(90)}),
        count(led.id) filter (where p.at <= now() - ${days(90)}), sum(link), sum(referrer), sum(enquirer)
      from prompt p left join led on led.id = p.id where p.at < ${to} group by 1, 2, 3, 4`,
  );
};

const effects: Floor = async (asked) => {
  const { tx, from, to } = asked;
  await rowsOf(
    asked,
    sql`select in_time, count(*) filter (where settled), count(*) filter (where settled and again), count(back),
        percentile_cont(0.5) within group (order by date_part('epoch', back - thanked_at))
      from (
        select r.thanked_at, r.thanked_at - r.clock_started_at <= ${days(2)} as in_time, r.thanked_at <= now() - ${days(180)} as settled,
          exists (select 1 from referral n where n.practice_id = ${tx.practiceId} and n.referrer_hash = r.referrer_hash
            and n.kind = 'referral' and n.received_at > r.thanked_at and n.received_at <= r.thanked_at + ${days(180)}) as again,
          (select s.at from client_session s where s.practice_id = ${tx.practiceId} and s.client_id = r.referrer_client_id
            and s.at > r.thanked_at and s.at <= now() and s.status = 'attended' order by s.at limit 1) as back
        from referral r where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.status in ('sent', 'done_by_hand')
          and r.received_at >= ${from} and r.received_at < ${to} and r.thanked_at is not null) one group by 1`,
  );
  await kept(asked);
  return moments(asked);
};

/** Scores by practitioner; of whom they saw, how many recommended us. */
const satisfaction: Floor = async (asked) => {
  const { tx, from, to } = asked;
  const month = (at: Date) => at.toISOString().slice(0, 7);
  await rowsOf(
    asked,
    sql`select practitioner_id, instrument, count(*), sum(score), count(*) filter (where score >= 4)
      from satisfaction where practice_id = ${tx.practiceId} and month >= ${month(from)} and month < ${month(to)}
        and score is not null group by 1, 2`,
  );
  return rowsOf(
    asked,
    sql`select c.practitioner_id, count(*), count(sent.client_id)
      from (select distinct client_id from client_session where practice_id = ${tx.practiceId} and status = 'attended'
        and at >= ${from} and at < ${to}) seen
      join client c on c.practice_id = ${tx.practiceId} and c.id = seen.client_id
      left join (select distinct coalesce(k.ref, r.referrer_client_id) as client_id
        from referral r left join ${corrected(asked)} k on k.corrects = r.number
        where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.received_at >= ${from} and r.received_at < ${to}) sent
        on sent.client_id = seen.client_id group by 1`,
  );
};

export const THANKS_FLOORS = {
  acknowledgement,
  'carrier-timing': carrierTiming,
  moments,
  effects,
  satisfaction,
};
