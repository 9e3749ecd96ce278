import type { Tx } from '../transaction.ts';
import { recordReferral } from './record-referral.ts';
import { limitThanks } from './thanks-rate-limit.ts';

export type FriendReferral = {
  firstName: string;
  /** The referrer's own, if they would like to be thanked. */
  email?: string | undefined;
  /** A first name, and nothing else (D1). */
  friendsName: string;
};

/** Records a referrer's own statement on the public page, which permits the thanks (D4). */
export async function referAsFriend(
  tx: Tx,
  { firstName, email, friendsName }: FriendReferral,
  deadlineMs: number,
): Promise<void> {
  const learnedFrom = 'referrer';
  const referrer = await limitThanks(tx, { firstName, email }, { firstName }, learnedFrom);
  const person = { firstName: friendsName };
  await recordReferral(tx, { learnedFrom, referrer, person, via: 'form', receivedAt: tx.now }, deadlineMs);
}
