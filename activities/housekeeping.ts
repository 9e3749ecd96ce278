import { Practice } from '../entities/practice.ts';
import { scheduleContactPath } from '../facts/commitments/schedule-contact-path.ts';
import { scheduleReviews } from '../facts/commitments/schedule-reviews.ts';
import { nextRetentionAt, runRetention } from '../facts/privacy/run-retention.ts';
import { CONTINUE, NO_MAIL, reconciler } from './reconcile.ts';

type State = typeof NO_MAIL & { nextAt: Date };

/** What is kept no longer goes, the law's deadlines are watched, tasks of the absent move, and reviews are expected (§3.4, §3.5, §3.8, S40). */
export const housekeeping = reconciler<State, { do: 'purge' }>({
  read: async (tx) => ({ ...NO_MAIL, nextAt: await nextRetentionAt(tx) }),
  decide: ({ nextAt }, { done }) => (done.has('purge') ? { do: 'rest', until: nextAt } : { do: 'purge' }),
  acts: {
    async purge(tx) {
      const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
      await scheduleReviews(tx, practice);
      await scheduleContactPath(tx, practice);
      return (await runRetention(tx)) > 0 ? CONTINUE : null;
    },
  },
});
