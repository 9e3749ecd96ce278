import { ClientHold } from '../../entities/client-hold.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { Client } from '../../entities/client.ts';
import { FridayList } from '../../entities/friday-list.ts';
import type { DiaryEntry, FridayClient } from '../../policy/friday-lists/friday-list.ts';
import { ownClientsOf } from '../clients/own-clients.ts';
import type { Tx } from '../transaction.ts';
import { dateIn } from '../practice/practice-today.ts';

/** A practitioner's clients on this day of the practice's calendar. */
type Asked = { practitionerId: string; today: string; zone: string };

/** What the Friday list may know of a practitioner's clients: who is held or has ended, and the diary. */
export async function readFridayClients(
  tx: Tx,
  { practitionerId, today, zone }: Asked,
): Promise<FridayClient[]> {
  const { em } = tx;
  const theirs = await ownClientsOf(tx, practitionerId);
  const clients = await em.find(Client, { ...theirs, ending: null }, { orderBy: { id: 'asc' } });
  const clientId = { $in: clients.map(({ id }) => id) };
  const held = await em.find(ClientHold, {
    clientId,
    code: 'held',
    $or: [{ until: null }, { until: { $gte: today } }],
  });
  const heldIds = new Set(held.map(({ client }) => client.id));
  const sessions = await sessionsOf(tx, clients);
  const askedOn = await lastAsked(tx, practitionerId, today);
  return clients.map((client) => ({
    id: client.id,
    isHeld: heldIds.has(client.id),
    hasEnded: Boolean(client.ending),
    diary: diaryOf(client, sessions.get(client.id) ?? [], zone),
    lastAskedOn: askedOn.get(client.id) ?? null,
  }));
}

/** Every appointment that was not cancelled in time, oldest first, by client. */
async function sessionsOf(tx: Tx, clients: readonly Client[]): Promise<Map<string, ClientSession[]>> {
  const found = await tx.em.find(
    ClientSession,
    { clientId: { $in: clients.map(({ id }) => id) }, status: { $ne: 'cancelled' } },
    { orderBy: [{ at: 'asc' }, { id: 'asc' }], disableIdentityMap: true },
  );
  return Map.groupBy(found, ({ client }) => client.id);
}

function diaryOf(client: Client, sessions: readonly ClientSession[], zone: string): DiaryEntry[] {
  const since = client.episodeStartedAt ?? new Date(0);
  return sessions.flatMap(({ at, status }) =>
    at >= since && status !== 'cancelled' ? [{ on: dateIn(zone, at), status }] : [],
  );
}

/** The day on which each client was last on this practitioner's list, before today. */
async function lastAsked(tx: Tx, practitionerId: string, today: string): Promise<Map<string, string>> {
  const since = Temporal.PlainDate.from(today).subtract({ days: 14 }).toString();
  const lists = await tx.em.find(
    FridayList,
    { practitionerId, on: { $gte: since, $lt: today } },
    { orderBy: { on: 'asc' } },
  );
  return new Map(lists.flatMap(({ clientIds, on }) => clientIds.map((id): [string, string] => [id, on])));
}
