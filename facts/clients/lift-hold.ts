import { ClientHold } from '../../entities/client-hold.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { conflict, notFound, Refusal } from '../refusal.ts';
import { reevaluateJourney, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';
import { openJourney } from '../commitments/open-commitment.ts';

/**
 * Deletes a hold; "not this client" can be undone only by its author, on the same day (E21). A client who may be
 * e-mailed again may be due a note.
 */
export async function liftHold(
  tx: Tx,
  { clientId, holdId, zone }: { clientId: string; holdId: string; zone: string },
): Promise<void> {
  const client = await lockClient(tx, clientId);
  const hold = await tx.em.findOne(ClientHold, { id: holdId, clientId: client.id });
  if (!hold) throw notFound('hold');
  if (hold.code === 'held' && !hold.until) refuseUnlessUndone(tx, hold, zone);
  client.closeComplaint(hold, dateIn(zone, tx.now));
  tx.em.remove(hold);
  await reevaluateThanksOf(tx, { referrerClientId: client.id });
  await (hold.code === 'do_not_email' ? openJourney(tx, client.id) : reevaluateJourney(tx, client.id));
  audit(tx, 'remove', { entity: 'client_hold', id: hold.id });
}

function refuseUnlessUndone(tx: Tx, hold: ClientHold, zone: string): void {
  if (hold.setBy !== tx.actor.staffId)
    throw new Refusal(403, 'Only the person who placed this hold may take it back.');
  if (dateIn(zone, hold.createdAt) !== dateIn(zone, tx.now)) {
    throw conflict(
      'A hold for good can be taken back only on the day it was placed. That day has passed, so it stays, and nobody will ask why.',
    );
  }
}
