import { inTransaction, asWorkflow } from '../facts/transaction.ts';
import { runRetention } from '../facts/privacy/run-retention.ts';
import type { ActivityDeps } from './deps.ts';

export type HousekeepingSubject = { practiceId: string };

/** What is not kept any longer goes, and the clocks of the law are watched (§3.4, §3.5, §3.8). */
export function housekeepingActivities(deps: ActivityDeps) {
  return {
    /** A bounded number of rows, and when to look again; whether there is more to do now. */
    runRetention: ({ practiceId }: HousekeepingSubject, now: number) =>
      inTransaction(deps.database, asWorkflow(practiceId, now), (tx) => runRetention(tx)),
  };
}
