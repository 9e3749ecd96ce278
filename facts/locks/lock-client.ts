import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { noSuchClient } from '../merged-client.ts';
import type { Tx } from '../transaction.ts';

/** Takes the client's row for this change alone: a send that reads it is either done, or sees what was changed. */
export async function lockClient(tx: Tx, clientId: string): Promise<Client> {
  const client = await tx.em.findOne(
    Client,
    { id: clientId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!client) throw await noSuchClient(tx, clientId);
  return client;
}
