import type { Tx } from '../transaction.ts';
import { recordReferral } from './record-referral.ts';
import { limitThanks } from './thanks-rate-limit.ts';

export type FriendsWord = {
  firstName: string;
  /** The referrer's own, if they would like to be thanked. */
  email?: string | undefined;
  /** A first name, and nothing else (D1). */
  friendsName: string;
};

/** Somebody says on the public page that they told a friend of us: their own statement, so that they may be thanked (D4). */
export async function referAsFriend(
  tx: Tx,
  { firstName, email, friendsName }: FriendsWord,
  deadlineMs: number,
): Promise<void> {
  const learnedFrom = 'referrer';
  const referrer = await limitThanks(tx, { firstName, email }, { firstName }, learnedFrom);
  const person = { firstName: friendsName };
  await recordReferral(tx, { learnedFrom, referrer, person, via: 'form', receivedAt: tx.now }, deadlineMs);
}
