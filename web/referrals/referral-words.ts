import { markup, type Markup } from '../../http/markup.ts';
import { clock } from '../parts/clock.ts';
import { named } from '../parts/named.ts';
import type { Tone } from '../parts/tag.ts';
import { tag } from '../parts/tag.ts';
import type { Words } from '../words/words.ts';
import type { Referral } from './thanks-acts.ts';

const TONES: Readonly<Record<Referral['acknowledgement']['status'], Tone>> = {
  due: 'plain',
  sent: 'good',
  done_by_hand: 'good',
  not_permitted: 'plain',
  needs_person: 'warm',
  let_go: 'plain',
  would_send: 'plain',
};

/** Who passed our name on; for whoever may not know which client it was, a personal contact (S25). */
export function referrerNamed({ say }: Words, { referrer }: Referral): Markup {
  const name = referrer.name ?? referrer.firstName;
  return name === undefined ? markup`${say('referrals.personalContact')}` : named(name);
}

/** How far the thanks has come. */
export function thanksTag(words: Words, { acknowledgement }: Referral): Markup {
  const { status } = acknowledgement;
  return tag(words.say(`terms.thanks.${status}`), TONES[status]);
}

/** By when they are thanked; nothing where they were, or nobody may. */
export function thanksClock(words: Words, { acknowledgement }: Referral): ReturnType<typeof clock> | null {
  const { status, dueAt } = acknowledgement;
  return (status === 'due' || status === 'needs_person') && dueAt !== null ? clock(words, dueAt) : null;
}
