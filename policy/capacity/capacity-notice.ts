import { DAY_MS } from '../calendar/units.ts';
import { earliest, type Close, type Rest, type Wait } from '../next-step.ts';
import type { FullMode, SaidStatus } from './capacity-terms.ts';

/** A time of being full: as it was last stated, and what was told in it. */
type Spell = {
  mode: FullMode;
  nextOpening: string | null;
  toldAt: Date | null;
  toldAgainAt: Date | null;
};

/** What a practice says of its places now, and what became of what it said before. */
export type NoticeFacts = {
  said: { status: SaidStatus; mode: FullMode; nextOpening: string | null };
  /** The time of being full that lasts, or that ended last without anybody being told. */
  spell: Spell | null;
  hasEnded: boolean;
  /** The first working day of the month in which the spell expects room; null where it names none. */
  opensAt: Date | null;
  /** A statement that nobody has made anew has expired. */
  hasExpired: boolean;
  /** When the next statement expires. */
  expiresAt: Date | null;
  isAsked: boolean;
  /** When somebody is to be reminded of the places that say something else; null where none does. */
  remindAt: Date | null;
  isReminded: boolean;
};

export type NoticeStep =
  | { do: 'begin' }
  | { do: 'restate' }
  | { do: 'tell' }
  | { do: 'end' }
  | { do: 'tell_again' }
  | { do: 'confirm' }
  | { do: 'confirmed' }
  | { do: 'remind' }
  | { do: 'updated' }
  | NoticeWait
  | Rest
  | Close;

/** `expiry`: a statement expires; `opening`: the month of the next openings begins; `places`: a place still says the old thing. */
type NoticeWait = Wait<'expiry' | 'opening' | 'places'>;

/**
 * What follows from what a practice says of its places (S73a, S74a): those who send most are told once that it is full,
 * and whoever was told so hears once that it has room again. That a statement expires begins and ends nothing.
 */
export function decideNotice(facts: NoticeFacts, now: Date): NoticeStep {
  return aboutSpell(facts, now) ?? aboutTasks(facts, now) ?? rest(pending(facts), now) ?? { do: 'close' };
}

function aboutSpell({ said, spell, hasEnded, opensAt }: NoticeFacts, now: Date): NoticeStep | null {
  const lasts = spell !== null && !hasEnded;
  if (lasts && (said.status === 'open' || said.status === 'nearly_full')) return { do: 'end' };
  if (said.status === 'full') {
    if (!lasts) return { do: 'begin' };
    const isLater = spell.nextOpening !== said.nextOpening;
    if (isLater && spell.toldAgainAt) return { do: 'end' };
    if (isLater || spell.mode !== said.mode) return { do: 'restate' };
    if (said.mode === 'tell_referrers' && !spell.toldAt) return { do: 'tell' };
    const isOpening = opensAt !== null && opensAt <= now;
    return isOpening && !spell.toldAgainAt ? { do: 'tell_again' } : null;
  }
  return spell !== null && hasEnded && !spell.toldAgainAt ? { do: 'tell_again' } : null;
}

function aboutTasks(facts: NoticeFacts, now: Date): NoticeStep | null {
  if (facts.hasExpired && !facts.isAsked) return { do: 'confirm' };
  if (!facts.hasExpired && facts.isAsked) return { do: 'confirmed' };
  if (facts.remindAt === null) return facts.isReminded ? { do: 'updated' } : null;
  return facts.remindAt <= now && !facts.isReminded ? { do: 'remind' } : null;
}

function pending({ said, spell, hasEnded, opensAt, ...facts }: NoticeFacts): NoticeWait[] {
  const expectsRoom = said.status === 'full' && spell !== null && !hasEnded && !spell.toldAgainAt;
  return [
    ...(facts.expiresAt ? [{ do: 'wait', at: facts.expiresAt, for: 'expiry' } as const] : []),
    ...(expectsRoom && opensAt ? [{ do: 'wait', at: opensAt, for: 'opening' } as const] : []),
    ...(facts.remindAt && !facts.isReminded
      ? [{ do: 'wait', at: facts.remindAt, for: 'places' } as const]
      : []),
  ];
}

/** No run stays open for what is days away. */
function rest(waits: readonly NoticeWait[], now: Date): NoticeWait | Rest | null {
  const next = earliest(waits);
  return next && next.at.getTime() - now.getTime() > DAY_MS ? { do: 'rest', until: next.at } : next;
}
