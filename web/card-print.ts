import type { Practice } from '../entities/practice.ts';
import type { PublicCapacity } from '../policy/capacity/public-capacity.ts';
import { crisisRouteIn } from '../policy/practice/crisis-route.ts';
import { markup, type Markup } from '../http/markup.ts';
import { answeredWithin } from './first-contact-words.ts';
import { page } from './page.ts';
import { waysToReach } from './ways-to-reach.ts';

export const CARD_SIZES = ['a6', 'a4'] as const;
type CardSize = (typeof CARD_SIZES)[number];

/** What a card says, on a screen and on paper. */
export type Card = {
  practice: Practice;
  name: string;
  whoWeHelp: string | null;
  whatToExpect: string | null;
  videoUrl: string | null;
  places: Pick<PublicCapacity['practitioners'][number], 'statement' | 'serviceLines'>;
  /** Of the page, here and as people elsewhere reach it. */
  path: string;
  url: string;
};

/** About so many letters of whom we help, and of what happens next, fit beside everything else. */
const LETTERS = { a6: { who: 370, next: 250 }, a4: { who: 780, next: 470 } } as const;

/**
 * One side of paper, whatever is filled in: long words end in "…", and the code leads to all of them, and to whether
 * there is room on the day on which somebody holds the card.
 */
export function printedCard(card: Card, size: CardSize): string {
  const { practice, whoWeHelp, whatToExpect } = card;
  const { crisisRoute, profile } = practice;
  const next = whatToExpect ?? `You hear from us within ${answeredWithin(practice)}.`;
  const body = markup`<p class="practice">${practice.name}</p>
${whoWeHelp === null ? null : part('Who we help', shortened(whoWeHelp, LETTERS[size].who), 'who')}
${part('What happens next', shortened(next, LETTERS[size].next), 'next')}
${part('Is there room?', card.places.statement, 'places')}
<div class="foot">
<div><h2>How to reach us</h2>${waysToReach(practice)}</div>
<img class="qr" src="${card.path}.svg" alt="A code that opens ${card.url}" width="176" height="176">
</div>
<p class="note">The code opens this card as it is today: whether there is room${card.videoUrl === null ? null : ', a short video'}, and how to get in touch.</p>
<p class="note">If something is urgent, please use ${crisisRouteIn({ crisisRoute, profile })}.</p>
<p class="unprinted"><small>Print this page at its full size, without headers and footers. <a href="${card.path}">Back to the card</a></small></p>`;
  return page(card.name, body, { styles: ['card.css', `card-${size}.css`] });
}

function part(heading: string, text: string, name: string): Markup {
  return markup`<h2>${heading}</h2><p class="${name}">${text}</p>`;
}

/** Cut behind a word, where there is one, if it has more letters than this. */
function shortened(text: string, letters: number): string {
  const inOneLine = text.replace(/\s+/g, ' ').trim();
  if (inOneLine.length <= letters) return inOneLine;
  const cut = inOneLine.slice(0, letters);
  return `${cut.slice(0, cut.lastIndexOf(' ') + 1 || letters).replace(/[\s\p{P}\p{Cs}]+$/u, '')} …`;
}
