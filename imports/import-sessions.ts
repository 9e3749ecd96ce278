import { randomUUIDv7 } from 'node:crypto';
import { afterSessions } from '../facts/journeys/after-sessions.ts';
import type { Tx } from '../facts/transaction.ts';
import { clientFinder, type FoundClient, type NamedClient, rowsOfClients } from './find-clients.ts';
import { type FileImporter, type ImportedRow, oneImportAtATime, type RowFault } from './import-rows.ts';
import { type SessionRecord, readSessions, type SessionFields, writeSessions } from './imported-session.ts';
import { hasChanges, saveInBatches, type KnownRecords } from './save-in-batches.ts';
import { noteFeed } from '../facts/journeys/note-feed.ts';

export type ImportedSession = SessionFields & { who: NamedClient };
type SessionOf = ImportedSession & { client: FoundClient };
type Wanted = ImportedRow<SessionFields> & { client: FoundClient };

const HAS_DIED =
  'This client has died, and nothing new is kept of them. If that is a mistake, correct the ending first: POST /clients/:id/discharge.';

/**
 * Imports sessions. Matches existing ones by reference, else by client and time. Imported sessions are history: they
 * cause no e-mail and start no run; only open journeys are reevaluated.
 */
export async function importSessions(tx: Tx, zone: string): Promise<FileImporter<ImportedSession>> {
  await oneImportAtATime(tx, 'session');
  const find = await clientFinder(tx);
  const named = new Set<string>();
  const changed = new Set<string>();
  const save = saveInBatches<SessionOf, Wanted, SessionRecord>({
    want: ({ row, fields: { client, at, status, externalRef } }) => ({
      row,
      client,
      fields: { at, status, externalRef },
    }),
    known: (batch) => knownSessions(tx, batch),
    faults: faultsOf,
    add,
    async write(fates) {
      for (const { clientId } of [...fates.created, ...fates.updated]) changed.add(clientId);
      await writeSessions(tx, fates);
    },
  });
  return {
    async saveBatch(batch) {
      const { found, faults } = rowsOfClients(find, batch);
      for (const { fields } of found) named.add(fields.client.id);
      const outcome = await save(found);
      return { ...outcome, faults: [...faults, ...outcome.faults] };
    },
    async finish() {
      if (named.size === 0) return;
      await noteFeed(tx);
      await afterSessions(tx, { named, changed }, zone);
    },
  };
}

/** For a deceased client only unchanged rows are accepted (E8). */
function faultsOf({ row, fields, client }: Wanted, known: SessionRecord | null): RowFault[] {
  const isChange = !known || hasChanges(known, fields);
  return client.hasDied && isChange ? [{ row, path: 'clientRef', message: HAS_DIED }] : [];
}

async function knownSessions(tx: Tx, batch: readonly Wanted[]): Promise<KnownRecords<Wanted, SessionRecord>> {
  const byId = new Map<string, SessionRecord>();
  const byReference = new Map<string, SessionRecord>();
  const byTime = new Map<string, Set<SessionRecord>>();
  function remember(session: SessionRecord): void {
    const { externalRef } = session.fields;
    byId.set(session.id, session);
    if (externalRef) byReference.set(keyOf(session.clientId, externalRef), session);
    const time = timeKey(session.clientId, session.fields);
    byTime.set(time, (byTime.get(time) ?? new Set()).add(session));
  }
  function find({ fields, client }: Wanted): SessionRecord | null {
    const { externalRef } = fields;
    const named = externalRef ? byReference.get(keyOf(client.id, externalRef)) : undefined;
    if (named) return named;
    const time = timeKey(client.id, fields);
    const then = [...(byTime.get(time) ?? [])].filter((one) => timeKey(one.clientId, one.fields) === time);
    return then.find((one) => !externalRef || !one.fields.externalRef) ?? null;
  }

  const asked = batch.map(({ client, fields: { at, externalRef } }) => ({
    clientId: client.id,
    at,
    externalRef,
  }));
  for (const session of await readSessions(tx, asked)) remember(session);
  return { find, remember, all: () => [...byId.values()] };
}

function keyOf(clientId: string, what: string): string {
  return `${clientId}/${what}`;
}

function timeKey(clientId: string, { at }: SessionFields): string {
  return keyOf(clientId, String(at.getTime()));
}

function add({ fields, client }: Wanted): SessionRecord {
  return { id: randomUUIDv7(), clientId: client.id, fields: { ...fields }, fate: 'created' };
}
