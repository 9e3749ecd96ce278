import type { LossCause } from '../enquiries/enquiry-terms.ts';
import { lossCause, type LossFacts } from '../enquiries/lost-enquiry.ts';

/** What a colleague said of a month ("I gave out your name three times") beside who arrived in it. */
export type ClaimFacts = {
  claimed: number;
  arrived: number;
  isMonthOver: boolean;
  /** In that month a way to reach the practice was found not to work. */
  pathFailed: boolean;
  /** Of those whom they sent in that month, the longest that anybody waited for an answer; null: nobody was sent. */
  slowestAnswerMs: number | null;
  contactWithinMs: number;
  /** Somebody whom they sent in that month had been given several names. */
  severalNames: boolean;
  /** All that they said in the time that is looked at, and who arrived in those months. */
  record: { claimed: number; arrived: number };
};

/** How many are missing, and where they were probably lost (S80, §5.9). */
export type ClaimResult = { missing: number; leak: LossCause | null };

/**
 * The cause is found as for an enquiry (`lossCause`): what the practice can mend first, then one of several names, else
 * the timing. While the month runs only the first is said: whoever is missing may still come.
 */
export function claimResult(facts: ClaimFacts): ClaimResult {
  const missing = Math.max(0, facts.claimed - facts.arrived);
  if (missing === 0) return { missing, leak: null };
  const cause = lossCause(lossFacts(facts));
  return { missing, leak: cause === 'hard_to_contact' || facts.isMonthOver ? cause : null };
}

function lossFacts(facts: ClaimFacts): LossFacts {
  const { pathFailed, slowestAnswerMs, contactWithinMs, severalNames, record } = facts;
  return {
    contactTookMs: slowestAnswerMs ?? 0,
    contactWithinMs,
    pathFailed,
    severalNames,
    sourceRecord: { ended: record.claimed, attended: Math.min(record.arrived, record.claimed) },
  };
}
