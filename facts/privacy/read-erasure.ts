import { Erasure } from '../../entities/erasure.ts';
import { Message } from '../../entities/message.ts';
import type { ErasureFacts } from '../../policy/privacy/erasure.ts';
import type { Tx } from '../transaction.ts';
import { writtenTo } from './request-erasure.ts';
import { findPerson, type Person } from './person.ts';

/** What the rules need to know of an erasure; null where there is none. */
export async function readErasure(tx: Tx, erasureId: string): Promise<ErasureFacts | null> {
  const { em, practiceId } = tx;
  const erasure = await em.findOne(Erasure, { practiceId, id: erasureId });
  if (!erasure) return null;
  const { status, askedAt, carrierAskedAt } = erasure;
  const person = await findPerson(tx, { subject: erasure.subject, id: erasure.subjectId });
  return {
    status,
    askedAt,
    inFlight: person !== null && (await isLeaving(tx, person)),
    providerAsked: Boolean(carrierAskedAt),
  };
}

async function isLeaving({ em }: Tx, person: Person): Promise<boolean> {
  const leaving = { status: { $in: ['sending' as const, 'unknown' as const] } };
  return (await em.count(Message, { $and: [leaving, writtenTo(person)] })) > 0;
}
