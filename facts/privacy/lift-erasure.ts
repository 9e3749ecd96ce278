import { LockMode } from '@mikro-orm/postgresql';
import { ErasedIdentifier } from '../../entities/erased-identifier.ts';
import { Erasure } from '../../entities/erasure.ts';
import { Suppression } from '../../entities/suppression.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { conflict, notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

/**
 * Somebody who was erased has come back: from now on they may be entered and, where nothing else forbids it, written to
 * again. Nothing that was erased comes back.
 */
export async function liftErasure(tx: Tx, erasureId: string, because: string): Promise<Erasure> {
  const erasure = await tx.em.findOne(
    Erasure,
    { id: erasureId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!erasure) throw notFound('erasure');
  if (erasure.liftedAt) throw conflict('This erasure was lifted already.');
  if (erasure.status === 'asked')
    throw conflict('Something of this person is still being removed here; look again in a few minutes.');
  await forgetIdentifiers(tx, erasure.id);
  erasure.lift(tx.actor.staffId, because, tx.now);
  await closeTasks(tx, ['erased_returned'], { subjectId: erasure.id });
  audit(tx, 'lift', { entity: 'erasure', id: erasure.id }, ['reason']);
  return erasure;
}

/** By this erasure nobody is refused any more; an address that another erasure names stays suppressed. */
export async function forgetIdentifiers({ em }: Tx, erasureId: string): Promise<void> {
  const own = await em.find(ErasedIdentifier, { erasureId, kind: 'email' });
  await em.nativeDelete(ErasedIdentifier, { erasureId });
  const hashes = own.map(({ hash }) => hash);
  const others = await em.find(ErasedIdentifier, { kind: 'email', hash: { $in: hashes } });
  const kept = new Set(others.map(({ hash }) => hash));
  await em.nativeDelete(Suppression, {
    reason: 'erased',
    emailHash: { $in: hashes.filter((hash) => !kept.has(hash)) },
  });
}
