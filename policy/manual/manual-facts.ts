import type { Away, StaffMember } from '../practice/duty.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { Profile, Sending } from '../practice/practice-terms.ts';
import type { Stage } from '../journeys/stage.ts';
import type { MilestoneKind } from '../journeys/gate.ts';
import type { TemplateId } from '../outbound-mail/template-ids.ts';

/** A practice as its manual tells of it. */
type ManualPractice = {
  slug: string;
  name: string;
  legalName: string | null;
  timezone: string;
  locale: string;
  currency: string;
  neutralSenderName: string;
  from: string;
  replyTo: string;
  phone: string | null;
  postalAddress: string | null;
  website: string | null;
  privacyUrl: string | null;
  crisisRoute: string | null;
  whoWeHelp: string | null;
  whatToExpect: string | null;
  videoUrl: string | null;
  intakeProcedure: string | null;
  cancellationPolicy: string | null;
  hasAutoresponder: boolean;
  profile: Profile;
  sending: Sending;
  promptsSignedOff: boolean;
};

/** The words of one message in force; `subject` of an e-mail only. */
export type ManualWords = { purpose: string; subject: string | null; source: string; isOwn: boolean };

/** Everything that the manual is made from: nothing of it says anything of a client. */
export type ManualFacts = {
  practice: ManualPractice;
  policy: PracticePolicy;
  staff: readonly (StaffMember & { name: string })[];
  /** Current and coming absences, and those of the days that are looked back on. */
  away: readonly Away[];
  serviceLines: readonly { name: string; stages: readonly Stage[] }[];
  words: Readonly<Record<TemplateId, ManualWords>>;
  /** Which prompt rides for a milestone under this profile. */
  promptOf: Readonly<Record<MilestoneKind, TemplateId>>;
  /** The practice's own day, YYYY-MM-DD. */
  today: string;
};
