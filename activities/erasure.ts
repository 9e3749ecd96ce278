import { eraseSome } from '../facts/privacy/erase-person.ts';
import { readErasure } from '../facts/privacy/read-erasure.ts';
import { decideErasure, type ErasureFacts, type ErasureStep } from '../policy/privacy/erasure.ts';
import { CALL_OUT, CONTINUE, NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = typeof NO_MAIL & { facts: ErasureFacts };

/** A person's data goes (§3.8). */
export const erasure = reconciler<State, OwnSteps<ErasureStep>>({
  async read(tx, id) {
    const facts = await readErasure(tx, id);
    return facts && { ...NO_MAIL, facts };
  },
  decide: ({ facts }, { now }) => decideErasure(facts, now),
  acts: {
    ask_provider: CALL_OUT,
    erase: async (tx, _, id) => ((await eraseSome(tx, id)).more ? CONTINUE : null),
  },
});
