import { DAY_MS } from '../calendar/units.ts';
import { silenceOf } from '../relationships/dried-up.ts';
import { rankOf } from '../relationships/rhythm.ts';
import type {
  CheckInReason,
  ColleagueFacts,
  Contact,
  ContactKind,
  Rank,
  RhythmRules,
} from '../relationships/relationship-terms.ts';
import type { Silence } from '../reports/silence.ts';

export type WhyNow = {
  reason: CheckInReason;
  rank: Rank;
  lastContact: Contact | null;
  /** Of the last 730 days; null: nobody arrived. */
  silence: Silence | null;
  /** Some of the silence is left out, because they had been told that we are full. */
  wasToldFull: boolean;
};

const BY: Readonly<Record<ContactKind, string>> = {
  call: 'a call',
  coffee: 'a coffee',
  email: 'an e-mail',
  event: 'an event',
  card: 'a card',
  referral: 'they sent somebody',
  reply: 'they wrote',
  claim: 'they had given out our name',
};

/** Why a colleague is on the list of the week, in one calm line (§4.5, S67). */
export function whyNow(facts: WhyNow, now: Date): string {
  const { reason, rank, lastContact } = facts;
  const last = lastContact && `last in touch ${agoInWords(lastContact.at, now)} (${BY[lastContact.kind]})`;
  if (reason === 'dried_up') return quietFor(facts) ?? `${capital(last ?? NEVER)}.`;
  switch (rank) {
    case 'new':
      return last ? `New to us; ${last}. Nothing has to come of it yet.` : `New to us, and ${NEVER}.`;
    case 'top':
      return last ? `They send people often; ${last}.` : 'They send people often.';
    case 'active':
    case 'dormant':
      return `${capital(last ?? NEVER)}.`;
  }
}

/** The same from what is known of them. */
export function whyNowOf(
  facts: ColleagueFacts,
  reason: CheckInReason,
  rules: RhythmRules,
  now: Date,
): string {
  const silence = silenceOf(facts, now);
  const { lastContact, toldFullMs } = facts;
  const rank = rankOf(facts, rules, now);
  return whyNow({ reason, rank, lastContact, silence, wasToldFull: toldFullMs > 0 }, now);
}

const NEVER = 'not in touch so far';

function quietFor({ silence, wasToldFull }: WhyNow): string | null {
  if (silence === null || silence.intervals < 1) return null;
  const usual = inDays(silence.spanDays / silence.intervals);
  const leftOut = wasToldFull ? ', the time in which they knew that we were full left out' : '';
  return `Nobody for ${inDays(silence.gapDays)}${leftOut}; it was about one every ${usual}.`;
}

function agoInWords(at: Date, now: Date): string {
  const days = Math.floor((now.getTime() - at.getTime()) / DAY_MS);
  return days < 1 ? 'today' : `${inDays(days)} ago`;
}

function inDays(days: number): string {
  const whole = Math.max(1, Math.round(days));
  return whole === 1 ? '1 day' : `${whole} days`;
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
