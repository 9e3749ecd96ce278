import { isInWriting } from '../../policy/clients/consent-channel.ts';
import type { Ending } from '../../policy/journeys/ending.ts';
import type { HoldCode, MilestoneKind } from '../../policy/journeys/gate.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import { floorScore, type Instrument } from '../../policy/clients/instruments.ts';
import type { Stage } from '../../policy/journeys/stage.ts';
import type { PracticePast, TrialPeriod } from '../../policy/journeys/simulation.ts';
import type { PastClient } from '../../policy/journeys/simulation-past.ts';
import type { Tx } from '../transaction.ts';

/** As the database answers; instants are epoch milliseconds. */
type PastRow = {
  has_email: boolean;
  shares_mailbox: boolean;
  suppressed: string[];
  birth_year: number | null;
  holds: HoldCode[];
  overrides: { code: GateCode; from: number; until: number }[];
  complaint_closed_at: number | null;
  stage: string | null;
  stages: Stage[];
  planned_end_on: string | null;
  planned_short: boolean;
  consents: { at: number; status: 'given' | 'declined' | 'withdrawn'; channel: string }[];
  attended: number[];
  missed: number[];
  booked: boolean;
  scores: { at: number; score: number; instrument: Instrument }[];
  referrals: number[];
  discharges: { ending: Ending; on: string; tick: boolean; at: number }[];
  milestones: { kind: MilestoneKind; on: string; tick: boolean; at: number; from_ending: boolean }[];
  prompts: number[];
};

/** Since when moments are recorded; what was before can only be guessed from sessions. */
export async function readPracticePast({ em, practiceId, now }: Tx): Promise<PracticePast> {
  const [row] = await em.execute<{ since: number | null }[]>(
    `select (extract(epoch from least(
      (select min(m.created_at) from milestone m where m.practice_id = p.id),
      (select min(d.created_at) from discharge d where d.practice_id = p.id))) * 1000)::float8 as since
    from practice p where p.id = ?`,
    [practiceId],
  );
  return { recordedSince: row?.since ?? null, now: now.getTime() };
}

/**
 * Everybody for whom a moment came up in that time, or, where nobody recorded any, who came for the last time in it. In
 * an order that has nothing to do with who they are, so that the first of them stand for all.
 */
export async function clientsWithMoments(
  { em, practiceId }: Tx,
  { from, to }: TrialPeriod,
  { recordedSince }: PracticePast,
): Promise<string[]> {
  const guessedUntil = Math.min(to, recordedSince ?? Infinity);
  const found = await em.execute<{ id: string }[]>(
    `with asked as (select ?::uuid as practice_id, to_timestamp(?::float8 / 1000) as since, to_timestamp(?::float8 / 1000) as until,
      to_timestamp(?::float8 / 1000) as guessed_until)
    select id from (
      select m.client_id as id from milestone m, asked a
        where m.practice_id = a.practice_id and m.created_at between a.since and a.until
      union select d.client_id from discharge d, asked a
        where d.practice_id = a.practice_id and d.superseded_at is null and d.created_at between a.since and a.until
      union select s.client_id from client_session s, asked a
        where a.guessed_until > a.since and s.practice_id = a.practice_id and s.status = 'attended'
        group by s.client_id having count(*) >= 4
          and max(s.at) between min(a.since) and min(a.guessed_until)) moments
    order by md5(id::text)`,
    [practiceId, from, to, guessedUntil],
  );
  return found.map(({ id }) => id);
}

function ms(instant: string): string {
  return `(extract(epoch from ${instant}) * 1000)::float8`;
}

