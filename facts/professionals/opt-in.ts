import { Professional } from '../../entities/professional.ts';
import { audit, type Fact } from '../transaction.ts';

/** A colleague asked to hear when there is space: a prior request, so that openings notes may be sent (§3.7). */
export async function askedToBePosted(fact: Fact, professionalId: string): Promise<void> {
  const professional = await fact.em.findOne(Professional, { id: professionalId });
  if (!professional || professional.keepPostedAt) return;
  professional.keepPostedAt = fact.now;
  professional.updatedAt = fact.now;
  audit(fact, 'keep_posted', { entity: 'professional', id: professional.id }, ['keepPostedAt']);
}
