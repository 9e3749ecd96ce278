import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { Practice } from '../../entities/practice.ts';
import type { Review } from '../../entities/review.ts';
import { ReviewAction } from '../../entities/review-action.ts';
import { Staff } from '../../entities/staff.ts';
import type { Task } from '../../entities/task.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { MOST_ACTIONS } from '../../policy/reviews/review-terms.ts';
import { lockFrozenReview } from '../locks/lock-review.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';

export type NewAction = { text: string; ownerStaffId: string; dueOn: string };

/** Writes down what a review decided, with a task for whoever does it; three at most (S61). */
export async function addReviewAction(tx: Tx, reviewId: string, fields: NewAction): Promise<ReviewAction> {
  const { em, practiceId, now } = tx;
  const review = await lockFrozenReview(tx, reviewId);
  if ((await em.count(ReviewAction, { reviewId })) >= MOST_ACTIONS)
    throw conflict('A review closes with three actions at most: the fourth would not be done.');
  const owner = await em.findOne(Staff, { id: fields.ownerStaffId, active: true });
  if (!owner)
    throw wrongFields([{ path: 'ownerStaffId', message: 'There is nobody with this id who works here.' }]);
  const action = em.create(ReviewAction, {
    id: randomUUIDv7(),
    practiceId,
    review,
    text: fields.text,
    owner,
    dueOn: fields.dueOn,
    createdAt: now,
    updatedAt: now,
  });
  await askFor(tx, action);
  touch(review, now);
  audit(tx, 'create', { entity: 'review_action', id: action.id }, ['text', 'ownerStaffId', 'dueOn']);
  return action;
}

/** Says that an action is done, or is to be done after all; its task follows. */
export async function settleReviewAction(
  tx: Tx,
  { reviewId, actionId }: { reviewId: string; actionId: string },
  done: boolean,
): Promise<ReviewAction> {
  const review = await lockFrozenReview(tx, reviewId);
  const action = await tx.em.findOne(ReviewAction, { id: actionId, reviewId });
  if (!action) throw notFound('action');
  if (done === Boolean(action.doneAt)) return action;
  if (done) {
    action.complete(tx.actor.staffId, tx.now);
    await closeTasks(tx, ['review_action'], { subjectId: action.id });
  } else {
    action.reopen(tx.now);
    await askFor(tx, action);
  }
  touch(review, tx.now);
  audit(tx, done ? 'done' : 'reopen', { entity: 'review_action', id: action.id });
  return action;
}

/** The task is done, so the action is. */
export async function completeActionOfTask(tx: Tx, { subjectId }: Task): Promise<void> {
  const action = await lockAction(tx, subjectId ?? '');
  if (action && !action.doneAt) action.complete(tx.actor.staffId, tx.now);
}

/** Locks an action before its task, in the order of the review's page. */
export async function lockAction(tx: Tx, id: string): Promise<ReviewAction | null> {
  return tx.em.findOne(ReviewAction, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

async function askFor(tx: Tx, action: ReviewAction): Promise<void> {
  const { timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  openTask(tx, {
    kind: 'review_action',
    assignee: await tx.em.findOneOrFail(Staff, { id: action.owner.id }),
    dueAt: endOfDay(action.dueOn, timezone),
    subjectId: action.id,
  });
}

function touch(review: Review, now: Date): void {
  review.updatedAt = now;
}
