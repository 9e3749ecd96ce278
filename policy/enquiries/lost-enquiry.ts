import type { LossCause } from './enquiry-terms.ts';

export type LossFacts = {
  /** From the first word to our first reply; null: nobody has been reached. */
  contactTookMs: number | null;
  contactWithinMs: number;
  /** They were given several names besides ours. */
  severalNames: boolean;
  /** How often people whom this source sent, and of whom we know the end, came: both since ever. */
  sourceRecord: { ended: number; attended: number } | null;
};

const FEWEST_ENDED = 5;
const FEW_COME = 0.2;

/**
 * Which of the causes it looks like (S80, §5.9): a slow answer first, because that is ours to mend; then one of several
 * names; else the moment was not right. That words do not resonate is a person's judgement: it is seen over many.
 */
export function lossCause({
  contactTookMs,
  contactWithinMs,
  severalNames,
  sourceRecord,
}: LossFacts): LossCause {
  if (contactTookMs === null || contactTookMs > contactWithinMs) return 'hard_to_contact';
  if (severalNames || rarelyComes(sourceRecord)) return 'not_top_of_mind';
  return 'not_ready';
}

/** Quick replies and yet few come: other names were nearer. */
function rarelyComes(record: LossFacts['sourceRecord']): boolean {
  return record !== null && record.ended >= FEWEST_ENDED && record.attended / record.ended < FEW_COME;
}
