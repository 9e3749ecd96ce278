import { ClientHold } from '../../entities/client-hold.ts';
import { dateIn } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';

/** The holds on a client that are not over yet, the latest first. */
export function holdsInForce(tx: Tx, clientId: string, zone: string): Promise<ClientHold[]> {
  const today = dateIn(zone, tx.now);
  return tx.em.find(
    ClientHold,
    { clientId, $or: [{ until: null }, { until: { $gte: today } }] },
    { orderBy: { id: 'desc' } },
  );
}
