import { DAY_MS } from '../../policy/calendar/units.ts';
import { LockMode } from '@mikro-orm/postgresql';
import { PolicyVersion } from '../../entities/policy-version.ts';
import { Practice } from '../../entities/practice.ts';
import type { Profile, Sending } from '../../policy/practice/practice-terms.ts';
import { Staff } from '../../entities/staff.ts';
import type { PolicyContext } from '../../policy/practice/check-policy.ts';
import { readPolicy } from '../../policy/practice/read-policy.ts';
import { audit, type Tx } from '../transaction.ts';
import { isZone } from './create-practice.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluatePractice } from '../commitments/reevaluate-subjects.ts';

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
  profile?: Profile | undefined;
  sending?: Sending | undefined;
  postmarkServerToken?: Text;
  /** Whether the owner has signed off the rules of their state (§2.9). */
  promptsSignedOff?: boolean | undefined;
};

/** Changes the practice's details; what decides whether and when mail is sent reevaluates every open commitment. */
export async function changePractice(tx: Tx, input: PracticeChange): Promise<Practice> {
  const { promptsSignedOff, ...change } = input;
  const practice = await tx.em.findOneOrFail(
    Practice,
    { id: tx.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (change.timezone !== undefined && !isZone(change.timezone)) {
    throw wrongFields([{ path: 'timezone', message: 'must be an IANA time zone (Europe/London)' }]);
  }
  const before = decisive(practice);
  tx.em.assign(
    practice,
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  );
  if (practice.sending === 'live' && !practice.wentLiveAt) practice.wentLiveAt = tx.now;
  if (promptsSignedOff !== undefined)
    practice.promptsSignedOffAt = promptsSignedOff ? (practice.promptsSignedOffAt ?? tx.now) : null;
  practice.updatedAt = tx.now;
  if (decisive(practice) !== before) await reevaluatePractice(tx);
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
export async function changePolicy(tx: Tx, input: unknown): Promise<Practice> {
  const practice = await tx.em.findOneOrFail(
    Practice,
    { id: tx.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const { policy, faults } = readPolicy(input, await policyContext(tx, practice));
  if (faults !== null) throw wrongFields(faults);
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
  audit(tx, 'change', { entity: 'policy', id: practice.id }, ['policy']);
  return practice;
}
