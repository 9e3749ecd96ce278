import { ReferOut } from '../../entities/refer-out.ts';
import type { Fact } from '../transaction.ts';
import { ring } from '../signal.ts';

/** Something is new about a person who is sent on, or about the colleague: what is open between them looks again. */
export async function ringReferOutsOf(
  fact: Fact,
  whom: { enquiryId: string } | { clientId: string } | { toProfessionalId: string },
): Promise<void> {
  const open = await fact.em.find(ReferOut, { ...whom, status: { $ne: 'closed' } }, { fields: ['id'] });
  for (const { id } of open) ring(fact, 'referOut', id);
}
