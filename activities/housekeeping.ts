import { nextRetentionAt, runRetention } from '../facts/privacy/run-retention.ts';
import { CONTINUE, NO_MAIL, reconciler } from './reconcile.ts';

type State = typeof NO_MAIL & { nextAt: Date };

/** What is kept no longer goes, and the law's deadlines are watched (§3.4, §3.5, §3.8). */
export const housekeeping = reconciler<State, { do: 'purge' }>({
  read: async (tx) => ({ ...NO_MAIL, nextAt: await nextRetentionAt(tx) }),
  decide: ({ nextAt }, { done }) => (done.has('purge') ? { do: 'rest', until: nextAt } : { do: 'purge' }),
  acts: { purge: async (tx) => ((await runRetention(tx)) > 0 ? CONTINUE : null) },
});
