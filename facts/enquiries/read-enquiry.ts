import type { EnquiryFacts, EnquiryRules } from '../../policy/enquiries/enquiry.ts';
import type { ClosingReason, EnquiryStage } from '../../policy/enquiries/enquiry-terms.ts';
import { enquiryRules } from '../../policy/enquiries/enquiry-rules.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { MessageFacts } from '../../policy/outbound-mail/mail-first.ts';
import { readMessages } from '../outbound-mail/message-facts.ts';
import type { Tx } from '../transaction.ts';

type Row = {
  stage: EnquiryStage;
  received_at: string;
  recorded_at: string;
  contacted_at: string | null;
  booked_at: string | null;
  attended_at: string | null;
  closed_at: string | null;
  closed_reason: ClosingReason | null;
  reopened_at: string | null;
  stalled_at: string | null;
  by_letter: boolean;
  several_names: boolean | null;
  path_failed: boolean;
  attended_sessions: number;
  ended_as_planned: boolean;
  waiting_asked_at: string | null;
  source_ended: number;
  source_attended: number;
  has_source: boolean;
  policy: PracticePolicy;
  sending: string;
};

/** Counts sessions from the first one after this enquiry, and the record of everybody else from the same source. */
const QUESTION = `
  select to_json(answer) as answer from (select e.stage, e.received_at, e.recorded_at, e.contacted_at, e.booked_at,
    e.attended_at, e.closed_at, e.closed_reason, e.reopened_at, e.stalled_at, e.by_letter, e.several_names,
    (select count(*)::int from client_session s where s.practice_id = e.practice_id and s.client_id = e.client_id
      and s.status = 'attended' and s.at >= e.attended_at - interval '1 day') as attended_sessions,
    exists (select 1 from discharge d where d.practice_id = e.practice_id and d.client_id = e.client_id
      and d.superseded_at is null and d.ending in ('planned_met', 'planned_partly') and d.on >= e.attended_at::date) as ended_as_planned,
    (select max(t.created_at) from task t where t.practice_id = e.practice_id and t.enquiry_id = e.id
      and t.kind = 'confirm_waiting') as waiting_asked_at,
    exists (select 1 from contact_failure f where f.practice_id = e.practice_id and f.since <= coalesce(e.stalled_at, now())
      and (f.ended_at is null or f.ended_at >= e.received_at)) as path_failed,
    e.source_ref is not null as has_source,
    coalesce(o.ended, 0) as source_ended, coalesce(o.attended, 0) as source_attended, p.policy, p.sending
  from enquiry e
  join practice p on p.id = e.practice_id
  left join lateral (select count(*)::int as ended, count(x.attended_at)::int as attended from enquiry x
    where x.practice_id = e.practice_id and x.source_ref = e.source_ref and x.id <> e.id
      and x.stage in ('attended', 'kept', 'closed')) o on true
  where e.practice_id = ? and e.id = ? and e.erased_at is null) answer`;

export type EnquiryState = {
  facts: EnquiryFacts;
  rules: EnquiryRules & { paused: boolean };
  messages: readonly MessageFacts[];
};

/** What the rules need to know of somebody who may become a client, with the notes to staff; null where they are gone. */
export async function readEnquiry(tx: Tx, enquiryId: string): Promise<EnquiryState | null> {
  const [found] = await tx.em.execute<{ answer: Row }[]>(QUESTION, [tx.practiceId, enquiryId]);
  if (!found) return null;
  const row = found.answer;
  return {
    facts: {
      stage: row.stage,
      receivedAt: new Date(row.received_at),
      recordedAt: new Date(row.recorded_at),
      contactedAt: dateOrNull(row.contacted_at),
      bookedAt: dateOrNull(row.booked_at),
      attendedAt: dateOrNull(row.attended_at),
      closedAt: dateOrNull(row.closed_at),
      closedReason: row.closed_reason,
      reopenedAt: dateOrNull(row.reopened_at),
      stalledAt: dateOrNull(row.stalled_at),
      byLetter: row.by_letter,
      severalNames: row.several_names ?? false,
      pathFailed: row.path_failed,
      attendedSessions: row.attended_sessions,
      endedAsPlanned: row.ended_as_planned,
      waitingAskedAt: dateOrNull(row.waiting_asked_at),
      sourceRecord: row.has_source ? { ended: row.source_ended, attended: row.source_attended } : null,
    },
    rules: { ...enquiryRules(row.policy), paused: row.sending === 'paused' },
    messages: await readMessages(tx, 'enquiry_id', enquiryId),
  };
}

function dateOrNull(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
