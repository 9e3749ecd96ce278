import { randomUUIDv7 } from 'node:crypto';
import type { Loaded } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/crypto/look-up.ts';
import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import { type FileImporter, type ImportedRow, oneImportAtATime } from './import-rows.ts';
import { saveInBatches, type ImportRecord, type KnownRecords } from './save-in-batches.ts';
import type { ClientFields } from '../facts/clients/save-client.ts';
import { assignmentChecker } from './check-assignment.ts';

const BY_ID = { onConflictFields: ['practiceId' as const, 'id' as const] };

type ClientRecord = ImportRecord<ClientFields> & {
  addressKey: string | null;
  createdAt: Date;
  imported: boolean;
};
type Wanted = ImportedRow<ClientFields> & { hash: string | null; addressKey: string | null };

/**
 * Imports clients. Matches existing ones by external reference, else by e-mail address and first name: a couple may
 * share a mailbox. Signals no workflow: an import never causes an e-mail.
 */
export async function importClients(tx: Tx): Promise<FileImporter<ClientFields>> {
  await oneImportAtATime(tx, 'client');
  const checkAssignment = await assignmentChecker(tx);
  return {
    saveBatch: saveInBatches({
      want,
      known: (batch) => knownClients(tx, batch),
      faults: ({ row, fields }) => checkAssignment(row, fields),
      add: (wanted) => add(tx, wanted),
      write: (fates) => write(tx, fates),
    }),
  };
}

function want({ row, fields }: ImportedRow<ClientFields>): Wanted {
  const hash = fields.email ? emailHash(fields.email) : null;
  return { row, fields, hash, addressKey: addressKey(fields) };
}

function addressKey({ email, firstName }: ClientFields): string | null {
  return email ? `${emailHash(email)}/${nameHash(firstName)}` : null;
}

async function knownClients(tx: Tx, batch: readonly Wanted[]): Promise<KnownRecords<Wanted, ClientRecord>> {
  const byId = new Map<string, ClientRecord>();
  const byReference = new Map<string, ClientRecord>();
  const byAddress = new Map<string, Set<ClientRecord>>();
  function remember(client: ClientRecord): void {
    client.addressKey = addressKey(client.fields);
    byId.set(client.id, client);
    if (client.fields.externalRef) byReference.set(client.fields.externalRef, client);
    if (client.addressKey)
      byAddress.set(client.addressKey, (byAddress.get(client.addressKey) ?? new Set()).add(client));
  }
  function find({ fields: { externalRef }, addressKey: key }: Wanted): ClientRecord | null {
    const named = externalRef ? byReference.get(externalRef) : undefined;
    if (named || !key) return named ?? null;
    const sharing = [...(byAddress.get(key) ?? [])].filter((client) => client.addressKey === key);
    return sharing.find((client) => !externalRef || !client.fields.externalRef) ?? null;
  }

  const references = batch.flatMap(({ fields }) => fields.externalRef ?? []);
  const hashes = batch.flatMap(({ hash }) => hash ?? []);
  const found = await tx.em.find(
    Client,
    { $or: [{ externalRef: { $in: references } }, { emailHash: { $in: hashes } }] },
    { orderBy: { id: 'asc' }, disableIdentityMap: true, exclude: ['searchTokens'] },
  );
  for (const client of found) remember(recordOf(client));
  return { find, remember, all: () => [...byId.values()] };
}

function recordOf(client: Loaded<Client, never, never, 'searchTokens'>): ClientRecord {
  const { firstName, lastName, email, phone, externalRef, birthYear, practitionerId } = client;
  const { serviceLineId, stage, plannedEndOn, plannedShort, createdAt, id } = client;
  const known = { firstName, lastName, email, phone, externalRef, birthYear, practitionerId };
  const fields = { ...known, serviceLineId, stage, plannedEndOn, plannedShort };
  return { id, fields, addressKey: null, createdAt, imported: client.imported, fate: 'unchanged' };
}

function add(tx: Tx, { fields, addressKey: key }: Wanted): ClientRecord {
  return {
    id: randomUUIDv7(),
    fields: { ...fields },
    addressKey: key,
    createdAt: tx.now,
    imported: true,
    fate: 'created',
  };
}

/** A few statements a batch; columns that no file has are left alone. */
async function write(
  tx: Tx,
  { created, updated }: { created: ClientRecord[]; updated: ClientRecord[] },
): Promise<void> {
  const rows = (clients: readonly ClientRecord[]) => clients.map((one) => columnsOf(tx, one));
  if (created.length > 0) await tx.em.insertMany(Client, rows(created));
  if (updated.length > 0) await tx.em.upsertMany(Client, rows(updated), BY_ID);
  await assign(tx, [...created, ...updated]);
  tx.em.clear();
}

/**
 * A separate statement: an upsert cannot write one half of a composite reference, and would empty the other, the
 * practice.
 */
async function assign(tx: Tx, written: readonly ClientRecord[]): Promise<void> {
  for (const [practitionerId, theirs] of Map.groupBy(written, ({ fields }) => fields.practitionerId)) {
    if (!practitionerId) continue;
    const practitioner = tx.em.getReference(Staff, [tx.practiceId, practitionerId]);
    await tx.em.nativeUpdate(Client, { id: { $in: theirs.map(({ id }) => id) } }, { practitioner });
  }
}

function columnsOf(tx: Tx, { id, fields, createdAt, imported }: ClientRecord) {
  const { practitionerId: _assigned, ...columns } = fields;
  return {
    practiceId: tx.practiceId,
    id,
    ...columns,
    emailHash: fields.email ? emailHash(fields.email) : null,
    searchTokens: prefixTokens(fields.firstName, fields.lastName),
    imported,
    createdAt,
    updatedAt: tx.now,
  };
}
