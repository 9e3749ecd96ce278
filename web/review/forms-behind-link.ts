import { markup } from '../../http/markup.ts';
import { MOST_ACTIONS } from '../../policy/reviews/review-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { form } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import type { Words } from '../words/words.ts';
import type { Names } from './parts.ts';
import type { SheetActs, Shown } from './sheet.ts';

/** Which form of the page was sent, and what is wrong with it. */
export type Sent = { which: 'action' | 'held' | 'none'; filled: Filled };

type Look = { names: Names; words: Words; sent: Sent };

/** What can be done on the sheet by whoever has its link alone. */
export function formsBehindLink(review: Shown, { names, words: { say }, sent }: Look): SheetActs {
  const filledOf = (which: Sent['which']) => (sent.which === which ? sent.filled : blank());
  const isOver = review.heldAt !== undefined;
  const action = filledOf('action');
  const held = filledOf('held');
  const people = [...names.staff].map(([value, label]) => ({ value, label }));
  return {
    settle: ({ id, done }) =>
      done
        ? null
        : markup`<form method="post"><button class="quiet" name="done" value="${id}">${say('reviews.markDone')}</button></form>`,
    hasFocus: () => false,
    add:
      isOver || review.actions.length >= MOST_ACTIONS
        ? null
        : form(
            action,
            markup`${field({ name: 'text', label: say('reviews.action'), max: 300 }, action)}
${select({ name: 'ownerStaffId', label: say('reviews.who'), blank: say('reviews.choose'), options: people }, action)}
${dateField({ name: 'dueOn', label: say('reviews.byWhen') }, action)}
<p><button name="form" value="action">${say('reviews.addAction')}</button></p>`,
          ),
    close: isOver
      ? null
      : form(
          held,
          markup`${field({ name: 'minutes', label: say('reviews.minutesField'), hint: say('reviews.minutesHint'), type: 'whole', max: 3 }, held)}<p><button name="form" value="held">${say('reviews.close')}</button></p>`,
        ),
  };
}