/** What is known of these clients, in one question; milestones of that time, and everything that may speak for or against. */
const QUESTION = `
  with asked as (select ?::uuid as practice_id, ?::uuid[] as ids, to_timestamp(?::float8 / 1000) as since,
    to_timestamp(?::float8 / 1000) as until, ?::timestamptz as now)
  select to_json(answer) as answer from (select
    c.email_hash is not null as has_email,
    exists (select 1 from client o where o.practice_id = c.practice_id and o.email_hash = c.email_hash and o.id <> c.id) as shares_mailbox,
    array(select s.reason from suppression s where s.practice_id = c.practice_id and s.email_hash = c.email_hash
      union all select i.reason from installation_suppression i where i.email_hash = c.email_hash) as suppressed,
    c.birth_year, c.stage, c.planned_end_on, coalesce(c.planned_short, false) as planned_short,
    array(select distinct h.code from client_hold h where h.practice_id = c.practice_id and h.client_id = c.id
      and (h.until is null or h.until >= (a.now at time zone p.timezone)::date)) as holds,
    coalesce((select json_agg(json_build_object('code', g.code, 'from', ${ms('g.created_at')},
      'until', ${ms('(g.until + 1)::timestamp at time zone p.timezone')} - 1)) from gate_override g
      where g.practice_id = c.practice_id and g.client_id = c.id), '[]') as overrides,
    ${ms("(greatest(c.complaint_closed_on, (select max(h.until) from client_hold h where h.practice_id = c.practice_id and h.client_id = c.id and h.code = 'complaint' and h.until < (a.now at time zone p.timezone)::date)) + 1)::timestamp at time zone p.timezone")} - 1 as complaint_closed_at,
    coalesce((select l.stages from service_line l where l.practice_id = c.practice_id and l.id = c.service_line_id), '[]') as stages,
    coalesce((select json_agg(json_build_object('at', ${ms('x.at')}, 'status', x.status, 'channel', x.channel) order by x.at, x.id)
      from prompt_consent x where x.practice_id = c.practice_id and x.client_id = c.id), '[]') as consents,
    array(select ${ms('s.at')} from client_session s where s.practice_id = c.practice_id and s.client_id = c.id
      and s.status = 'attended' and s.at <= a.now order by s.at) as attended,
    array(select ${ms('s.at')} from client_session s where s.practice_id = c.practice_id and s.client_id = c.id
      and s.status in ('dna', 'late_cancel') and s.at <= a.now order by s.at) as missed,
    exists (select 1 from client_session s where s.practice_id = c.practice_id and s.client_id = c.id
      and s.status = 'booked' and s.at > a.now) as booked,
    coalesce((select json_agg(json_build_object('at', ${ms('x.at')}, 'score', x.score, 'instrument', x.instrument) order by x.at, x.id)
      from satisfaction x where x.practice_id = c.practice_id and x.client_id = c.id and x.score is not null and x.at is not null), '[]') as scores,
    array(select ${ms('r.received_at')} from referral r where r.practice_id = c.practice_id and r.referrer_client_id = c.id
      order by r.received_at) as referrals,
    coalesce((select json_agg(json_build_object('ending', d.ending, 'on', d.on, 'tick', d.practitioner_tick, 'at', ${ms('d.created_at')}) order by d.on, d.id)
      from discharge d where d.practice_id = c.practice_id and d.client_id = c.id and d.superseded_at is null), '[]') as discharges,
    coalesce((select json_agg(json_build_object('kind', m.kind, 'on', m.occurred_on, 'tick', m.practitioner_tick, 'at', ${ms('m.created_at')},
      'from_ending', m.recorded_via = 'discharge') order by m.created_at, m.id) from milestone m
      where m.practice_id = c.practice_id and m.client_id = c.id and m.created_at between a.since and a.until
      and (m.recorded_via <> 'discharge' or exists (select 1 from discharge d where d.practice_id = m.practice_id
        and d.client_id = m.client_id and d.on = m.occurred_on and d.superseded_at is null))), '[]') as milestones,
    array(select ${ms('m.carried_at')} from milestone m where m.practice_id = c.practice_id and m.client_id = c.id
      and m.status = 'carried' and m.carried_at < a.since order by m.carried_at) as prompts
  from asked a join client c on c.practice_id = a.practice_id and c.id = any(a.ids)
  join practice p on p.id = c.practice_id) answer`;

/** What is known of these clients: what happened, in order, and what carries no history as it is today. */
export async function readPast(
  { em, practiceId, now }: Tx,
  clientIds: readonly string[],
  { from, to }: TrialPeriod,
): Promise<PastClient[]> {
  const asked = [practiceId, `{${clientIds.join(',')}}`, from, to, now.toISOString()];
  const rows = await em.execute<{ answer: PastRow }[]>(QUESTION, asked);
  return rows.map(({ answer }) => pastOf(answer));
}

function pastOf(row: PastRow): PastClient {
  const is = (...reasons: string[]): boolean => row.suppressed.some((reason) => reasons.includes(reason));
  return {
    hasEmail: row.has_email,
    sharesMailbox: row.shares_mailbox,
    objected: is('unsubscribed', 'complaint'),
    suppressed: is('hard_bounce', 'inactive'),
    birthYear: row.birth_year,
    holds: row.holds,
    overrides: row.overrides,
    complaintClosedAt: row.complaint_closed_at,
    stage: row.stage,
    stages: row.stages,
    plannedEndOn: row.planned_end_on,
    plannedShort: row.planned_short,
    consents: row.consents.map(({ at, status, channel }) => ({
      at,
      status,
      inWriting: isInWriting(channel),
    })),
    attendedAt: row.attended,
    missedAt: row.missed,
    isBooked: row.booked,
    scores: row.scores.flatMap(({ at, score: given, instrument }) => {
      const score = floorScore(instrument, given);
      return score === null ? [] : { at, score };
    }),
    referralsAt: row.referrals,
    discharges: row.discharges.map(({ ending, on, tick, at }) => ({
      ending,
      on,
      practitionerTick: tick,
      recordedAt: at,
    })),
    milestones: row.milestones.map(({ kind, on, tick, at, from_ending: fromEnding }) => ({
      kind,
      occurredOn: on,
      practitionerTick: tick,
      recordedAt: at,
      fromEnding,
    })),
    promptsAt: row.prompts,
  };
}
