import { inTransaction, asWorkflow } from '../facts/transaction.ts';
import { makeFridayList } from '../facts/friday-lists/make-friday-list.ts';
import type { ActivityDeps } from './deps.ts';

export type FridaySubject = { practiceId: string; staffId: string };

/** A practitioner's Friday list (§6a.1). */
export function fridayListActivities(deps: ActivityDeps) {
  return {
    /** Makes this week's list, if it is due and has lines, and puts down when the next one is. */
    makeFridayList: ({ practiceId, staffId }: FridaySubject, now: number) =>
      inTransaction(deps.database, asWorkflow(practiceId, now), (tx) =>
        makeFridayList(tx, staffId, deps.publicUrl),
      ),
  };
}
