import { ReferOut } from '../../entities/refer-out.ts';
import type { Task } from '../../entities/task.ts';
import { mayDisclose } from '../../policy/disclosures/disclosure.ts';
import type { Tx } from '../transaction.ts';
import { recordHandover } from './hand-over.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { isAgreedWith } from './read-handover.ts';
import { isRingBecause } from './read-refer-out.ts';
import { conflict } from '../refusal.ts';

/** Records that a colleague was called instead of e-mailed: a disclosure, valid only while the consent stands. */
export async function recordColleagueCalled(tx: Tx, { referOut, why, practiceId }: Task): Promise<void> {
  if (!referOut || !isRingBecause(why)) return;
  const found = await tx.em.findOneOrFail(ReferOut, { practiceId, id: referOut.id });
  const recipientId = found.toProfessional?.id;
  const agreed = isAgreedWith(found, recipientId);
  if (!recipientId || !mayDisclose({ as: 'colleague', agreed }, 'how_to_reach_them').may)
    throw conflict('They have not said yes to a colleague any more: nobody is told.');
  await recordHandover(tx, found, { recipientId, via: 'phone' });
  await openCommitment(tx, 'referOut', found.id);
}

/** Choosing is recorded with the person's consent, not by completing the task. */
export async function refuseBareChoice(): Promise<never> {
  throw conflict(
    'Say who it is, with their yes (POST /refer-outs/:id/consent), send them names (…/offer), or say how it ended (…/outcome).',
  );
}
