import type { Client } from '../../entities/client.ts';
import type { Tx } from '../transaction.ts';
import { lockClient } from './lock-client.ts';
import { conflict } from '../refusal.ts';

/** Locks the client; refuses with 409 after a death, because nothing new is recorded then (E8). */
export async function lockLivingClient(tx: Tx, clientId: string): Promise<Client> {
  const client = await lockClient(tx, clientId);
  if (client.ending !== 'deceased') return client;
  throw conflict(
    'This client has died, and automation is at rest for them. If that is a mistake, correct the ending first: POST /clients/:id/discharge.',
  );
}
