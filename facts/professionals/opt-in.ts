import { Professional } from '../../entities/professional.ts';
import { audit, type Tx } from '../transaction.ts';

/** A colleague asked to hear when there is space: a prior request, so that openings notes may be sent (§3.7). */
export async function askedToBePosted(tx: Tx, professionalId: string): Promise<void> {
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (!professional || professional.keepPostedAt) return;
  professional.keepPosted(tx.now);
  audit(tx, 'keep_posted', { entity: 'professional', id: professional.id }, ['keepPostedAt']);
}
