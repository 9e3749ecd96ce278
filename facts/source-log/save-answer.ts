import type { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import type { Tx } from '../transaction.ts';

type Answer = { lineNumber: number; words: string; enquiry?: Enquiry; client?: Client };

/** Stores how a person heard of the practice in their own words, sealed beside the log, so that it can be erased. */
export function saveAnswer(tx: Tx, answer: Answer): void {
  tx.em.create(SourceAnswer, {
    practiceId: tx.practiceId,
    ...answer,
    at: tx.now,
    by: tx.actor.staffId,
  });
}
