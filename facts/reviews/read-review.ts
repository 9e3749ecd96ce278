import { Practice } from '../../entities/practice.ts';
import { Review } from '../../entities/review.ts';
import { ReviewAction } from '../../entities/review-action.ts';
import type { FrozenReview } from '../../policy/reviews/frozen-review.ts';
import type { ToThank } from '../../policy/reviews/whom-to-thank.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { referrersToThank, type Referrer } from './referrers-to-thank.ts';

/** `suppressed`: what identifies nobody. */
export type ReadsReview = 'all' | 'suppressed';

/** A review as somebody reads it: what is frozen, and what is read anew. */
export type ReadReview = {
  review: Review;
  frozen: FrozenReview;
  thank: ToThank<Referrer>[];
  actions: ReviewAction[];
  /** What the review of the same kind before it decided. */
  lastActions: ReviewAction[];
};

/** A frozen review with what is read live; whoever reads suppressed figures reads of nobody. */
export async function readReview(tx: Tx, id: string, reads: ReadsReview): Promise<ReadReview> {
  const review = await tx.em.findOne(Review, { id, frozenAt: { $ne: null } });
  if (!review) throw notFound('review');
  const frozen = parseFrozen(reads === 'all' ? review.frozen : review.frozenSuppressed);
  if (reads === 'suppressed') return { review, frozen, thank: [], actions: [], lastActions: [] };
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  return {
    review,
    frozen,
    thank: await referrersToThank(tx, practice, review),
    actions: await actionsOf(tx, review.id),
    lastActions: await lastActionsOf(tx, review),
  };
}

async function lastActionsOf(tx: Tx, { kind, period }: Review): Promise<ReviewAction[]> {
  const before = { kind, period: { $lt: period }, frozenAt: { $ne: null } };
  const last = await tx.em.findOne(Review, before, { orderBy: { period: 'desc' } });
  return last ? actionsOf(tx, last.id) : [];
}

function actionsOf({ em }: Tx, reviewId: string): Promise<ReviewAction[]> {
  return em.find(ReviewAction, { reviewId }, { orderBy: { id: 'asc' } });
}

function parseFrozen(text: string | null | undefined): FrozenReview {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written once, by facts/reviews/freeze-review.ts
  return JSON.parse(text ?? 'null') as FrozenReview;
}
