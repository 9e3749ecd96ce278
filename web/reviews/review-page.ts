import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { MOST_ACTIONS } from '../../policy/reviews/review-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { select } from '../parts/select.ts';
import { sheet, type SheetActs, type ShownAction } from '../review/sheet.ts';
import { titleOf } from '../review/title.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

const addAction = act({
  does: 'POST /reviews/:id/actions',
  said: 'reviews.said.added',
  at: ({ answer }) => answer.id,
});
const settle = act({
  does: 'PATCH /reviews/:id/actions/:actionId',
  said: ({ answer }) => (answer.done ? 'reviews.said.done' : 'reviews.said.notDone'),
  at: ({ answer }) => answer.id,
});
const close = act({ does: 'POST /reviews/:id/held', said: 'reviews.said.held' });

/** The sheet of one meeting (§5.8), and what is decided in it. */
export const reviewPage = staffPage({
  address: '/reviews/:id',
  acts: [addAction, settle, close],
  async show(asked) {
    const { ask, words, params, practice, may } = asked;
    const review = await ask('GET /reviews/:id', { params: { id: params['id'] ?? '' } });
    const lines = await ask('GET /service-lines');
    const names = {
      staff: new Map(review.people.map(({ id, name }) => [id, name])),
      lines: new Map(lines.items.map(({ id, name }) => [id, name])),
      currency: practice.currency,
    };
    const note = may(addAction.does)
      ? words.say('reviews.printHint')
      : words.say('reviews.privateToPractice');
    return {
      title: titleOf(review, words),
      body: markup`<p class="unprinted hint">${note}</p>${sheet(review, { names, words, acts: formsOf(review, asked) })}`,
      styles: ['sheet.css'],
    };
  },
});

type Review = SuccessOf<'GET /reviews/:id'>;

function formsOf(review: Review, { words, form, said }: PageAsked): SheetActs {
  const { say } = words;
  const { id, people, actions, heldAt } = review;
  const isOver = heldAt !== undefined;
  return {
    settle: ({ id: actionId, reviewId, done }: ShownAction) =>
      form(settle, {
        params: { id: reviewId, actionId },
        label: say(done ? 'reviews.notDoneYet' : 'reviews.markDone'),
        describedBy: `action-${actionId}-title`,
        hidden: { done: done ? 'no' : 'yes' },
      }),
    hasFocus: (action) => said?.at === action.id,
    add:
      isOver || actions.length >= MOST_ACTIONS
        ? null
        : form(addAction, {
            params: { id },
            label: say('reviews.addAction'),
            fields: (filled) => actionFields(people, words, filled),
          }),
    close: isOver
      ? null
      : form(close, {
          params: { id },
          label: say('reviews.close'),
          kind: 'main',
          fields: (filled) =>
            field(
              {
                name: 'minutes',
                label: say('reviews.minutesField'),
                hint: say('reviews.minutesHint'),
                type: 'whole',
                max: 3,
              },
              filled,
            ),
        }),
  };
}

function actionFields(people: Review['people'], { say }: Words, filled: Filled): Markup {
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return markup`${field({ name: 'text', label: say('reviews.action'), max: 300 }, filled)}
${select({ name: 'ownerStaffId', label: say('reviews.who'), blank: say('reviews.choose'), options }, filled)}
${dateField({ name: 'dueOn', label: say('reviews.byWhen') }, filled)}`;
}
