import type {
  AcknowledgementFacts,
  AcknowledgementRules,
  AcknowledgementStatus,
  HandOverReason,
} from '../../policy/referrals/acknowledgement.ts';
import type { MessagePurpose, MessageStatus } from '../../policy/outbound-mail/delivery.ts';
import type { Mail, MessageFacts } from '../../policy/outbound-mail/mail-first.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { whyByHand } from '../../policy/referrals/thanks.ts';
import type { Tx } from '../transaction.ts';

/** What is known of one referral's thanks, its e-mails, and the rules of its practice. */
export type Acknowledgement = {
  facts: Omit<AcknowledgementFacts, 'thanks'>;
  messages: readonly MessageFacts[];
  rules: AcknowledgementRules;
};

type MessageRow = {
  id: string;
  purpose: MessagePurpose;
  status: MessageStatus;
  due_at: string;
  asked_by: string | null;
  next_try_at: string | null;
  claimed_until: string | null;
  unknown_since: string | null;
  checks: number;
  resent: boolean;
};

type Row = {
  status: AcknowledgementStatus;
  needs_person: HandOverReason | null;
  clock_started_at: string;
  opened_at: string | null;
  reminded_at: string | null;
  escalated_at: string | null;
  handed_over_at: string | null;
  is_client: boolean;
  is_professional: boolean;
  other_address: boolean;
  deceased: boolean;
  ended_by_practice: boolean;
  do_not_email: boolean;
  has_email: boolean;
  held: boolean;
  complaint: boolean;
  hold_do_not_email: boolean;
  suppressed: boolean;
  working: number;
  policy: PracticePolicy;
  timezone: string;
  sending: string;
  messages: MessageRow[];
};

const QUESTION = `
  select to_json(answer) as answer from (select r.status, r.needs_person, r.clock_started_at, r.opened_at, r.reminded_at, r.escalated_at, r.handed_over_at,
    r.referrer_client_id is not null as is_client, r.referrer_professional_id is not null as is_professional,
    r.referrer_email is not null as other_address,
    coalesce(c.ending = 'deceased', false) as deceased, coalesce(c.ending = 'ended_by_practice', false) as ended_by_practice,
    coalesce(not f.may_email, false) as do_not_email, coalesce(c.email_hash, f.email_hash) is not null as has_email,
    coalesce(h.codes @> '{held}', false) as held, coalesce(h.codes @> '{complaint}', false) as complaint,
    coalesce(h.codes @> '{do_not_email}', false) as hold_do_not_email,
    exists (select 1 from suppression s where s.practice_id = r.practice_id and s.email_hash = coalesce(c.email_hash, f.email_hash, r.referrer_hash))
      or exists (select 1 from installation_suppression i where i.email_hash = coalesce(c.email_hash, f.email_hash, r.referrer_hash)) as suppressed,
    (select count(*)::int from staff t where t.practice_id = r.practice_id and t.active
      and t.roles && array['owner','deputy','desk','practitioner']) as working,
    p.policy, p.timezone, p.sending,
    coalesce((select json_agg(json_build_object('id', m.id, 'purpose', m.purpose, 'status', m.status, 'due_at', m.due_at,
      'asked_by', m.asked_by, 'next_try_at', m.next_try_at, 'claimed_until', m.claimed_until, 'unknown_since', m.unknown_since,
      'checks', m.checks, 'resent', m.resent) order by m.id)
      from message m where m.practice_id = r.practice_id and m.referral_id = r.id), '[]') as messages
  from referral r
  join practice p on p.id = r.practice_id
  left join client c on c.practice_id = r.practice_id and c.id = r.referrer_client_id
  left join professional f on f.practice_id = r.practice_id and f.id = r.referrer_professional_id
  left join lateral (select array_agg(x.code) as codes from client_hold x where x.practice_id = r.practice_id
    and x.client_id = r.referrer_client_id and (x.until is null or x.until >= (?::timestamptz at time zone p.timezone)::date)) h on true
  where r.practice_id = ? and r.id = ?) answer`;

/** Reads it all in one statement; null where the referral is gone (erased), so that its run can end. */
export async function readAcknowledgement(tx: Tx, referralId: string): Promise<Acknowledgement | null> {
  const parameters = [tx.now.toISOString(), tx.practiceId, referralId];
  const [found] = await tx.em.execute<{ answer: Row }[]>(QUESTION, parameters);
  if (!found) return null;
  const row = found.answer;
  return {
    facts: {
      status: row.status,
      needsPerson: row.needs_person,
      clockStartedAt: new Date(row.clock_started_at),
      openedAt: dateOrNull(row.opened_at),
      remindedAt: dateOrNull(row.reminded_at),
      escalatedAt: dateOrNull(row.escalated_at),
      handedOverAt: dateOrNull(row.handed_over_at),
      byHand: whyByHand({
        known:
          row.is_client || row.is_professional || (row.other_address && row.needs_person !== 'unmatched'),
        deceased: row.deceased,
        held: row.held,
        complaint: row.complaint,
        endedByPractice: row.ended_by_practice,
        doNotEmail: row.do_not_email || row.hold_do_not_email,
        hasEmail: row.has_email || (row.other_address && !row.is_client && !row.is_professional),
        suppressed: row.suppressed,
      }),
    },
    messages: row.messages.map(messageOf),
    rules: rulesOf(row),
  };
}

/** The same with its e-mail as the rules may know it. */
export function withThanks({ facts }: Acknowledgement, mails: readonly Mail[]): AcknowledgementFacts {
  return { ...facts, thanks: mails.find(({ purpose }) => purpose === 'thanks') ?? null };
}

function rulesOf(row: Row): AcknowledgementRules {
  const { acknowledgement, sendWindows } = row.policy;
  const solo = acknowledgement.solo === 'auto' ? row.working === 1 : acknowledgement.solo;
  const audience = row.is_professional ? 'professionals' : 'clients';
  return {
    deadlineMs: toMs(acknowledgement.deadline),
    remindAtMs: toMs(acknowledgement.remindAt),
    escalateAtMs: toMs(acknowledgement.escalateAt),
    sendAtMs: toMs(solo ? acknowledgement.soloSendAt : acknowledgement.sendAt),
    window: sendWindows === 'always' ? 'always' : sendWindows[audience],
    zone: row.timezone,
    paused: row.sending === 'paused',
  };
}

function messageOf(row: MessageRow): MessageFacts {
  return {
    id: row.id,
    purpose: row.purpose,
    status: row.status,
    dueAt: new Date(row.due_at),
    askedBy: row.asked_by,
    nextTryAt: dateOrNull(row.next_try_at),
    claimedUntil: dateOrNull(row.claimed_until),
    unknownSince: dateOrNull(row.unknown_since),
    checks: row.checks,
    resent: row.resent,
  };
}

function dateOrNull(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
