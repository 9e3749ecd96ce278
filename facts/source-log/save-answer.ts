import type { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import type { Fact } from '../transaction.ts';

type Answer = { lineNumber: number; words: string; enquiry?: Enquiry; client?: Client };

/** How somebody heard of us, in their own words, sealed and beside the log, so that it can be erased. */
export function keepAnswer(fact: Fact, answer: Answer): void {
  fact.em.create(SourceAnswer, {
    practiceId: fact.practiceId,
    ...answer,
    at: fact.now,
    by: fact.actor.staffId,
  });
}
