import { lostBatches, settleLookedUp, type LostBatch } from '../facts/mail-outcomes/look-up-batches.ts';
import { DELIVERY_BY_PURPOSE } from '../policy/outbound-mail/delivery.ts';
import { callOut } from './call-out.ts';

/** Searches begin for so long; what is left is asked for in the next activity. */
const GO_ON_FOR_MS = 10_000;

type Found = { batch: LostBatch; found: ReadonlyMap<string, string> };

/** Finds out what became of e-mails to many whose answer was lost: one search for all that left together. */
export const lookUpBatches = callOut({
  prepare: (tx, broadcastId, { mailer }) => lostBatches(tx, broadcastId, mailer.searchLagMs),
  async call({ mailer }, { batches, serverToken }) {
    const begunAt = performance.now();
    const { stream } = DELIVERY_BY_PURPOSE.broadcast;
    const all: Found[] = [];
    for (const batch of batches) {
      if (performance.now() - begunAt > GO_ON_FOR_MS) break;
      all.push({ batch, found: await mailer.findBatch(batch.batchId, stream, serverToken) });
    }
    return all;
  },
  async settle(tx, broadcastId, all) {
    for (const { batch, found } of all) await settleLookedUp(tx, broadcastId, batch, found);
  },
});
