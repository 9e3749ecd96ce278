import type { Referral } from '../../entities/referral.ts';
import { audit, type Tx } from '../transaction.ts';
import { identifyReferrer } from './identify-referrer.ts';
import { addEvent } from '../referral-event.ts';
import { recordPermission, type PermissionGiven } from './record-permission.ts';
import { conflict } from '../refusal.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { lockReferral } from '../locks/lock-referral.ts';

/**
 * Records the enquirer's later answer about thanking (D4). A yes starts the 48 hours now; a no stops what has not been
 * sent.
 */
export async function givePermission(
  tx: Tx,
  referralId: string,
  given: PermissionGiven,
  deadlineMs: number,
): Promise<Referral> {
  const referral = await lockReferral(tx, referralId);
  if (referral.status === 'sent' || referral.status === 'done_by_hand') {
    throw conflict('The thanks for this referral has gone already, so permission can no longer change it.');
  }
  recordPermission(tx, referral, given);
  referral.mayThank = given.mayThank;
  referral.mayName = given.mayName;
  if (given.mayThank && referral.status === 'not_permitted')
    referral.permit({ now: tx.now, deadlineMs, isUnclear: await isUnclear(tx, referral) });
  if (!given.mayThank && referral.status !== 'not_permitted')
    await closeAcknowledgement(tx, referral, { status: 'not_permitted' });
  addEvent(tx, referral, given.mayThank ? 'permitted' : 'not_permitted');
  await reopenThanks(tx, referral);
  audit(tx, 'permission', { entity: 'referral', id: referral.id }, ['mayThank', 'mayName']);
  return referral;
}

/** A permission does not identify the referrer: an address given by the enquirer is not the referrer's own word. */
async function isUnclear(tx: Tx, referral: Referral): Promise<boolean> {
  if (referral.referrerClient || referral.referrerProfessional) return false;
  if (!referral.referrerFirstName || !referral.referrerEmail) return true;
  const named = { firstName: referral.referrerFirstName, email: referral.referrerEmail };
  return (await identifyReferrer(tx, named, referral.learnedFrom)).kind !== 'other';
}

/** Opens or reopens the commitment to thank, and signals the workflow. */
export async function reopenThanks(tx: Tx, referral: Referral): Promise<void> {
  await openCommitment(tx, 'referral', referral.id);
}
