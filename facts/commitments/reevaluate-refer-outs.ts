import { ReferOut } from '../../entities/refer-out.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';

/** Something is new about a person who is sent on, or about the colleague: what is open between them is reevaluated. */
export async function reevaluateReferOutsOf(
  tx: Tx,
  whom: { enquiryId: string } | { clientId: string } | { toProfessionalId: string },
): Promise<void> {
  const open = await tx.em.find(ReferOut, { ...whom, status: { $ne: 'closed' } }, { fields: ['id'] });
  for (const { id } of open) reevaluate(tx, 'referOut', id);
}
