import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Suppression } from '../../entities/suppression.ts';
import { ADDRESS_FAULTS, mayLift } from '../../policy/outbound-mail/suppression.ts';
import { conflict, notFound } from '../refusal.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { reevaluateAddress } from './reevaluate-address.ts';

const FAULTS = ADDRESS_FAULTS.map((reason) => `'${reason}'`).join(', ');

/**
 * An owner says that an address may be written to again. What happened here and counted everywhere is lifted everywhere;
 * the mail provider is asked to take the address again before the next e-mail goes there.
 */
export async function liftSuppression(tx: Tx, suppressionId: string): Promise<void> {
  const { em, practiceId, now } = tx;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const row = await em.findOne(Suppression, { id: suppressionId }, { lockMode });
  if (!row || row.liftedAt || (row.until && row.until <= now)) throw notFound('suppression');
  const verdict = mayLift(row.reason, row.at, now);
  if (!verdict.may) throw conflict(verdict.why);
  em.assign(row, { liftedAt: now, liftedBy: tx.actor.staffId, updatedAt: now });
  await em.flush();
  await em.execute(
    `update installation_suppression set lifted_at = ?
     where email_hash = ? and reason = ? and practice_id = ? and lifted_at is null`,
    [now.toISOString(), row.emailHash, row.reason, practiceId],
  );
  await closeTasks(tx, ['stop_by_mail', 'mail_came_back'], { subjectId: row.id });
  audit(tx, 'lift', { entity: 'suppression', id: row.id }, [row.reason]);
  await reevaluateAddress(tx, row.emailHash);
}

/**
 * The mail provider takes the address again: faults of the address are over, as of then. What the person said (an
 * unsubscription, a complaint) and an erasure stay.
 */
export async function liftReactivated(tx: Tx, emailHash: string, at: Date): Promise<void> {
  const lifted = await tx.em.execute<{ id: string; reason: string }[]>(
    `update suppression set lifted_at = greatest(?::timestamptz, at), reactivated_at = ?, updated_at = ?
     where practice_id = ? and email_hash = ? and reason in (${FAULTS}) and lifted_at is null
     returning id, reason`,
    [at.toISOString(), tx.now.toISOString(), tx.now.toISOString(), tx.practiceId, emailHash],
  );
  for (const { id, reason } of lifted) audit(tx, 'lift', { entity: 'suppression', id }, [reason]);
  await reevaluateAddress(tx, emailHash);
}

/** The same for the installation; of a practice's own server only what happened at that practice. */
export async function liftReactivatedEverywhere(
  em: EntityManager,
  { emailHash, at, now }: { emailHash: string; at: Date; now: Date },
  boundTo: string | null,
): Promise<void> {
  await em.execute(
    `update installation_suppression set lifted_at = greatest(?::timestamptz, at), reactivated_at = ?
     where email_hash = ? and reason in (${FAULTS}) and lifted_at is null and (?::uuid is null or practice_id = ?::uuid)`,
    [at.toISOString(), now.toISOString(), emailHash, boundTo, boundTo],
  );
}
