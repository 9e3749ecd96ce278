import type { Tx } from '../transaction.ts';
import { recordReferral } from './record-referral.ts';
import { notTooOften } from './thanks-rate-limit.ts';

export type FriendsWord = {
  firstName: string;
  /** The referrer's own, if they would like to be thanked. */
  email?: string | undefined;
  /** A first name, and nothing else (D1). */
  friendsName: string;
};

/** Records a referrer's own statement from the public form; as their own word it may be thanked (D4). */
export async function referAsFriend(
  tx: Tx,
  { firstName, email, friendsName }: FriendsWord,
  deadlineMs: number,
): Promise<void> {
  const learnedFrom = 'referrer';
  const referrer = await notTooOften(tx, { firstName, email }, { firstName }, learnedFrom);
  const person = { firstName: friendsName };
  await recordReferral(tx, { learnedFrom, referrer, person, via: 'form', receivedAt: tx.now }, deadlineMs);
}
