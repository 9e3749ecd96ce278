import { LockMode } from '@mikro-orm/postgresql';
import { ReferOut } from '../../entities/refer-out.ts';
import type { Tx } from '../transaction.ts';
import { conflict, notFound } from '../refusal.ts';

/** Locks a referral out; its e-mails are locked after it. */
export async function lockReferOut(tx: Tx, referOutId: string): Promise<ReferOut | null> {
  const { em, practiceId } = tx;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.findOne(ReferOut, { practiceId, id: referOutId }, { lockMode, refresh: true });
}

/** The same for what a person says about it; what is closed stays as it is. */
export async function lockOpenReferOut(tx: Tx, referOutId: string): Promise<ReferOut> {
  const referOut = await lockReferOut(tx, referOutId);
  if (!referOut) throw notFound('referral out');
  if (referOut.status === 'closed')
    throw conflict(`This is closed already (${referOut.outcome ?? 'unknown'}); open a new one.`);
  return referOut;
}
