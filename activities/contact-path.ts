import { settleAnswers } from '../facts/contact-path/note-results.ts';
import { readContactPath, type ContactPath } from '../facts/contact-path/read-path.ts';
import { decideContactPath, type ContactPathStep } from '../policy/contact-path/contact-schedule.ts';
import { CALL_OUT, NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = typeof NO_MAIL & { path: ContactPath };

/** Every way on which people reach the practice is tried from outside (S81); the e-mail about a failure is delivered for its own sake. */
export const contactPath = reconciler<State, OwnSteps<ContactPathStep>>({
  read: async (tx, _, deps) => ({ ...NO_MAIL, path: await readContactPath(tx, deps) }),
  decide: ({ path: { parts, rules } }, { now }) => decideContactPath(parts, rules, now),
  attention: ({ path: { parts } }) => (parts.some(({ failing }) => failing) ? 'check' : null),
  acts: {
    check: CALL_OUT,
    settle: (tx) => settleAnswers(tx),
  },
});
