import type { Message } from '../../entities/message.ts';
import type { WorkflowName } from '../signal.ts';
import type { Tx } from '../transaction.ts';
import { lockKey } from './lock-key.ts';

const TABLES: Readonly<Record<WorkflowName, string>> = {
  referral: 'referral',
  clientJourney: 'client',
  enquiry: 'enquiry',
  referOut: 'refer_out',
  delivery: 'message',
  erasure: 'erasure',
  fridayList: 'staff',
  housekeeping: 'practice',
  review: 'review',
  broadcast: 'broadcast',
  relationship: 'professional',
  capacityNotice: 'practice',
  contactPath: 'practice',
};

/** Held by whoever acts on what a practice says of its places, before every other lock. */
export const CAPACITY_KEY = 'capacity';

/** Locks what a commitment is about; false where it is gone. Of a practice only its settings are read. */
export async function lockSubject(tx: Tx, kind: WorkflowName, subjectId: string): Promise<boolean> {
  if (kind === 'capacityNotice') await lockKey(tx, CAPACITY_KEY);
  const isPractice = TABLES[kind] === 'practice';
  const strength = isPractice ? 'for share' : 'for no key update';
  const owned = isPractice ? 'id = ?' : 'practice_id = ? and id = ?';
  const parameters = isPractice ? [subjectId] : [tx.practiceId, subjectId];
  const rows = await tx.em.execute<object[]>(
    `select 1 from ${TABLES[kind]} where ${owned} ${strength}`,
    parameters,
  );
  return rows.length > 0;
}

/** The commitment that an e-mail belongs to. */
export function subjectOf(message: Message): { kind: WorkflowName; subjectId: string } {
  const { purpose, referral, enquiry, client, referOut, broadcast } = message;
  const isOfPromise = purpose === 'thanks' || purpose === 'staff_note';
  if (isOfPromise && referral) return { kind: 'referral', subjectId: referral.id };
  if (purpose === 'staff_note' && enquiry) return { kind: 'enquiry', subjectId: enquiry.id };
  if (purpose === 'carrier' && client) return { kind: 'clientJourney', subjectId: client.id };
  if (purpose === 'refer_out' && referOut) return { kind: 'referOut', subjectId: referOut.id };
  if (purpose === 'broadcast' && broadcast) return { kind: 'broadcast', subjectId: broadcast.id };
  return { kind: 'delivery', subjectId: message.id };
}
