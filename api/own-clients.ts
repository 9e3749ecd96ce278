import { Client } from '../entities/client.ts';
import type { Tx } from '../facts/transaction.ts';
import { notFound } from '../facts/refusal.ts';
import type { Me } from './route.ts';

/** A practitioner sees their own clients only (§4.3). */
export function ownClients(me: Me): Record<string, unknown> {
  return me.ownOnly ? { practitionerId: me.staffId } : {};
}

/** The client, for whoever may see them; to a practitioner a colleague's client is as unknown as one who never was. */
export async function visibleClient(tx: Tx, me: Me, clientId: string): Promise<Client> {
  const client = await tx.em.findOne(Client, { id: clientId, ...ownClients(me) });
  if (!client) throw notFound('client');
  return client;
}

/** The same before a fact that looks the client up itself. */
export async function refuseOthersClient(tx: Tx, me: Me, clientId: string): Promise<void> {
  if (me.ownOnly) await visibleClient(tx, me, clientId);
}
