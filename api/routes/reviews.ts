import { z } from 'zod';
import { Review } from '../../entities/review.ts';
import { Staff } from '../../entities/staff.ts';
import { makeReview } from '../../facts/reviews/freeze-review.ts';
import { holdReview } from '../../facts/reviews/hold-review.ts';
import { readReview, type ReadsReview } from '../../facts/reviews/read-review.ts';
import { addReviewAction, settleReviewAction } from '../../facts/reviews/review-actions.ts';
import { reviewFigures } from '../../reports/review-figures.ts';
import { holdsDuty } from '../../facts/practice/holds-duty.ts';
import type { Tx } from '../../facts/transaction.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  HeldReview,
  NewReview,
  NewReviewAction,
  OneReviewView,
  ReviewActionChange,
  ReviewActionView,
  ReviewQuery,
  ReviewView,
} from '../schemas/review.ts';
import { briefReviewView, reviewActionView, reviewView } from '../views/review-view.ts';

const TAG = 'Reviews';
const ById = z.object({ id: id() });

export const reviewRoutes = [
  route({
    name: 'GET /reviews',
    tag: TAG,
    summary: 'List the reviews that are frozen, the latest first',
    description: 'A reviewer reads the figures in which nobody can be recognised.',
    query: ReviewQuery,
    answers: { 200: pageOf(ReviewView) },
    async handle({ tx, me, query }) {
      const reads = await howMuch(tx, me);
      const where = { frozenAt: { $ne: null }, ...(query.kind ? { kind: query.kind } : {}) };
      const { found, nextCursor } = await listPage(tx.em, Review, where, query);
      const items = [];
      for (const review of found)
        items.push(
          query.brief === 'true'
            ? briefReviewView(review)
            : reviewView(await readReview(tx, review.id, reads)),
        );
      return ok({ items, nextCursor });
    },
  }),

  route({
    name: 'POST /reviews',
    tag: TAG,
    summary: 'Make the review of a period that is over, and freeze it now',
    description:
      'It is made by itself on the first working day after; asked for again, it is the first (200). A period that runs or lies ahead is 422.',
    body: NewReview,
    answers: { 200: ReviewView, 201: ReviewView },
    async handle({ tx, body }) {
      const { review, isNew } = await makeReview(tx, body, reviewFigures);
      await tx.em.flush();
      const view = reviewView(await readReview(tx, review.id, 'all'));
      return isNew ? created(view) : ok(view);
    },
  }),

  route({
    name: 'GET /reviews/:id',
    tag: TAG,
    summary: 'Read a review: what was frozen, the same for good, and what is read anew',
    description: 'A reviewer reads the figures in which nobody can be recognised.',
    params: ById,
    answers: { 200: OneReviewView },
    async handle({ tx, me, params }) {
      const reads = await howMuch(tx, me);
      const review = reviewView(await readReview(tx, params.id, reads));
      return ok({ ...review, people: reads === 'all' ? await whoWorksHere(tx) : [] });
    },
  }),

  route({
    name: 'POST /reviews/:id/actions',
    tag: TAG,
    summary: 'Write down what was decided: who does what, by when',
    description:
      'Three at most (the fourth is 409); each is a task of whoever does it, due at the end of that day.',
    params: ById,
    body: NewReviewAction,
    answers: { 201: ReviewActionView },
    async handle({ tx, params, body }) {
      return created(reviewActionView(await addReviewAction(tx, params.id, body)));
    },
  }),

  route({
    name: 'PATCH /reviews/:id/actions/:actionId',
    tag: TAG,
    summary: 'An action is done, or is to be done after all; its task follows',
    params: z.object({ id: id(), actionId: id() }),
    body: ReviewActionChange,
    answers: { 200: ReviewActionView },
    async handle({ tx, params, body }) {
      const which = { reviewId: params.id, actionId: params.actionId };
      return ok(reviewActionView(await settleReviewAction(tx, which, body.done)));
    },
  }),

  route({
    name: 'POST /reviews/:id/held',
    tag: TAG,
    summary: 'The meeting is over, after so many minutes',
    description: 'A second time it is 409.',
    params: ById,
    body: HeldReview,
    answers: { 200: ReviewView },
    async handle({ tx, params, body }) {
      const review = await holdReview(tx, params.id, body.minutes);
      return ok(reviewView(await readReview(tx, review.id, 'all')));
    },
  }),
];

/** A reviewer reads what identifies nobody; whoever else may ask reads all of it. */
async function howMuch(tx: Tx, { staffId, roles }: Me): Promise<ReadsReview> {
  const isOutside = roles.includes('reviewer') && !roles.includes('owner');
  return isOutside && !(await holdsDuty(tx, staffId, 'review')) ? 'suppressed' : 'all';
}

async function whoWorksHere({ em }: Tx): Promise<{ id: string; name: string }[]> {
  const staff = await em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  return staff.map(({ id: staffId, name }) => ({ id: staffId, name }));
}
