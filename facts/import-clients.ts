import { randomUUIDv7 } from 'node:crypto';
import type { Loaded } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/sealing/look-up.ts';
import { ServiceLine } from '../entities/service-line.ts';
import { Staff } from '../entities/staff.ts';
import type { Fact } from './fact.ts';
import {
  type BatchOutcome,
  type ImportedRow,
  type KeepBatch,
  newsIn,
  oneImportAtATime,
  byFate,
  type RowFault,
} from './import-rows.ts';
import type { ClientFields } from './keep-client.ts';
import { NO_SUCH_LINE, NO_SUCH_PRACTITIONER } from './known-work.ts';

const BY_ID = { onConflictFields: ['practiceId' as const, 'id' as const] };

/** A client as it stands in the database, or will at the end of the batch. */
type Kept = {
  id: string;
  fields: ClientFields;
  addressKey: string | null;
  createdAt: Date;
  fate: 'created' | 'updated' | 'unchanged';
};

type Wanted = ImportedRow<ClientFields> & { hash: string | null; addressKey: string | null };

/**
 * Keeps the clients of a file. One is known again by the external reference, else by the e-mail address together with
 * the first name: a couple may share a mailbox. No workflow is rung: an import is never a reason to write to anybody.
 */
export async function importClients(fact: Fact): Promise<KeepBatch<ClientFields>> {
  await oneImportAtATime(fact, 'client');
  const work = await allWork(fact);
  const seen = new Set<string>();
  return async (batch) => {
    const wanted = batch.map(want);
    const known = await knownClients(fact, wanted);
    const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
    for (const one of wanted) {
      const faults = faultsOf(one, work);
      outcome.faults.push(...faults);
      if (faults.length > 0) continue;
      const client = known.find(one);
      outcome[client ? change(client, one, seen.has(client.id)) : 'created'] += 1;
      const kept = client ?? add(fact, one);
      known.remember(kept);
      seen.add(kept.id);
    }
    await write(fact, known.all());
    return outcome;
  };
}

type Work = { staff: ReadonlySet<string>; lines: ReadonlySet<string> };

async function allWork(fact: Fact): Promise<Work> {
  const staff = await fact.em.find(Staff, {}, { disableIdentityMap: true });
  const lines = await fact.em.find(ServiceLine, {}, { disableIdentityMap: true });
  return { staff: new Set(staff.map(({ id }) => id)), lines: new Set(lines.map(({ id }) => id)) };
}

/** The same rules as for a client who is typed in. */
function faultsOf(
  { row, fields: { practitionerId, serviceLineId } }: Wanted,
  { staff, lines }: Work,
): RowFault[] {
  return [
    ...(practitionerId && !staff.has(practitionerId)
      ? [{ row, path: 'practitionerId', message: NO_SUCH_PRACTITIONER }]
      : []),
    ...(serviceLineId && !lines.has(serviceLineId)
      ? [{ row, path: 'serviceLineId', message: NO_SUCH_LINE }]
      : []),
  ];
}

function want({ row, fields }: ImportedRow<ClientFields>): Wanted {
  const hash = fields.email ? emailHash(fields.email) : null;
  return { row, fields, hash, addressKey: addressKey(hash, fields.firstName) };
}

function addressKey(hash: string | null | undefined, firstName: string): string | null {
  return hash ? `${hash}/${nameHash(firstName)}` : null;
}

