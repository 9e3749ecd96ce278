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

/** When a form was sent, and by when its thanks is due. */
export type Sent = { receivedAt: Date; deadlineMs: number };

/** Records a referrer's own statement on the public page, which permits the thanks (D4). */
export async function referAsFriend(
  tx: Tx,
  { firstName, email, friendsName }: FriendReferral,
  { receivedAt, deadlineMs }: Sent,
): Promise<void> {
  const learnedFrom = 'referrer';
  const limited = await limitThanks(tx, { firstName, email }, { firstName }, learnedFrom);
  const person = { firstName: friendsName };
  await recordReferral(tx, { learnedFrom, ...limited, person, via: 'form', receivedAt }, deadlineMs);
}
