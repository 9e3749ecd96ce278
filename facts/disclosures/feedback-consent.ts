import { randomUUIDv7 } from 'node:crypto';
import type { Enquiry } from '../../entities/enquiry.ts';
import { FeedbackConsent } from '../../entities/feedback-consent.ts';
import { Professional } from '../../entities/professional.ts';
import {
  RELEASE_SCOPES,
  type ReleaseScope,
  type ReleaseStatus,
} from '../../policy/disclosures/disclosure.ts';
import { consentExpiry, releaseStatusOf } from '../../policy/disclosures/release.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { conflict, wrongFields } from '../refusal.ts';

type Allowed = { recipient: string; scope: readonly ReleaseScope[]; wordingVersion: string };

/**
 * Records the person's consent to release information to one professional, for twelve months; the latest counts (§3.2).
 */
export async function allowFeedback(
  tx: Tx,
  enquiryId: string,
  { recipient, scope, wordingVersion }: Allowed,
): Promise<FeedbackConsent> {
  const { em, practiceId, now } = tx;
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.erasedAt) throw conflict('Whoever this was has been erased; nothing more is told of them.');
  const professional = await em.findOne(Professional, { id: recipient });
  if (!professional)
    throw wrongFields([{ path: 'recipient', message: 'There is no professional with this id.' }]);
  const consent = em.create(FeedbackConsent, {
    id: randomUUIDv7(),
    practiceId,
    enquiry,
    recipient: professional,
    scope: [...new Set(scope)],
    wordingVersion,
    givenAt: now,
    expiresAt: consentExpiry(now),
    by: tx.actor.staffId,
  });
  addEnquiryEvent(tx, enquiry, 'feedback_allowed');
  audit(tx, 'create', { entity: 'feedback_consent', id: consent.id }, ['recipient', 'scope']);
  return consent;
}

/** Withdraws the consent, for one professional or for all; effective at once. */
export async function withdrawFeedback(
  tx: Tx,
  enquiryId: string,
  recipientId: string | undefined,
): Promise<void> {
  const { em, now } = tx;
  const enquiry = await lockEnquiry(tx, enquiryId);
  const inForce = await em.find(FeedbackConsent, {
    enquiryId: enquiry.id,
    withdrawnAt: null,
    ...(recipientId === undefined ? {} : { recipientId }),
  });
  for (const consent of inForce) {
    consent.withdraw(now);
    audit(tx, 'withdraw', { entity: 'feedback_consent', id: consent.id }, ['withdrawnAt']);
  }
  if (inForce.length > 0) addEnquiryEvent(tx, enquiry, 'feedback_withdrawn');
}

/** The latest consent for one professional, with its present status. */
export async function readFeedbackConsent(
  { em, now }: Tx,
  enquiry: Enquiry,
  recipientId: string,
): Promise<{ latest: FeedbackConsent | null; status: ReleaseStatus }> {
  const latest = await em.findOne(
    FeedbackConsent,
    { enquiryId: enquiry.id, recipientId },
    { orderBy: [{ givenAt: 'desc' }, { id: 'desc' }] },
  );
  if (!latest || enquiry.erasedAt) return { latest: null, status: { is: 'none' } };
  const { id, expiresAt, withdrawnAt = null } = latest;
  const scope = RELEASE_SCOPES.filter((one) => latest.scope.includes(one));
  return { latest, status: releaseStatusOf({ id, scope, expiresAt, withdrawnAt }, now) };
}
