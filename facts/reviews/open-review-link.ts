import { Message } from '../../entities/message.ts';
import { Staff } from '../../entities/staff.ts';
import { Practice } from '../../entities/practice.ts';
import { holdsDuty } from '../practice/holds-duty.ts';
import { rolesToday } from '../practice/roles-today.ts';
import { noteReading } from '../note-reading.ts';
import type { Tx } from '../transaction.ts';

/** Whose link it is that leads to a review. */
export type ReviewLink = { reviewId: string; staffId: string };

/**
 * The review behind the link of an e-mail to staff, as long as its recipient still reviews; null where they do not, or
 * work here no more. What is done by the link is done by them.
 */
export async function openReviewLink(tx: Tx, messageId: string): Promise<ReviewLink | null> {
  const { em, practiceId } = tx;
  const message = await em.findOne(Message, { id: messageId });
  const staff = message?.staffId ? await em.findOne(Staff, { id: message.staffId, active: true }) : null;
  if (!message?.reviewId || !staff) return null;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const roles = await rolesToday(tx, staff.roles, practice);
  const reviews = roles.includes('owner') || (await holdsDuty(tx, staff.id, 'review'));
  return reviews ? { reviewId: message.reviewId, staffId: staff.id } : null;
}

/** Notes who opened a review by their link, once an hour. */
export async function noteReviewOpened(tx: Tx, link: ReviewLink): Promise<void> {
  await noteReading(asRecipient(tx, link), { entity: 'review', id: link.reviewId });
}

/** The same transaction, in which what is done by the link is done by whoever it was sent to. */
export function asRecipient(tx: Tx, { staffId }: ReviewLink): Tx {
  return { ...tx, actor: { ...tx.actor, staffId } };
}
