import type { z } from 'zod';
import type { ReviewActionView, ReviewView } from '../../api/schemas/review.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { AGENDA, type PartName } from '../../policy/reviews/agenda.ts';
import { named } from '../parts/named.ts';
import { tag } from '../parts/tag.ts';
import type { Words } from '../words/words.ts';
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

export type Shown = z.output<typeof ReviewView>;
export type ShownAction = z.output<typeof ReviewActionView>;

/** What can be done on the sheet, as forms; null where it cannot, or not any more. */
export type SheetActs = {
  /** Says that an action is done, or takes that back. */
  settle: (action: ShownAction) => Markup | null;
  /** Whether a change of an action leads back to it. */
  hasFocus: (action: ShownAction) => boolean;
  add: Markup | null;
  close: Markup | null;
};

type Look = { names: Names; words: Words; acts: SheetActs };

/** The sheet of a meeting: the agenda with its minutes and figures, what stands out, and what is decided. */
export function sheet(review: Shown, look: Look): Markup {
  const { words } = look;
  const parts = AGENDA[review.kind].map(({ name, minutes }, index) => {
    const figures = figuresIn(review.agenda[index]?.figures);
    const label = name === 'decide' ? markup` aria-label="${words.say('reviews.decide')}"` : null;
    return markup`<section id="${name}"${label}><h2>${index + 1}. ${words.say(`reviews.part.${name}`)} <small>${words.say('reviews.minutes', { minutes })}</small></h2>
${bodyOf(name, { review, figures, ...look })}</section>`;
  });
  const { missing } = review;
  return markup`<p class="lead">${words.say('reviews.lead', { day: words.day(review.frozenAt) })}</p>
${missing.length > 0 ? markup`<p class="missing">${missing.join(' ')}</p>` : null}
<div class="sheet">${parts}
${closing(review, look)}</div>`;
}

type Part = Look & { review: Shown; figures: ReturnType<typeof figuresIn> };

function bodyOf(name: PartName, part: Part): Markup {
  const { review, figures, names, words } = part;
  switch (name) {
    case 'last_actions':
      return actions(review.lastActions, words.say('reviews.noLastActions'), part);
    case 'thanks':
      return thanksPart(figures);
    case 'funnel':
      return funnelPart(figures);
    case 'layers':
    case 'who_recommends':
      return markup`${patterns(part)}${layersPart(figures, names)}`;
    case 'sources':
      return sourcesPart(figures);
    case 'invest':
      return investPart(figures, names);
    case 'generations':
      return generationsPart(figures);
    case 'whom_to_thank':
      return whomToThank(part);
    case 'moments':
      return momentsPart(figures);
    case 'trusted':
      return markup`<p>${words.say('reviews.trusted')}</p>`;
    case 'manual':
      return markup`<p>${words.say('reviews.manual')}</p>`;
    case 'decide':
      return decide(part);
  }
}

function patterns({ review, names, words }: Part): Markup {
  if (review.patterns.length === 0) return markup`<p>${words.say('reviews.noPattern')}</p>`;
  return markup`<ul>${review.patterns.map(({ text, about, suggests }) => {
    const whose =
      'practitionerId' in about
        ? (names.staff.get(about.practitionerId) ?? words.say('reviews.aPractitioner'))
        : 'serviceLineId' in about
          ? (names.lines.get(about.serviceLineId) ?? words.say('reviews.aLine'))
          : null;
    return markup`<li>${whose === null ? null : `${whose}: `}${text} <strong>${words.say('reviews.next', { what: SUGGESTS[suggests] ?? suggests })}</strong></li>`;
  })}</ul>`;
}

function whomToThank({ review, words }: Part): Markup {
  if (review.thank.length === 0) return markup`<p>${words.say('reviews.nobodyToThank')}</p>`;
  return markup`<ul>${review.thank.map(({ referrer, words: why }) => {
    const who =
      'erased' in referrer
        ? words.say('reviews.erased')
        : named(referrer.name ?? words.say('reviews.somebody'));
    return markup`<li>${who}: ${why}</li>`;
  })}</ul>`;
}

function decide(part: Part): Markup {
  const { review, words, acts } = part;
  const lines = [1, 2, 3].map((nth) => markup`${nth} ____________________________________<br>`);
  const written =
    review.actions.length > 0 ? actions(review.actions, '', part) : markup`<p class="lines">${lines}</p>`;
  return markup`${written}
${acts.add && markup`<div class="unprinted">${acts.add}</div>`}
${review.actions.length > 0 ? markup`<p class="hint">${words.say('reviews.ofThree', { count: review.actions.length })}</p>` : null}`;
}

/** Who does what by when; the machine never writes in these words, so a name in them is somebody's own. */
function actions(shown: readonly ShownAction[], none: string, { names, words, acts }: Part): Markup {
  if (shown.length === 0) return markup`<p>${none}</p>`;
  return markup`<ol class="decided">${shown.map((action) => {
    const { id, text, ownerStaffId, dueOn, done } = action;
    const owner = names.staff.get(ownerStaffId) ?? words.say('reviews.somebodyWhoLeft');
    const focus = acts.hasFocus(action) ? markup` autofocus` : null;
    return markup`<li id="action-${id}" tabindex="-1"${focus}><span id="action-${id}-title">${text ?? words.say('reviews.nameRemoved')}</span> <small>${words.say('reviews.whoByWhen', { owner, day: words.day(dueOn) })}</small> ${done ? tag(words.say('reviews.done'), 'good') : null}
${acts.settle(action)}</li>`;
  })}</ol>`;
}

function closing({ heldAt, minutes }: Shown, { words, acts }: Look): Markup | null {
  if (heldAt !== undefined)
    return markup`<p>${minutes === undefined ? words.say('reviews.held', { day: words.day(heldAt) }) : words.say('reviews.heldMinutes', { day: words.day(heldAt), minutes })}</p>`;
  return (
    acts.close &&
    markup`<section class="unprinted"><h2>${words.say('reviews.close')}</h2>${acts.close}</section>`
  );
}
