import { z } from 'zod';
import { ServiceLine } from '../../entities/service-line.ts';
import { Staff } from '../../entities/staff.ts';
import {
  asRecipient,
  noteReviewOpened,
  openReviewLink,
  type ReviewLink,
} from '../../facts/reviews/open-review-link.ts';
import { holdReview } from '../../facts/reviews/hold-review.ts';
import { readReview, type ReadReview } from '../../facts/reviews/read-review.ts';
import { addReviewAction, settleReviewAction } from '../../facts/reviews/review-actions.ts';
import { Refusal } from '../../facts/refusal.ts';
import type { Tx } from '../../facts/transaction.ts';
import { date, line } from '../../http/fields.ts';
import { address } from '../address.ts';
import { blank, type Faults } from '../parts/filled.ts';
import { reviewView } from '../../api/views/review-view.ts';
import { page } from '../page.ts';
import { readTyped } from '../read-typed.ts';
import { behindLink, shown, type Answer, type LinkVisit, type Served } from '../visit.ts';
import { wordsIn } from '../words/words.ts';
import { formsBehindLink, type Sent } from './forms-behind-link.ts';
import type { Names } from './parts.ts';
import { sheet } from './sheet.ts';
import { titleOf } from './title.ts';

const NOTHING_SENT: Sent = { which: 'none', filled: blank() };

const Action = z.object({ text: line(500), ownerStaffId: z.uuid(), dueOn: date() });
const ACTION_WORDS: Faults = {
  text: 'Write what you will do, in a line.',
  ownerStaffId: 'Choose who does it.',
  dueOn: 'Write the day as year, month and day: 2026-12-15.',
};
const Held = z.object({
  minutes: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(600)),
});
const HELD_WORDS: Faults = { minutes: 'How many minutes, as a number from 1 to 600.' };

/** A review behind the link of its e-mail (§5.8): the sheet of the meeting, and its closing, without any script. */
export function reviewPage(served: Served) {
  return address('/p/:practice/review/:token', {
    get: behindLink(served, 'review', (visit) => asWhoOpened(visit, (tx, link) => show(visit, tx, link))),
    post: behindLink(served, 'review', (visit) => asWhoOpened(visit, (tx, link) => act(visit, tx, link))),
  });
}

async function asWhoOpened(
  { inTransaction, subjectId }: LinkVisit,
  answer: (tx: Tx, link: ReviewLink) => Promise<Answer>,
): Promise<Answer | null> {
  return inTransaction(async (tx) => {
    const link = await openReviewLink(tx, subjectId);
    if (!link) return null;
    await noteReviewOpened(tx, link);
    return answer(asRecipient(tx, link), link);
  });
}

async function show(
  { practice }: LinkVisit,
  tx: Tx,
  { reviewId }: ReviewLink,
  sent: Sent = NOTHING_SENT,
): Promise<Answer> {
  const review = reviewView(await readReview(tx, reviewId, 'all'));
  const names = await namesIn(tx, practice.currency);
  const words = wordsIn('en-GB', practice.timezone, tx.now);
  const acts = formsBehindLink(review, { names, words, sent });
  const body = sheet(review, { names, words, acts });
  return shown(page(titleOf(review, words), body, { styles: ['sheet.css'] }), statusOf(sent));
}

/** What is wrong with a form is said beside it, and what was typed is still there. */
function statusOf({ filled }: Sent): number {
  return Object.keys(filled.faults).length > 0 ? 422 : 200;
}

async function act(visit: LinkVisit, tx: Tx, link: ReviewLink): Promise<Answer> {
  const { fields } = visit;
  const done = fields['done'];
  if (done !== undefined) return settled(visit, tx, { link, actionId: done });
  if (fields['form'] === 'held') {
    const { typed, faults } = readTyped(Held, fields, HELD_WORDS);
    if (faults) return show(visit, tx, link, { which: 'held', filled: { fields, faults } });
    return refusable(visit, tx, link, () => holdReview(tx, link.reviewId, typed.minutes));
  }
  const { typed, faults } = readTyped(Action, fields, ACTION_WORDS);
  if (faults) return show(visit, tx, link, { which: 'action', filled: { fields, faults } });
  return refusable(visit, tx, link, () => addReviewAction(tx, link.reviewId, typed));
}

async function settled(
  visit: LinkVisit,
  tx: Tx,
  { link, actionId }: { link: ReviewLink; actionId: string },
): Promise<Answer> {
  const read: ReadReview = await readReview(tx, link.reviewId, 'all');
  const action = [...read.lastActions, ...read.actions].find(({ id }) => id === actionId);
  if (!action) return show(visit, tx, link);
  return refusable(visit, tx, link, () =>
    settleReviewAction(tx, { reviewId: action.review.id, actionId }, true),
  );
}

/** A refusal of what was sent twice, or too late, leaves the page as it is. */
async function refusable(
  visit: LinkVisit,
  tx: Tx,
  link: ReviewLink,
  work: () => Promise<unknown>,
): Promise<Answer> {
  try {
    await work();
    await tx.em.flush();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return show(visit, tx, link);
}

async function namesIn({ em }: Tx, currency: string): Promise<Names> {
  const staff = await em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  const lines = await em.find(ServiceLine, {});
  return {
    staff: new Map(staff.map(({ id, name }) => [id, name])),
    lines: new Map(lines.map(({ id, name }) => [id, name])),
    currency,
  };
}