/** Everybody whom this batch may mean, in one look-up, and everybody whom it adds. */
async function knownClients(fact: Fact, batch: readonly Wanted[]) {
  const byId = new Map<string, Kept>();
  const byReference = new Map<string, Kept>();
  const byAddress = new Map<string, Set<Kept>>();
  function remember(kept: Kept): void {
    byId.set(kept.id, kept);
    if (kept.fields.externalRef) byReference.set(kept.fields.externalRef, kept);
    if (kept.addressKey)
      byAddress.set(kept.addressKey, (byAddress.get(kept.addressKey) ?? new Set()).add(kept));
  }
  function find({ fields: { externalRef }, addressKey: key }: Wanted): Kept | null {
    const named = externalRef ? byReference.get(externalRef) : undefined;
    if (named || !key) return named ?? null;
    const sharing = [...(byAddress.get(key) ?? [])].filter((kept) => kept.addressKey === key);
    return sharing.find((kept) => !externalRef || !kept.fields.externalRef) ?? null;
  }

  const references = batch.flatMap(({ fields }) => fields.externalRef ?? []);
  const hashes = batch.flatMap(({ hash }) => hash ?? []);
  const found = await fact.em.find(
    Client,
    { $or: [{ externalRef: { $in: references } }, { emailHash: { $in: hashes } }] },
    { orderBy: { id: 'asc' }, disableIdentityMap: true, exclude: ['searchTokens'] },
  );
  for (const client of found) remember(keptOf(client));
  return { find, remember, all: () => [...byId.values()] };
}

function keptOf(client: Loaded<Client, never, never, 'searchTokens'>): Kept {
  const { firstName, lastName, email, phone, externalRef, birthYear, practitionerId } = client;
  const { serviceLineId, stage, plannedEndOn, plannedShort, createdAt, id } = client;
  const known = { firstName, lastName, email, phone, externalRef, birthYear, practitionerId };
  const fields = { ...known, serviceLineId, stage, plannedEndOn, plannedShort };
  return { id, fields, addressKey: addressKey(client.emailHash, firstName), createdAt, fate: 'unchanged' };
}

function add(fact: Fact, { fields, addressKey: key }: Wanted): Kept {
  return { id: randomUUIDv7(), fields: { ...fields }, addressKey: key, createdAt: fact.now, fate: 'created' };
}

function change(kept: Kept, { fields }: Wanted, holesOnly: boolean): 'updated' | 'unchanged' {
  const news = newsIn(kept.fields, fields, holesOnly);
  if (Object.keys(news).length === 0) return 'unchanged';
  Object.assign(kept.fields, news);
  kept.addressKey = addressKey(
    kept.fields.email ? emailHash(kept.fields.email) : null,
    kept.fields.firstName,
  );
  if (kept.fate === 'unchanged') kept.fate = 'updated';
  return 'updated';
}

/** A few statements a batch; columns that no file speaks of stay as they are. */
async function write(fact: Fact, kept: readonly Kept[]): Promise<void> {
  const { created, updated } = byFate(kept);
  if (created.length > 0)
    await fact.em.insertMany(
      Client,
      created.map((one) => columnsOf(fact, one)),
    );
  if (updated.length > 0)
    await fact.em.upsertMany(
      Client,
      updated.map((one) => columnsOf(fact, one)),
      BY_ID,
    );
  await assign(fact, [...created, ...updated]);
  fact.em.clear();
}

/** Apart, because an upsert neither writes half of a composite reference nor leaves the other half, the practice, alone. */
async function assign(fact: Fact, written: readonly Kept[]): Promise<void> {
  for (const [practitionerId, theirs] of Map.groupBy(written, ({ fields }) => fields.practitionerId)) {
    if (!practitionerId) continue;
    const practitioner = fact.em.getReference(Staff, [fact.practiceId, practitionerId]);
    await fact.em.nativeUpdate(Client, { id: { $in: theirs.map(({ id }) => id) } }, { practitioner });
  }
}

function columnsOf(fact: Fact, { id, fields, createdAt }: Kept) {
  const { practitionerId: _assigned, ...columns } = fields;
  return {
    practiceId: fact.practiceId,
    id,
    ...columns,
    emailHash: fields.email ? emailHash(fields.email) : null,
    searchTokens: prefixTokens(fields.firstName, fields.lastName),
    createdAt,
    updatedAt: fact.now,
  };
}
