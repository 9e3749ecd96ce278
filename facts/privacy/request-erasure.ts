import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { Erasure } from '../../entities/erasure.ts';
import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { audit, type Tx } from '../transaction.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { findPerson, type Person, type PersonId } from './person.ts';
import { noteIdentifiers } from './note-identifiers.ts';
import { beginStaffErasure } from './staff-erasure.ts';
import { notFound } from '../refusal.ts';
import { lockKey } from '../locks/lock-key.ts';

/**
 * Requests an erasure: unsent e-mails are stopped, addresses suppressed, what would name the person again is refused, and
 * the commitment is opened. Idempotent. `replayed`: as the journal has it, of a database that was restored.
 */
export async function requestErasure(
  tx: Tx,
  { subject, id }: PersonId,
  replayed: { id: string; askedAt: Date; askedBy: string | null } | null = null,
): Promise<{ erasure: Erasure; isNew: boolean }> {
  const { em, practiceId, now } = tx;
  await lockKey(tx, `erasure/${id}`);
  const known = await em.findOne(Erasure, { subject, subjectId: id });
  if (known) return { erasure: known, isNew: false };
  if (subject === 'staff') await beginStaffErasure(tx, id, replayed !== null);
  const person = await findPerson(tx, { subject, id });
  if (!person && subject !== 'staff')
    throw notFound(subject === 'referrer' ? 'referrer of that kind' : subject);

  const erasure = em.create(Erasure, {
    id: replayed?.id ?? randomUUIDv7(),
    practiceId,
    subject,
    subjectId: id,
    status: 'asked',
    proof: {},
    askedAt: replayed?.askedAt ?? now,
    askedBy: replayed?.askedBy ?? tx.actor.staffId,
    updatedAt: now,
  });
  if (person) await stopWritingTo(tx, erasure, person);
  await openCommitment(tx, 'erasure', erasure.id);
  audit(tx, 'ask_erasure', { entity: subject === 'referrer' ? 'referral' : subject, id });
  return { erasure, isNew: true };
}

async function stopWritingTo(tx: Tx, erasure: Erasure, person: Person): Promise<void> {
  await lockRecords(tx, person);
  await stopUnsentMessages(tx, person);
  await noteIdentifiers(tx, erasure, person);
}

/** Lock order: referrals, then clients, then messages. */
export async function lockRecords({ em }: Tx, { sentIn, sentBy, clients }: Person): Promise<void> {
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  const lock = {
    lockMode: LockMode.PESSIMISTIC_WRITE as const,
    orderBy: { id: 'asc' as const },
    refresh: true,
  };
  const referralIds = [...new Set([...idsOf(sentIn), ...idsOf(sentBy)])];
  if (referralIds.length > 0) await em.find(Referral, { id: { $in: referralIds } }, lock);
  if (clients.length > 0) await em.find(Client, { id: { $in: idsOf(clients) } }, lock);
}

/** Stops unsent e-mails. */
async function stopUnsentMessages({ em, now }: Tx, person: Person): Promise<void> {
  await em.nativeUpdate(
    Message,
    { $and: [{ status: { $in: ['queued', 'held'] } }, writtenTo(person)] },
    { status: 'stopped', why: 'erased', updatedAt: now },
  );
}

/**
 * Matches every e-mail addressed to this person; staff notifications and the thanks for having referred them are not.
 */
export function writtenTo({ clients, enquiries, professionals, sentBy }: Person) {
  const idsOf = (rows: readonly { id: string }[]) => ({ $in: rows.map(({ id }) => id) });
  return {
    $or: [
      { clientId: idsOf(clients) },
      { enquiryId: idsOf(enquiries) },
      { professionalId: idsOf(professionals) },
      { referralId: idsOf(sentBy), purpose: 'thanks' as const },
    ],
  };
}
