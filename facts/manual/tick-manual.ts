import { randomUUIDv7 } from 'node:crypto';
import { ManualReading } from '../../entities/manual-reading.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { conflict } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { keepManual } from './keep-manual.ts';
import { STARTED_AT } from './started-at.ts';

/**
 * Somebody says that they have read and understood this version (S46); said twice it is said once. Refuses a version that
 * is not in force: what it said may no longer be so.
 */
export async function tickManual(tx: Tx, staffId: string, version: number): Promise<ManualReading> {
  const { em, practiceId, now } = tx;
  await lockPractice(tx);
  const inForce = await keepManual(tx, STARTED_AT);
  if (version !== inForce)
    throw conflict(
      `Version ${version} is not in force, version ${inForce} is: read what changed (GET /manual), and tick that.`,
    );
  const ticked = await em.findOne(ManualReading, { staffId, version });
  if (ticked) return ticked;
  const reading = em.create(ManualReading, { id: randomUUIDv7(), practiceId, staffId, version, at: now });
  audit(tx, 'read_and_understood', { entity: 'manual', id: null }, [`version=${version}`]);
  return reading;
}
