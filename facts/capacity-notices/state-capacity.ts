import type { CapacityStatement } from '../../entities/capacity-statement.ts';
import type { Practice } from '../../entities/practice.ts';
import { recordStatement, type StatementFields } from '../capacity/record-statement.ts';
import { lockCapacity } from '../capacity/spell-to-tell.ts';
import type { Tx } from '../transaction.ts';
import { followCapacity } from './follow-capacity.ts';

/** Somebody says whether they have room, and whoever is to hear of it is told: answers the statement and the broadcast. */
export async function stateCapacity(
  tx: Tx,
  practice: Practice,
  practitionerId: string,
  fields: StatementFields,
): Promise<{ statement: CapacityStatement; broadcastId: string | null }> {
  await lockCapacity(tx);
  const statement = await recordStatement(tx, practice, practitionerId, fields);
  return { statement, broadcastId: await followCapacity(tx, practice) };
}
