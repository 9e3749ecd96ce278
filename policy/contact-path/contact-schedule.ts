import { MINUTE_MS, SECOND_MS } from '../calendar/units.ts';
import { after, latest } from '../calendar/instants.ts';
import { earliest, type Rest, type Wait } from '../next-step.ts';
import type { ContactPart } from './contact-parts.ts';

/** How far the check of one part has come. */
export type PartFacts = {
  part: ContactPart;
  /** When its latest check began; null: never. */
  askedAt: Date | null;
  /** It failed once, and that is not believed yet. */
  doubted: boolean;
  failing: boolean;
  /** What was sent by this way must have come in until then; null: nothing is under way. */
  answer: { arrived: boolean; by: Date } | null;
};

/** `startsAt`: nothing is checked before, so that a practice that is being set up is left alone. */
export type PathRules = { practiceId: string; everyMs: number; startsAt: Date };

export type ContactPathStep = { do: 'check' } | { do: 'settle' } | ContactWait | Rest;
type ContactWait = Wait<'answer' | 'again' | 'round'>;

/** After the first failure, before the second look. */
const AGAIN_AFTER_MS = MINUTE_MS;
const FORM_WITHIN_MS = MINUTE_MS;
const MAIL_WITHIN_MS = 10 * MINUTE_MS;
/** For less than this a run stays open, because whoever sweeps for what is due looks every few seconds only. */
const SHORT_MS = MINUTE_MS;
const SHORTEST_MS = 3 * SECOND_MS;
/** The practice's own mailbox is written to once a day, and once an hour while it does not answer (decision 0177). */
const ROUNDS_OF_AUTORESPONSE = { answering: 96, failing: 4 };

/** More than a practice needs that is checked every five minutes. */
const MOST_QUICK_ROUNDS = 300;
const AFTER_THEM_MS = 5 * MINUTE_MS;

/**
 * How far apart rounds are: as the practice has it, until so many were made within a day that it would cost others, whose
 * mail leaves by the same server.
 */
export function roundsApartMs(everyMs: number, roundsInADay: number): number {
  return roundsInADay < MOST_QUICK_ROUNDS ? everyMs : Math.max(everyMs, AFTER_THEM_MS);
}

/**
 * The next step: what has come in, or has not in time, is noted; what is due is checked; nothing is open in between (S81).
 */
export function decideContactPath(parts: readonly PartFacts[], rules: PathRules, now: Date): ContactPathStep {
  if (parts.some((one) => isSettled(one, now))) return { do: 'settle' };
  if (partsDue(parts, rules, now).length > 0) return { do: 'check' };
  const waits = parts.flatMap((one): ContactWait[] => {
    if (one.answer) return [{ do: 'wait', at: one.answer.by, for: 'answer' }];
    return one.doubted ? [{ do: 'wait', at: partDueAt(one, rules), for: 'again' }] : [];
  });
  const others = parts.filter(({ answer, doubted }) => !answer && !doubted);
  const rounds = others.map((one): ContactWait => ({ do: 'wait', at: partDueAt(one, rules), for: 'round' }));
  const next = earliest([...waits, ...rounds]) ?? { at: after(now, rules.everyMs), for: 'round' };
  const isLong = next.for === 'round' && waits.length === 0 && next.at > after(now, SHORT_MS);
  return isLong ? { do: 'rest', until: next.at } : { do: 'wait', at: next.at, for: next.for };
}

/** Whether what was sent has come in, or its time is over. */
export function isSettled({ answer }: Pick<PartFacts, 'answer'>, now: Date): boolean {
  return answer !== null && (answer.arrived || now >= answer.by);
}

/** The parts that are checked now; one whose answer is still waited for is not. */
export function partsDue(parts: readonly PartFacts[], rules: PathRules, now: Date): ContactPart[] {
  return parts.filter((one) => one.answer === null && now >= partDueAt(one, rules)).map(({ part }) => part);
}

/** How long what was sent may take to come in: a form a minute, an e-mail ten, and never longer than until the next round. */
export function arrivesWithinMs(part: ContactPart, everyMs: number): number {
  const most = part === 'inbound' || part === 'autoresponse' ? MAIL_WITHIN_MS : FORM_WITHIN_MS;
  return Math.min(most, Math.max(SHORTEST_MS, everyMs));
}

function partDueAt(one: PartFacts, rules: PathRules): Date {
  const { askedAt, doubted } = one;
  if (askedAt === null) return slotAfter(rules.startsAt, rules.everyMs, rules.practiceId);
  if (doubted) return after(askedAt, Math.min(AGAIN_AFTER_MS, rules.everyMs));
  return slotAfter(askedAt, everyMsOf(one, rules.everyMs), rules.practiceId);
}

function everyMsOf({ part, failing }: PartFacts, everyMs: number): number {
  if (part !== 'autoresponse') return everyMs;
  return everyMs * (failing ? ROUNDS_OF_AUTORESPONSE.failing : ROUNDS_OF_AUTORESPONSE.answering);
}

/**
 * The first moment of this practice after another: each has moments of its own, `everyMs` apart, so that however many
 * begin or catch up together, their rounds are spread over the time between two.
 */
export function slotAfter(moment: Date, everyMs: number, practiceId: string): Date {
  const offsetMs = Math.floor((Number.parseInt(practiceId.slice(-8), 16) / 2 ** 32) * everyMs);
  const rounds = Math.floor((moment.getTime() - offsetMs) / everyMs) + 1;
  return latest(new Date(rounds * everyMs + offsetMs), after(moment, 1));
}
