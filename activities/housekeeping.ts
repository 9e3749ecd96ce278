import { inFact, workflowIn } from '../facts/transaction.ts';
import { keepHouse } from '../facts/privacy/run-retention.ts';
import type { ActivityDeps } from './deps.ts';

export type HousekeepingSubject = { practiceId: string };

/** What is not kept any longer goes, and the clocks of the law are watched (§3.4, §3.5, §3.8). */
export function housekeepingActivities(deps: ActivityDeps) {
  return {
    /** A bounded number of rows, and when to look again; whether there is more to do now. */
    keepHouse: ({ practiceId }: HousekeepingSubject, now: number) =>
      inFact(deps.database, workflowIn(practiceId, now), (fact) => keepHouse(fact)),
  };
}
