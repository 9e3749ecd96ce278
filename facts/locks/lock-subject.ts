import type { Message } from '../../entities/message.ts';
import type { WorkflowName } from '../signal.ts';
import type { Tx } from '../transaction.ts';

/** A client is locked FOR NO KEY UPDATE, which foreign keys to it do not wait for. */
const SUBJECTS: Readonly<Record<WorkflowName, { table: string; strength: string }>> = {
  referral: { table: 'referral', strength: 'for update' },
  clientJourney: { table: 'client', strength: 'for no key update' },
  enquiry: { table: 'enquiry', strength: 'for update' },
  referOut: { table: 'refer_out', strength: 'for update' },
  delivery: { table: 'message', strength: 'for update' },
  erasure: { table: 'erasure', strength: 'for update' },
  fridayList: { table: 'staff', strength: 'for no key update' },
  housekeeping: { table: 'practice', strength: 'for share' },
};

/**
 * Locks what a commitment is about; false where it is gone. Lock order: the subject, whatever belongs to it (messages,
 * tasks), its commitment; whoever changes an e-mail locks its subject first, so that below a subject any order is safe.
 */
export async function lockSubject(tx: Tx, kind: WorkflowName, subjectId: string): Promise<boolean> {
  const { table, strength } = SUBJECTS[kind];
  const owned = kind === 'housekeeping' ? 'id = ?' : 'practice_id = ? and id = ?';
  const parameters = kind === 'housekeeping' ? [subjectId] : [tx.practiceId, subjectId];
  const rows = await tx.em.execute<object[]>(`select 1 from ${table} where ${owned} ${strength}`, parameters);
  return rows.length > 0;
}

/** The commitment that an e-mail belongs to. */
export function subjectOf(message: Message): { kind: WorkflowName; subjectId: string } {
  const { purpose, referral, enquiry, client, referOut } = message;
  const isOfPromise = purpose === 'thanks' || purpose === 'staff_note';
  if (isOfPromise && referral) return { kind: 'referral', subjectId: referral.id };
  if (purpose === 'staff_note' && enquiry) return { kind: 'enquiry', subjectId: enquiry.id };
  if (purpose === 'carrier' && client) return { kind: 'clientJourney', subjectId: client.id };
  if (purpose === 'refer_out' && referOut) return { kind: 'referOut', subjectId: referOut.id };
  return { kind: 'delivery', subjectId: message.id };
}
