import type { Practice } from '../../entities/practice.ts';
import { decideNotice } from '../../policy/capacity/capacity-notice.ts';
import { isPause } from '../../policy/next-step.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { noteContent } from '../capacity/places.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import type { Tx } from '../transaction.ts';
import { readNotice } from './read-notice.ts';
import { NOTICE_ACTS } from './take-notice-step.ts';

/** More steps than one change asks for. */
const MOST_STEPS = 20;

/**
 * Takes at once what follows from a change of what the practice says, in its transaction; what comes later is the workflow's.
 * Answers the broadcast that began. The caller holds the lock of capacity.
 */
export async function followCapacity(tx: Tx, practice: Practice): Promise<string | null> {
  await noteContent(tx, await readCapacity(tx));
  let broadcastId: string | null = null;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = decideNotice(await readNotice(tx, practice), tx.now);
    if (isPause(step)) break;
    broadcastId = (await NOTICE_ACTS[step.do](tx, practice)) ?? broadcastId;
  }
  await openCommitment(tx, 'capacityNotice', tx.practiceId);
  return broadcastId;
}
