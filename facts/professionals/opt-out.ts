import { Professional } from '../../entities/professional.ts';
import { suppressAddress } from '../outbound-mail/suppress-address.ts';
import { reevaluateReferOutsOf, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';
import { audit, type Tx } from '../transaction.ts';

/** A professional's own stop: nothing more is e-mailed to them, until they ask to be kept posted again. */
export async function optOutProfessional(tx: Tx, professionalId: string): Promise<void> {
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (!professional || professional.optedOutAt) return;
  professional.optOut(tx.now);
  await reevaluateThanksOf(tx, { referrerProfessionalId: professionalId });
  await reevaluateReferOutsOf(tx, { toProfessionalId: professionalId });
  audit(tx, 'opt_out', { entity: 'professional', id: professionalId }, ['optedOutAt']);
}

/** The same from their mail program (RFC 8058): nothing goes to the address any more, whoever else has it. */
export async function suppressProfessional(tx: Tx, professionalId: string): Promise<void> {
  await optOutProfessional(tx, professionalId);
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (professional?.emailHash)
    await suppressAddress(tx, professional.emailHash, { entity: 'professional', id: professionalId });
}
