import { LockMode } from '@mikro-orm/postgresql';
import { Review } from '../../entities/review.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Takes a review for this change alone, so that it is frozen once, held once, and has three actions at most. */
export async function lockReview(tx: Tx, id: string): Promise<Review> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const review = await tx.em.findOne(Review, { id }, { lockMode, refresh: true });
  if (!review) throw notFound('review');
  return review;
}

/** The same of one that can be read: it is frozen. */
export async function lockFrozenReview(tx: Tx, id: string): Promise<Review> {
  const review = await lockReview(tx, id);
  if (!review.frozenAt) throw notFound('review');
  return review;
}
