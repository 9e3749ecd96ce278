import { ReferOut } from '../entities/refer-out.ts';
import { askHowItWent, askToChoose, askToRing } from '../facts/refer-outs/ask-about-refer-out.ts';
import { endReferOut } from '../facts/refer-outs/end-refer-out.ts';
import { readReferOut, withMails, type ReferOutState } from '../facts/refer-outs/read-refer-out.ts';
import { writeToColleague } from '../facts/refer-outs/write-to-colleague.ts';
import type { Tx } from '../facts/transaction.ts';
import { decideReferOut, referOutWaitsFor, type ReferOutStep } from '../policy/refer-outs/refer-out.ts';
import { reconciler, type OwnSteps } from './reconcile.ts';

/** A person whom we cannot serve lands with somebody who can, and hears from nobody without their own yes. */
export const referOut = reconciler<ReferOutState, OwnSteps<ReferOutStep>>({
  async read(tx, id) {
    const found = await tx.em.findOne(ReferOut, { practiceId: tx.practiceId, id });
    return found && readReferOut(tx, found);
  },
  decide: (state, { mails, now }) => decideReferOut(withMails(state, mails), state.rules, now),
  attention: ({ facts }) => referOutWaitsFor(facts),
  acts: {
    write: async (tx, _, id) => writeToColleague(tx, await referOutOf(tx, id)),
    ask_to_ring: async (tx, { because }, id) => askToRing(tx, await referOutOf(tx, id), because),
    ask_to_choose: async (tx, _, id) => askToChoose(tx, await referOutOf(tx, id)),
    ask_how_it_went: async (tx, _, id) => askHowItWent(tx, await referOutOf(tx, id)),
    give_up: async (tx, _, id) => endReferOut(tx, await referOutOf(tx, id), 'unknown'),
  },
});

function referOutOf({ em, practiceId }: Tx, id: string): Promise<ReferOut> {
  return em.findOneOrFail(ReferOut, { practiceId, id });
}
