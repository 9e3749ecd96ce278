import { DAY_MS } from '../../policy/calendar/units.ts';
import { LockMode } from '@mikro-orm/postgresql';
import { PolicyVersion } from '../../entities/policy-version.ts';
import { Practice } from '../../entities/practice.ts';
import type { Profile, Sending, SetUpStep } from '../../policy/practice/practice-terms.ts';
import { Staff } from '../../entities/staff.ts';
import type { PolicyContext } from '../../policy/practice/check-policy.ts';
import { holidaysOf } from '../../policy/reviews/review-due.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { readPolicy } from '../../policy/practice/read-policy.ts';
import { audit, type Tx } from '../transaction.ts';
import { manualFollows } from '../manual/keep-manual.ts';
import { refuseOthersSender } from './sender-domain.ts';
import { isZone } from './create-practice.ts';
import { wrongFields } from '../refusal.ts';
import {
  reevaluateContactPath,
  reevaluatePractice,
  reevaluateReviews,
} from '../commitments/reevaluate-subjects.ts';
import { reevaluateRelationships } from '../commitments/reevaluate-relationships.ts';

type Text = string | null | undefined;

export type PracticeChange = {
  name?: string | undefined;
  legalName?: Text;
  timezone?: string | undefined;
  locale?: string | undefined;
  currency?: string | undefined;
  neutralSenderName?: string | undefined;
  from?: string | undefined;
  replyTo?: string | undefined;
  phone?: Text;
  postalAddress?: Text;
  website?: Text;
  privacyUrl?: Text;
  crisisRoute?: Text;
  whoWeHelp?: Text;
  whatToExpect?: Text;
  videoUrl?: Text;
  intakeProcedure?: Text;
  cancellationPolicy?: Text;
  hasAutoresponder?: boolean | undefined;
  profile?: Profile | undefined;
  sending?: Sending | undefined;
  setUpKept?: SetUpStep[] | undefined;
  postmarkServerToken?: Text;
  /** Whether the owner has signed off the rules of their state (§2.9). */
  promptsSignedOff?: boolean | undefined;
};

/** Changes the practice's details; what decides whether and when mail is sent reevaluates every open commitment. */
export function changePractice(tx: Tx, input: PracticeChange): Promise<Practice> {
  return manualFollows(tx, () => change(tx, input));
}

async function change(tx: Tx, input: PracticeChange): Promise<Practice> {
  const { promptsSignedOff, ...fields } = input;
  const practice = await tx.em.findOneOrFail(
    Practice,
    { id: tx.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (fields.timezone !== undefined && !isZone(fields.timezone)) {
    throw wrongFields([{ path: 'timezone', message: 'must be an IANA time zone (Europe/London)' }]);
  }
  if (fields.from !== undefined && fields.from !== practice.from)
    await refuseOthersSender(tx, practice, fields.from);
  const before = decisive(practice);
  if (fields.sending !== undefined && fields.sending !== practice.sending) practice.sendingSince = tx.now;
  const zoneBefore = practice.timezone;
  tx.em.assign(
    practice,
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  );
  if (practice.sending === 'live' && !practice.wentLiveAt) practice.wentLiveAt = tx.now;
  if (promptsSignedOff !== undefined)
    practice.promptsSignedOffAt = promptsSignedOff ? (practice.promptsSignedOffAt ?? tx.now) : null;
  practice.updatedAt = tx.now;
  if (decisive(practice) !== before) await reevaluatePractice(tx);
  if (practice.timezone !== zoneBefore) {
    await reevaluateReviews(tx);
    await reevaluateRelationships(tx);
  }
  audit(tx, 'change', { entity: 'practice', id: practice.id }, Object.keys(input));
  return practice;
}

function decisive({ sending, timezone, profile, promptsSignedOffAt }: Practice): string {
  return [sending, timezone, profile, Boolean(promptsSignedOffAt)].join('/');
}

/** What a policy is checked against. */
export async function policyContext(tx: Tx, { createdAt }: Practice): Promise<PolicyContext> {
  const staff = await tx.em.find(Staff, {}, { fields: ['id'] });
  const practiceAgeDays = (tx.now.getTime() - createdAt.getTime()) / DAY_MS;
  return { staffIds: staff.map(({ id }) => id), practiceAgeDays };
}

/** Replaces the whole policy, or refuses it with every contradiction. Open commitments are reevaluated. */
export function changePolicy(tx: Tx, input: unknown): Promise<Practice> {
  return manualFollows(tx, () => replacePolicy(tx, input));
}

async function replacePolicy(tx: Tx, input: unknown): Promise<Practice> {
  const practice = await tx.em.findOneOrFail(
    Practice,
    { id: tx.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const { policy, faults } = readPolicy(input, await policyContext(tx, practice));
  if (faults !== null) throw wrongFields(faults);
  const calendarBefore = reviewCalendar(practice.policy);
  const rhythmBefore = rhythmOf(practice.policy);
  const checkedBefore = practice.policy.contactPath.every;
  practice.policy = policy;
  practice.policyVersion += 1;
  practice.updatedAt = tx.now;
  tx.em.create(PolicyVersion, {
    practiceId: practice.id,
    version: practice.policyVersion,
    policy,
    by: tx.actor.staffId,
    at: tx.now,
  });
  await reevaluatePractice(tx);
  if (reviewCalendar(policy) !== calendarBefore) await reevaluateReviews(tx);
  if (rhythmOf(policy) !== rhythmBefore) await reevaluateRelationships(tx);
  if (policy.contactPath.every !== checkedBefore) await reevaluateContactPath(tx);
  audit(tx, 'change', { entity: 'policy', id: practice.id }, ['policy']);
  return practice;
}

/** What decides when a review is due. */
function reviewCalendar(policy: PracticePolicy): string {
  return JSON.stringify([policy.reviews, holidaysOf(policy)]);
}

/** What decides when somebody is to get in touch with a colleague. */
function rhythmOf({ relationships, quiet }: PracticePolicy): string {
  return JSON.stringify([relationships, quiet]);
}
