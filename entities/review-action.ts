import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';
import { Review } from './review.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { Staff } from './staff.ts';

const ReviewActionSchema = defineEntity({
  name: 'ReviewAction',
  tableName: 'review_action',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'review'] }],
  properties: {
    ...inPractice,
    reviewId: idIn('review_id'),
    review: () => inSamePractice(Review, 'review_id'),
    /** In people's own words; null once it named somebody who was erased. */
    text: sealed('review_action.text').nullable(),
    ownerId: idIn('owner_id'),
    owner: () => inSamePractice(Staff, 'owner_id'),
    /** A day of the practice's calendar; the task is due at its end. */
    dueOn: p.date(),
    doneAt: moment().nullable(),
    doneBy: p.uuid().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** What a review decided: who does what, by when (S61). Its task and it are closed together. */
export class ReviewAction extends ReviewActionSchema.class {
  complete(by: string | null, now: Date): void {
    this.doneAt = now;
    this.doneBy = by;
    this.updatedAt = now;
  }

  /** It is to be done after all. */
  reopen(now: Date): void {
    this.doneAt = null;
    this.doneBy = null;
    this.updatedAt = now;
  }
}
ReviewActionSchema.setClass(ReviewAction);
