import { Practice } from '../../entities/practice.ts';
import type { Review } from '../../entities/review.ts';
import { frozenReview, type ReviewFigures } from '../../policy/reviews/frozen-review.ts';
import { isOver } from '../../policy/reviews/review-due.ts';
import type { ReviewKind } from '../../policy/reviews/review-terms.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { expectReview, scheduleNextReview } from '../commitments/schedule-reviews.ts';
import { lockReview } from '../locks/lock-review.ts';
import { wrongFields } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { dueAtOf } from './review-progress.ts';

/** What a period's reports answer, to whoever reads everything and to whoever reads suppressed figures. */
export type AskReports = (
  tx: Tx,
  of: { practice: Practice; kind: ReviewKind; period: string },
) => Promise<{ full: ReviewFigures; suppressed: ReviewFigures }>;

/**
 * Freezes a period's review: agenda, figures, patterns and what is missing become a text that is never written again
 * (§5.8), and the next one is expected. One that is frozen stays as it is. The caller holds its row.
 */
export async function freezeReview(tx: Tx, review: Review, askReports: AskReports): Promise<void> {
  if (review.frozenAt) return;
  const { id, kind, period } = review;
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const dueAt = await dueAtOf(tx, practice, review);
  const { full, suppressed } = await askReports(tx, { practice, kind, period });
  const about = { id, kind, period, dueAt, frozenAt: tx.now };
  review.freeze(
    {
      frozen: JSON.stringify(frozenReview(about, full, 'all')),
      frozenSuppressed: JSON.stringify(frozenReview(about, suppressed, 'suppressed')),
      dueAt,
    },
    tx.now,
  );
  await tx.em.flush();
  await scheduleNextReview(tx, practice, review);
  audit(tx, 'freeze', { entity: 'review', id });
}

/** Makes and freezes the review of a period that is over now, before or long after it would be due; again it is the first. */
export async function makeReview(
  tx: Tx,
  { kind, period }: { kind: ReviewKind; period: string },
  askReports: AskReports,
): Promise<{ review: Review; isNew: boolean }> {
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const { timezone: zone } = practice;
  if (!isOver(kind, period, { zone, now: tx.now }))
    throw wrongFields([{ path: 'period', message: NOT_OVER }]);
  const review = await lockReview(tx, await expectReview(tx, practice, { kind, period }));
  if (review.frozenAt) return { review, isNew: false };
  await freezeReview(tx, review, askReports);
  await openCommitment(tx, 'review', review.id);
  return { review, isNew: true };
}

const NOT_OVER = 'This period is not over yet: its review is made when it is.';
