import { LockMode } from '@mikro-orm/postgresql';
import { Professional } from '../../entities/professional.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Takes a colleague's row for this change alone: nobody else says at the same time when they were in touch. */
export async function lockProfessional(tx: Tx, id: string): Promise<Professional> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const professional = await tx.em.findOne(Professional, { id }, { lockMode, refresh: true });
  if (!professional || professional.erasedAt) throw notFound('professional');
  return professional;
}
