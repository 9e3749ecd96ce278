import { matches } from './matches.ts';
import type { Referral, TestPractice } from './practice.ts';
import { until } from './until.ts';

/** The referral once its thanks is so. */
export function thanksBecome(
  practice: TestPractice,
  referralId: string,
  wanted: Partial<Record<keyof Referral['acknowledgement'], unknown>>,
  patienceMs?: number,
): Promise<Referral> {
  return until(async () => {
    const referral = await practice.referral(referralId);
    return matches(referral.acknowledgement, wanted) ? referral : null;
  }, patienceMs);
}

export function isThanked(
  practice: TestPractice,
  referralId: string,
  patienceMs?: number,
): Promise<Referral> {
  return thanksBecome(practice, referralId, { status: 'sent' }, patienceMs);
}
