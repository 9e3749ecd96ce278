import { randomUUIDv7 } from 'node:crypto';
import type { Loaded } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/crypto/look-up.ts';
import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import { type FileImporter, type ImportedRow, oneImportAtATime } from './import-rows.ts';
import { saveInBatches, type Kept, type KnownRecords } from './save-in-batches.ts';
import type { ClientFields } from '../facts/clients/save-client.ts';
import { workOfPractice } from './known-work.ts';

const BY_ID = { onConflictFields: ['practiceId' as const, 'id' as const] };

type KeptClient = Kept<ClientFields> & { addressKey: string | null; createdAt: Date; imported: boolean };
type Wanted = ImportedRow<ClientFields> & { hash: string | null; addressKey: string | null };

/**
 * Keeps the clients of a file. One is known again by the external reference, else by the e-mail address together with
 * the first name: a couple may share a mailbox. No workflow is rung: an import is never a reason to write to anybody.
 */
export async function importClients(tx: Tx): Promise<FileImporter<ClientFields>> {
  await oneImportAtATime(tx, 'client');
  const wrongWork = await workOfPractice(tx);
  return {
    saveBatch: saveInBatches({
      want,
      known: (batch) => knownClients(tx, batch),
      faults: ({ row, fields }) => wrongWork(row, fields),
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

async function knownClients(tx: Tx, batch: readonly Wanted[]): Promise<KnownRecords<Wanted, KeptClient>> {
  const byId = new Map<string, KeptClient>();
  const byReference = new Map<string, KeptClient>();
  const byAddress = new Map<string, Set<KeptClient>>();
  function remember(client: KeptClient): void {
    client.addressKey = addressKey(client.fields);
    byId.set(client.id, client);
    if (client.fields.externalRef) byReference.set(client.fields.externalRef, client);
    if (client.addressKey)
      byAddress.set(client.addressKey, (byAddress.get(client.addressKey) ?? new Set()).add(client));
  }
  function find({ fields: { externalRef }, addressKey: key }: Wanted): KeptClient | null {
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
  for (const client of found) remember(keptOf(client));
  return { find, remember, all: () => [...byId.values()] };
}

function keptOf(client: Loaded<Client, never, never, 'searchTokens'>): KeptClient {
  const { firstName, lastName, email, phone, externalRef, birthYear, practitionerId } = client;
  const { serviceLineId, stage, plannedEndOn, plannedShort, createdAt, id } = client;
  const known = { firstName, lastName, email, phone, externalRef, birthYear, practitionerId };
  const fields = { ...known, serviceLineId, stage, plannedEndOn, plannedShort };
  return { id, fields, addressKey: null, createdAt, imported: client.imported, fate: 'unchanged' };
}

function add(tx: Tx, { fields, addressKey: key }: Wanted): KeptClient {
  return {
    id: randomUUIDv7(),
    fields: { ...fields },
    addressKey: key,
    createdAt: tx.now,
    imported: true,
    fate: 'created',
  };
}

/** A few statements a batch; columns that no file speaks of stay as they are. */
async function write(
  tx: Tx,
  { created, updated }: { created: KeptClient[]; updated: KeptClient[] },
): Promise<void> {
  const rows = (clients: readonly KeptClient[]) => clients.map((one) => columnsOf(tx, one));
  if (created.length > 0) await tx.em.insertMany(Client, rows(created));
  if (updated.length > 0) await tx.em.upsertMany(Client, rows(updated), BY_ID);
  await assign(tx, [...created, ...updated]);
  tx.em.clear();
}

/** Apart, because an upsert neither writes half of a composite reference nor leaves the other half, the practice, alone. */
async function assign(tx: Tx, written: readonly KeptClient[]): Promise<void> {
  for (const [practitionerId, theirs] of Map.groupBy(written, ({ fields }) => fields.practitionerId)) {
    if (!practitionerId) continue;
    const practitioner = tx.em.getReference(Staff, [tx.practiceId, practitionerId]);
    await tx.em.nativeUpdate(Client, { id: { $in: theirs.map(({ id }) => id) } }, { practitioner });
  }
}

function columnsOf(tx: Tx, { id, fields, createdAt, imported }: KeptClient) {
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
