import { plusTags } from '../mail/address.ts';
import type { Outcome } from '../store/outcomes.ts';

/** The outcomes that a tag of a recipient's address asks for, `x+bounce@example.org`. */
export const OUTCOME_TAGS: Record<string, { outcomes: readonly Outcome[]; meaning: string }> = {
  bounce: { outcomes: ['hard-bounce'], meaning: 'bounces for good; the address becomes suppressed' },
  'soft-bounce': { outcomes: ['soft-bounce'], meaning: 'bounces this time; the address stays in use' },
  complaint: { outcomes: ['delivered', 'complaint'], meaning: 'is delivered, then reported as spam' },
};

/** The outcomes of a mail to this address, in order; a mail without a tag is delivered. */
export function outcomesFor(email: string): readonly Outcome[] {
  const tag = plusTags(email).find((name) => Object.hasOwn(OUTCOME_TAGS, name));
  return OUTCOME_TAGS[tag ?? '']?.outcomes ?? ['delivered'];
}
