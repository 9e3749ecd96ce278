import type { AcknowledgementStatus, HandOverReason, LearnedFrom } from '../referrals/acknowledgement.ts';
import { mayBeThanked } from '../referrals/thanks.ts';

/** A referral of the period, as far as it decides whether its referrer is still to be thanked. */
export type SentInPeriod<Who> = {
  who: Who;
  /** The same for all referrals of one referrer. */
  key: string;
  isErased: boolean;
  status: AcknowledgementStatus;
  needsPerson: HandOverReason | null;
  learnedFrom: LearnedFrom;
  mayThank: boolean | null;
  receivedAt: Date;
};

/** Whom a review names: who they are, whether thanking tells them nothing new (D4), and what to do. */
export type ToThank<Who> = { who: Who | null; permitted: boolean; words: string };

const THANKED: ReadonlySet<AcknowledgementStatus> = new Set(['sent', 'done_by_hand']);
/** Somebody has decided that nobody is thanked for this one. */
const LET_BE: ReadonlySet<AcknowledgementStatus> = new Set(['let_go']);
const AT_REST: ReadonlySet<HandOverReason> = new Set([
  'referrer_held',
  'referrer_complaint',
  'referrer_ended',
]);

const WORDS = {
  erased: 'Somebody whose data was erased since: nothing to do.',
  notPermitted:
    'May not be thanked: only the person who came told us. With that person’s yes they can be, and not before.',
  atRest: 'Something is open with them: weigh it yourself before any thanks.',
  once: 'Sent somebody and has not been thanked: a card or a call would be kind.',
  often: (times: number) =>
    `Sent somebody ${times} times and has not been thanked: a handwritten card would be kind.`,
};

/**
 * The referrers of a period whom nobody has thanked in it, those who sent most first, as many as the practice looks at
 * (S52). Who has died is left out; who was erased still counts, and is nobody.
 */
export function whomToThank<Who>(sent: readonly SentInPeriod<Who>[], most: number): ToThank<Who>[] {
  const referrers = [...Map.groupBy(sent, ({ key }) => key).values()];
  return referrers
    .filter((referrals) => isWaiting(referrals))
    .toSorted((one, other) => other.length - one.length || lastOf(other) - lastOf(one))
    .slice(0, most)
    .map((referrals) => toThank(referrals));
}

function isWaiting(referrals: readonly SentInPeriod<unknown>[]): boolean {
  const isDone = referrals.some(({ status }) => THANKED.has(status));
  const isLetBe = referrals.every(({ status }) => LET_BE.has(status));
  const hasDied = referrals.some(({ needsPerson }) => needsPerson === 'referrer_deceased');
  return !isDone && !isLetBe && !hasDied;
}

function toThank<Who>(referrals: readonly SentInPeriod<Who>[]): ToThank<Who> {
  const [first] = referrals;
  if (!first || referrals.some(({ isErased }) => isErased))
    return { who: null, permitted: false, words: WORDS.erased };
  const { who } = first;
  const permitted = referrals.some(({ learnedFrom, mayThank }) => mayBeThanked(learnedFrom, mayThank));
  if (!permitted) return { who, permitted, words: WORDS.notPermitted };
  if (referrals.some(({ needsPerson }) => needsPerson !== null && AT_REST.has(needsPerson)))
    return { who, permitted, words: WORDS.atRest };
  return { who, permitted, words: referrals.length === 1 ? WORDS.once : WORDS.often(referrals.length) };
}

function lastOf(referrals: readonly SentInPeriod<unknown>[]): number {
  return Math.max(...referrals.map(({ receivedAt }) => receivedAt.getTime()));
}
