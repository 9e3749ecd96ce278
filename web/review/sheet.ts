import { markup, type Markup } from '../../http/markup.ts';
import type { ReadReview } from '../../facts/reviews/read-review.ts';
import { AGENDA, type PartName } from '../../policy/reviews/agenda.ts';
import { periodInWords } from '../../policy/reviews/review-period.ts';
import { MOST_ACTIONS, type ReviewKind } from '../../policy/reviews/review-terms.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { form } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import { figuresIn } from './figures.ts';
import {
  funnelPart,
  generationsPart,
  investPart,
  layersPart,
  momentsPart,
  sourcesPart,
  thanksPart,
  type Names,
} from './parts.ts';
import { SUGGESTS } from './words.ts';

/** Which form of the page was sent, and what is wrong with it. */
export type Sent = { which: 'action' | 'held' | 'none'; filled: Filled };

const KIND_WORDS: Readonly<Record<ReviewKind, string>> = { monthly: 'The month', quarterly: 'The quarter' };

export function titleOf({ review }: ReadReview): string {
  return `${KIND_WORDS[review.kind]} in review: ${periodInWords(review.kind, review.period)}`;
}

/** The sheet of a meeting: the agenda with its minutes and figures, what stands out, and what is decided. */
export function sheet(read: ReadReview, names: Names, sent: Sent): Markup {
  const { frozen, review } = read;
  const parts = AGENDA[review.kind].map(({ name, title, minutes }, index) => {
    const figures = figuresIn(frozen.agenda[index]?.figures);
    return markup`<section id="${name}"><h2>${index + 1}. ${title} <small>${minutes} ${minutes === 1 ? 'minute' : 'minutes'}</small></h2>
${bodyOf(name, { read, figures, names, sent })}</section>`;
  });
  return markup`<p class="lead">Twenty minutes. Figures as of ${dayOf(frozen.frozenAt.slice(0, 10))}; they do not change any more.</p>
${frozen.missing.length > 0 ? markup`<p class="missing">${frozen.missing.join(' ')}</p>` : null}
<div class="sheet">${parts}</div>
${review.heldAt ? markup`<p role="status">This review was held${review.minutes ? ` and took ${review.minutes} minutes` : null}. Thank you.</p>` : closing(sent)}`;
}

type Part = { read: ReadReview; figures: ReturnType<typeof figuresIn>; names: Names; sent: Sent };

function bodyOf(name: PartName, { read, figures, names, sent }: Part): Markup {
  switch (name) {
    case 'last_actions':
      return lastActions(read, names);
    case 'thanks':
      return thanksPart(figures);
    case 'funnel':
      return funnelPart(figures);
    case 'layers':
    case 'who_recommends':
      return markup`${patterns(read, names)}${layersPart(figures, names)}`;
    case 'sources':
      return sourcesPart(figures);
    case 'invest':
      return investPart(figures, names);
    case 'generations':
      return generationsPart(figures);
    case 'whom_to_thank':
      return whomToThank(read);
    case 'moments':
      return momentsPart(figures);
    case 'trusted':
      return markup`<p>Read the list of colleagues whom we trust, and confirm each: we still know their work, and they take people.</p>`;
    case 'manual':
      return markup`<p>Read the manual again, and tick that you have. It says what runs today.</p>`;
    case 'decide':
      return decide(read, names, sent);
  }
}

function patterns({ frozen }: ReadReview, names: Names): Markup {
  if (frozen.patterns.length === 0) return markup`<p>Nothing stands out clearly: no clear difference.</p>`;
  return markup`<ul>${frozen.patterns.map(
    ({ text, about, suggests }) =>
      markup`<li>${'practitionerId' in about ? `${names.staff.get(about.practitionerId) ?? 'A practitioner'}: ` : 'serviceLineId' in about ? `${names.lines.get(about.serviceLineId) ?? 'A line'}: ` : null}${text} <strong>Next: ${SUGGESTS[suggests] ?? suggests}.</strong></li>`,
  )}</ul>`;
}

function lastActions({ lastActions: actions }: ReadReview, names: Names): Markup {
  if (actions.length === 0) return markup`<p>Nothing was decided last time.</p>`;
  return markup`<ul>${actions.map(
    ({ id, text, owner, dueOn, doneAt }) =>
      markup`<li>${text ?? 'Somebody’s name was removed here'} – ${names.staff.get(owner.id) ?? 'somebody who left'}, ${dayOf(dueOn)}: ${
        doneAt
          ? markup`<strong>done</strong>`
          : markup`<form method="post" class="inline"><button class="quiet" name="done" value="${id}">Done</button></form>`
      }</li>`,
  )}</ul>`;
}

function whomToThank({ thank }: ReadReview): Markup {
  if (thank.length === 0) return markup`<p>Everybody who may be thanked was thanked.</p>`;
  return markup`<ul>${thank.map(({ who, words }) => markup`<li>${who ? (who.name ?? 'Somebody') : 'Somebody whose name was removed'}: ${words}</li>`)}</ul>`;
}

function decide({ actions, review }: ReadReview, names: Names, { which, filled }: Sent): Markup {
  const own = which === 'action' ? filled : blank();
  const people = [...names.staff].map(([value, label]) => ({ value, label }));
  const list = markup`<ol>${actions.map(({ text, owner, dueOn }) => markup`<li>${text ?? 'Somebody’s name was removed here'} – ${names.staff.get(owner.id) ?? 'somebody who left'}, by ${dayOf(dueOn)}</li>`)}</ol>`;
  const another = form(
    own,
    markup`${field({ name: 'text', label: 'What we will do', max: 500 }, own)}
${select({ name: 'ownerStaffId', label: 'Who', blank: 'Choose', options: people }, own)}
${field({ name: 'dueOn', label: 'By when (YYYY-MM-DD)', max: 10 }, own)}
<p><button name="form" value="action">Write it down</button></p>`,
  );
  return markup`${actions.length > 0 ? list : markup`<p class="lines">1 ____________________________________<br>2 ____________________________________<br>3 ____________________________________</p>`}
${review.heldAt || actions.length >= MOST_ACTIONS ? null : markup`<div class="unprinted">${another}</div>`}`;
}

function closing({ which, filled }: Sent): Markup {
  const own = which === 'held' ? filled : blank();
  return markup`<section class="unprinted"><h2>Close the meeting</h2>
${form(own, markup`${field({ name: 'minutes', label: 'How many minutes it took', max: 3 }, own)}<p><button name="form" value="held">The meeting is over</button></p>`)}</section>`;
}

function dayOf(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
