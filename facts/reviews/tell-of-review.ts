import { Review } from '../../entities/review.ts';
import type { Staff } from '../../entities/staff.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { writeToStaff } from '../outbound-mail/write-to-staff.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';

type Occasion = 'tell' | 'remind' | 'escalate';

const NOTED = { tell: 'toldAt', remind: 'remindedAt', escalate: 'escalatedAt' } as const;

/**
 * Whoever reviews, or covers for them, has the link of a review by e-mail: when it is ready, and after ten days without
 * the meeting; after twenty the owners have it.
 */
export async function tellOfReview(tx: Tx, reviewId: string, occasion: Occasion): Promise<void> {
  const review = await tx.em.findOneOrFail(Review, { id: reviewId });
  const today = await practiceToday(tx);
  const holder = today.dutyHolder('review');
  const owners = occasion === 'escalate' ? today.owners() : [];
  const staff: readonly Staff[] = owners.length > 0 ? owners : holder ? [holder] : [];
  const mails = await writeToStaff(tx, staff, {
    occasion: `review/${review.id}/${occasion}`,
    about: { reviewId: review.id },
    zone: today.practice.timezone,
  });
  for (const { id } of mails) await openDelivery(tx, id);
  review.told(NOTED[occasion], tx.now);
}
