import { LockMode } from '@mikro-orm/postgresql';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { notFound } from '../refusal.ts';

/** Locks the referral's row: before its message and its tasks, as the workflow's activities do. */
export async function lockReferral(tx: Tx, referralId: string): Promise<Referral> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const referral = await tx.em.findOne(Referral, { id: referralId }, { lockMode });
  if (!referral) throw notFound('referral');
  return referral;
}
