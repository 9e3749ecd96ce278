import type { MessageStatus } from '../../policy/outbound-mail/delivery.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import type { Ending } from '../../policy/journeys/ending.ts';
import type { HoldCode, MilestoneKind } from '../../policy/journeys/gate.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import type { Instrument } from '../../policy/clients/instruments.ts';
import type { MilestoneStatus } from '../../policy/journeys/milestone.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Stage } from '../../policy/journeys/stage.ts';

type SessionRow = { id: string; at: string; nth: number; imported: boolean };
export type MilestoneRow = {
  id: string;
  kind: MilestoneKind;
  status: MilestoneStatus;
  occurred_on: string;
  practitioner_tick: boolean;
  held_at: string | null;
  created_at: string;
  session_id: string | null;
  session_at: string | null;
  /** When that session became what it is. */
  session_known_at?: string | null;
};
export type NoteRow = {
  id: string;
  key: string;
  carrier: Carrier;
  status: MessageStatus;
  why: string | null;
  due_at: string;
  asked_by: string | null;
  sent_at: string | null;
  next_try_at: string | null;
  claimed_until: string | null;
  unknown_since: string | null;
  checks: number;
  resent: boolean;
  updated_at: string;
};

type DischargeRow = {
  id: string;
  ending: Ending;
  on: string;
  session_at: string | null;
  /** What was said of this ending before it was corrected. */
  earlier_ids?: string[] | null;
};

/** As the database answers: names of columns, times as text. */
export type JourneyRow = {
  has_email: boolean;
  ending: Ending | null;
  ended_on: string | null;
  planned_end_on: string | null;
  planned_short: boolean;
  birth_year: number | null;
  stage: string | null;
  episode_started_at: string | null;
  complaint_closed_on: string | null;
  stages: Stage[];
  policy: PracticePolicy;
  timezone: string;
  sending: 'rehearsal' | 'live' | 'paused';
  profile: 'UK_DEFAULT' | 'US_STRICT';
  went_live_at: string | null;
  prompts_signed_off_at: string | null;
  consent: { status: 'given' | 'declined' | 'withdrawn'; channel: string } | null;
  suppressed: string | null;
  suppressed_everywhere: string | null;
  shares_mailbox: boolean;
  holds: HoldCode[];
  overrides: GateCode[];
  attended: number;
  first_attended_at: string | null;
  recent: SessionRow[];
  missed_last: boolean;
  last_score: { instrument: Instrument; score: number; at: string } | null;
  prompts_at: string[];
  last_referral_at: string | null;
  session_data_at: string | null;
  milestones: MilestoneRow[];
  discharge: DischargeRow | null;
  notes: NoteRow[];
};
