import type { Tx } from '../transaction.ts';
import { journeyOf, type Journey } from './journey-of.ts';
import type { JourneyRow } from './journey-row.ts';

/**
 * One question for everything the rules need to know of a client. A milestone counts from the client's last attended
 * session of that day or of the seven days before it, else from the next attended one; an ending without one counts
 * from the end of its day (§5a.2, S16), which the rules work out. What was planned for an earlier episode of care says
 * nothing of this one, and a complaint whose last day has passed is closed (E6). Of notes that are due together the
 * ending's goes first, because its moment does.
 */
const QUESTION = `
  with asked as (select ?::uuid as practice_id, ?::uuid as client_id, ?::timestamptz as now),
  episode as (
    select s.id, s.at, s.imported, row_number() over (order by s.at, s.id) as nth
    from client_session s join asked a on s.practice_id = a.practice_id and s.client_id = a.client_id
    join client c on c.practice_id = s.practice_id and c.id = s.client_id
    where s.status = 'attended' and (c.episode_started_at is null or s.at >= c.episode_started_at))
  select to_json(answer) as answer from (select
    c.email_hash is not null as has_email, c.ending, c.ended_on, 
    case when c.episode_started_at is null or c.planned_end_on >= (c.episode_started_at at time zone p.timezone)::date then c.planned_end_on end as planned_end_on,
    coalesce(c.planned_short and c.episode_started_at is null, false) as planned_short,
    c.birth_year, c.stage, c.episode_started_at,
    greatest(c.complaint_closed_on, (select max(h.until) from client_hold h where h.practice_id = c.practice_id and h.client_id = c.id
      and h.code = 'complaint' and h.until < (a.now at time zone p.timezone)::date)) as complaint_closed_on,
    coalesce((select l.stages from service_line l where l.practice_id = c.practice_id and l.id = c.service_line_id), '[]') as stages,
    p.policy, p.timezone, p.sending, p.profile, p.went_live_at, p.prompts_signed_off_at,
    (select json_build_object('status', x.status, 'channel', x.channel) from prompt_consent x
      where x.practice_id = c.practice_id and x.client_id = c.id order by x.recorded_at desc, x.id desc limit 1) as consent,
    (select s.reason from suppression s where s.practice_id = c.practice_id and s.email_hash = c.email_hash) as suppressed,
    (select i.reason from installation_suppression i where i.email_hash = c.email_hash) as suppressed_everywhere,
    exists (select 1 from client o where o.practice_id = c.practice_id and o.email_hash = c.email_hash and o.id <> c.id) as shares_mailbox,
    coalesce((select json_agg(distinct h.code) from client_hold h where h.practice_id = c.practice_id and h.client_id = c.id
      and (h.until is null or h.until >= (a.now at time zone p.timezone)::date)), '[]') as holds,
    coalesce((select json_agg(distinct g.code) from gate_override g where g.practice_id = c.practice_id and g.client_id = c.id
      and g.until >= (a.now at time zone p.timezone)::date), '[]') as overrides,
    (select count(*)::int from episode) as attended, (select min(e.at) from episode e) as first_attended_at,
    coalesce((select json_agg(json_build_object('id', e.id, 'at', e.at, 'nth', e.nth, 'imported', e.imported)) from episode e
      where e.at > a.now - interval '31 days'), '[]') as recent,
    coalesce((select s.status <> 'attended' from client_session s where s.practice_id = c.practice_id and s.client_id = c.id
      and s.status in ('attended', 'dna', 'late_cancel') and s.at <= a.now order by s.at desc, s.id desc limit 1), false) as missed_last,
    (select json_build_object('instrument', x.instrument, 'score', x.score, 'at', x.at) from satisfaction x
      where x.practice_id = c.practice_id and x.client_id = c.id and x.score is not null and not (x.instrument = 'fft' and x.score = 6)
      order by x.at desc, x.id desc limit 1) as last_score,
    coalesce((select json_agg(m.carried_at) from milestone m where m.practice_id = c.practice_id and m.client_id = c.id
      and m.carried_at is not null and (m.status = 'carried' or (m.status = 'would_send' and p.sending = 'rehearsal'))), '[]') as prompts_at,
    (select max(r.received_at) from referral r where r.practice_id = c.practice_id and r.referrer_client_id = c.id) as last_referral_at,
    (select f.at from data_feed f where f.practice_id = c.practice_id and f.feed = 'sessions') as session_data_at,
    coalesce((select json_agg(json_build_object('id', m.id, 'kind', m.kind, 'status', m.status, 'occurred_on', m.occurred_on,
      'practitioner_tick', m.practitioner_tick, 'held_at', m.held_at, 'created_at', m.created_at,
      'session_id', s.id, 'session_at', s.at, 'session_known_at', s.updated_at) order by m.id)
      from milestone m left join lateral (
        select x.id, x.at, x.updated_at from (
          (select e.id, e.at, e.updated_at, 0 as later from client_session e where e.practice_id = c.practice_id and e.client_id = c.id
            and e.status = 'attended' and not (m.kind = 'transition' and m.recorded_via = 'discharge')
            and (e.at at time zone p.timezone)::date between m.occurred_on - 7 and m.occurred_on order by e.at desc limit 1)
          union all
          (select e.id, e.at, e.updated_at, 1 as later from client_session e where e.practice_id = c.practice_id and e.client_id = c.id
            and e.status = 'attended' and m.kind <> 'discharge'
            and (e.at at time zone p.timezone)::date > m.occurred_on order by e.at limit 1)) x order by x.later limit 1) s on true
      where m.practice_id = c.practice_id and m.client_id = c.id and (m.status = 'waiting' or m.created_at > a.now - interval '62 days')), '[]') as milestones,
    (select json_build_object('id', d.id, 'ending', d.ending, 'on', d.on, 'session_at', (select max(e.at) from client_session e
        where e.practice_id = c.practice_id and e.client_id = c.id and e.status = 'attended'
        and (e.at at time zone p.timezone)::date between d.on - 7 and d.on),
      'earlier_ids', (select json_agg(e.id) from discharge e where e.practice_id = c.practice_id and e.client_id = c.id
        and e.superseded_at is not null and (c.episode_started_at is null or e.on >= (c.episode_started_at at time zone p.timezone)::date)))
      from discharge d where d.practice_id = c.practice_id and d.client_id = c.id and d.superseded_at is null and c.ending is not null
      order by d.on desc, d.id desc limit 1) as discharge,
    coalesce((select json_agg(json_build_object('id', m.id, 'key', m.key, 'carrier', m.carrier, 'status', m.status, 'why', m.why,
      'due_at', m.due_at, 'asked_by', m.asked_by, 'sent_at', m.sent_at, 'next_try_at', m.next_try_at, 'claimed_until', m.claimed_until,
      'unknown_since', m.unknown_since, 'checks', m.checks, 'resent', m.resent, 'updated_at', m.updated_at) order by m.due_at, m.carrier, m.id)
      from message m where m.practice_id = c.practice_id and m.client_id = c.id and m.purpose = 'carrier'
      and (m.status in ('queued', 'sending', 'unknown') or m.created_at > a.now - interval '62 days')), '[]') as notes
  from asked a join client c on c.practice_id = a.practice_id and c.id = a.client_id
  join practice p on p.id = c.practice_id
  where c.erased_at is null) answer`;

/** Reads it all at once; null where the client is gone (erased), so that a run can end. */
export async function readJourney(tx: Tx, clientId: string): Promise<Journey | null> {
  const [found] = await tx.em.execute<{ answer: JourneyRow }[]>(QUESTION, [
    tx.practiceId,
    clientId,
    tx.now.toISOString(),
  ]);
  return found ? journeyOf(found.answer, tx.now) : null;
}
