import type { LossCause } from './enquiry-terms.ts';

export type LossFacts = {
  /** From first contact to the first reply; null: not reached yet. */
  contactTookMs: number | null;
  contactWithinMs: number;
  /** A part of the way to the practice did not work while they might have used it (S81). */
  pathFailed: boolean;
  /** They were given several names besides ours. */
  severalNames: boolean;
  /** Of this source's people with a known outcome, how many attended. */
  sourceRecord: { ended: number; attended: number } | null;
};

const FEWEST_ENDED = 5;
const FEW_COME = 0.2;

/**
 * The likely cause (S80, §5.9): a slow reply, or a way here that failed, first, because the practice can fix it; then one of several names; else
 * the timing. `not_resonating` is a person's judgement over many.
 */
export function lossCause({
  contactTookMs,
  contactWithinMs,
  pathFailed,
  severalNames,
  sourceRecord,
}: LossFacts): LossCause {
  if (contactTookMs === null || contactTookMs > contactWithinMs || pathFailed) return 'hard_to_contact';
  if (severalNames || rarelyComes(sourceRecord)) return 'not_top_of_mind';
  return 'not_ready';
}

/** Quick replies and yet few attend. */
function rarelyComes(record: LossFacts['sourceRecord']): boolean {
  return record !== null && record.ended >= FEWEST_ENDED && record.attended / record.ended < FEW_COME;
}
