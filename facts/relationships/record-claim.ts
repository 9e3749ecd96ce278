import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../../entities/practice.ts';
import { ProfessionalClaim } from '../../entities/professional-claim.ts';
import { lockProfessional } from '../locks/lock-professional.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';

/**
 * Notes that a colleague says to have given out our name so many times in a month of the practice's calendar (S80); the same
 * month again replaces it. That they said so is a contact.
 */
export async function recordClaim(
  tx: Tx,
  practice: Practice,
  professionalId: string,
  { count, month }: { count: number; month: string },
): Promise<{ claim: ProfessionalClaim; isNew: boolean }> {
  if (month > dateIn(practice.timezone, tx.now).slice(0, month.length))
    throw wrongFields([{ path: 'month', message: 'must not lie ahead' }]);
  const professional = await lockProfessional(tx, professionalId);
  const known = await tx.em.findOne(ProfessionalClaim, { professionalId, month });
  const said = { count, at: tx.now, createdBy: tx.actor.staffId, updatedAt: tx.now };
  const claim = known
    ? tx.em.assign(known, said)
    : tx.em.create(ProfessionalClaim, {
        id: randomUUIDv7(),
        practiceId: tx.practiceId,
        professional,
        month,
        ...said,
        createdAt: tx.now,
      });
  reevaluate(tx, 'relationship', professional.id);
  audit(tx, known ? 'change' : 'create', { entity: 'professional_claim', id: claim.id }, ['count', 'month']);
  return { claim, isNew: known === null };
}
