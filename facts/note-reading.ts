import { hourlyId } from '../entities/crypto/look-up.ts';
import { HOUR_MS } from '../policy/calendar/units.ts';
import type { Tx } from './transaction.ts';

/** An insert that returns nothing is sent together with the commit (entities/batch-statements.ts). */
const NOTE = `
  insert into audit_entry (practice_id, id, at, actor, staff_id, action, entity, entity_id, fields)
  values (?, ?, ?, ?, ?, ?, ?, ?, '{}') on conflict do nothing`;

/**
 * Notes in the audit log that somebody of the staff read a record, or a list of this kind: once an hour for each reader
 * and record, so that a page that asks every few seconds does not fill the log.
 */
export async function noteReading(tx: Tx, read: { entity: string; id: string | null }): Promise<void> {
  const { em, practiceId, actor, now } = tx;
  const { entity, id } = read;
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const noted = hourlyId(hour, `${practiceId}/${actor.staffId ?? ''}/${entity}/${id ?? ''}`);
  const action = id === null ? 'read_list' : 'read';
  await em.execute(NOTE, [practiceId, noted, now, actor.kind, actor.staffId, action, entity, id]);
}
