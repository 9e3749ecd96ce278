import { makeFridayList, nextFridayListAt } from '../facts/friday-lists/make-friday-list.ts';
import { NO_MAIL, reconciler } from './reconcile.ts';

type State = typeof NO_MAIL & { nextAt: Date | null };

/** A practitioner's Friday list (§6a.1); its e-mail is delivered for its own sake. */
export const fridayList = reconciler<State, { do: 'make' }>({
  read: async (tx, staffId) => ({ ...NO_MAIL, nextAt: await nextFridayListAt(tx, staffId) }),
  decide({ nextAt }, { done }) {
    if (nextAt === null) return { do: 'close' };
    return done.has('make') ? { do: 'rest', until: nextAt } : { do: 'make' };
  },
  acts: { make: (tx, _, staffId, { publicUrl }) => makeFridayList(tx, staffId, publicUrl) },
});
