import { DAY_MS } from '../calendar/units.ts';
import type { LearnedFrom } from './acknowledgement-terms.ts';

/** For so long a prompt counts as having led to a referral; its link works for good (S5). */
export const LEADS_TO_MS = 90 * DAY_MS;

/** A prompt that reached its client: when, and which milestone it was for. */
export type DeliveredPrompt = { milestoneId: string; at: Date };

/** How it is known that the referrer passed our name on, the surest first (§5.1). */
export const CREDITED_BY = ['link', 'own_statement', 'intake_match'] as const;
export type CreditedBy = (typeof CREDITED_BY)[number];

const BY: Readonly<Record<LearnedFrom, CreditedBy | null>> = {
  link: 'link',
  referrer: 'own_statement',
  enquirer: 'intake_match',
  professional_letter: null,
};

type OneReferral = { kind: 'referral' | 'told'; learnedFrom: LearnedFrom; receivedAt: Date };

/**
 * The prompt that led to this referral: the latest one that had reached its referrer in the ninety days before; one
 * credit a referral. "I've told someone" is none, nor is a colleague's letter.
 */
export function promptedBy<Prompt extends DeliveredPrompt>(
  { kind, learnedFrom, receivedAt }: OneReferral,
  prompts: readonly Prompt[],
): { prompt: Prompt; by: CreditedBy } | null {
  const by = kind === 'referral' ? BY[learnedFrom] : null;
  const [latest] = prompts
    .filter(({ at }) => at <= receivedAt && receivedAt.getTime() - at.getTime() <= LEADS_TO_MS)
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return by && latest ? { prompt: latest, by } : null;
}

/** Of several referrals of one person the one that is known most surely. */
export function surest<Credit extends { by: CreditedBy }>(credits: readonly Credit[]): Credit | null {
  const [first = null] = credits.toSorted(
    (one, other) => CREDITED_BY.indexOf(one.by) - CREDITED_BY.indexOf(other.by),
  );
  return first;
}
