import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../entities/client.ts';
import { emailHash, prefixTokens } from '../entities/crypto/look-up.ts';
import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import { erasedFault, erasedFinder } from '../facts/erased-people.ts';
import {
  type FileImporter,
  type ImportedRow,
  oneImportAtATime,
  type PossibleDuplicate,
  type RowFault,
} from './import-rows.ts';
import { saveInBatches } from './save-in-batches.ts';
import type { Heard } from './heard-cells.ts';
import { type ClientRecord, KnownClients, Namesakes, type WantedClient } from './known-clients.ts';
import { heedWishes } from '../facts/clients/heed-wishes.ts';
import { askAboutMailbox } from '../facts/clients/shared-mailbox.ts';
import type { ClientFields } from '../facts/clients/save-client.ts';
import { recordDeaths } from '../facts/journeys/record-deaths.ts';
import { dateIn } from '../facts/practice/practice-today.ts';
import { assignmentChecker } from './check-assignment.ts';

const BY_ID = { onConflictFields: ['practiceId' as const, 'id' as const] };

type Fresh = { row: number; record: ClientRecord; alike: string | null };

const ANOTHER_PERSON =
  'is known here as the reference of somebody with another first name, last name and address, so that nothing of theirs is changed. Is the reference used anew? Then give it a letter in front, or correct the known client first';

/**
 * Imports clients. Matches existing ones by external reference, else by e-mail address and name; whoever is only like
 * somebody is added and reported. What the file says of not being written to is heeded. Signals no workflow to begin: an
 * import never causes an e-mail.
 */
export async function importClients(tx: Tx, zone: string): Promise<FileImporter<ClientFields>> {
  await oneImportAtATime(tx, 'client');
  const checkAssignment = await assignmentChecker(tx);
  const erasedBefore = await erasedFinder(tx);
  const today = dateIn(zone, tx.now);
  const namesakes = new Namesakes();
  const written = new Set<string>();
  let known: KnownClients | null = null;
  let fresh: Fresh[] = [];
  let heard = new Map<string, Heard>();
  const save = saveInBatches<ClientFields, WantedClient, ClientRecord>({
    want: ({ row, fields, heard: said }) => ({
      row,
      fields,
      heard: said,
      hash: fields.email ? emailHash(fields.email) : null,
    }),
    known: async (batch) => (known = await KnownClients.of(tx, batch)),
    faults: (wanted, record) => [
      ...erasedFault(erasedBefore(newIn(wanted.fields, record))).map((fault) => ({
        row: wanted.row,
        ...fault,
      })),
      ...(record && known?.isSomebodyElse(wanted, record)
        ? [{ row: wanted.row, path: 'externalRef', message: ANOTHER_PERSON }]
        : []),
    ],
    add(wanted) {
      const record = add(tx, wanted);
      fresh.push({ row: wanted.row, record, alike: known?.alike(wanted)?.id ?? null });
      return record;
    },
    settled(wanted, { id }) {
      if (wanted.heard) heard.set(id, { ...heard.get(id), ...wanted.heard });
    },
    async write(fates) {
      await write(tx, fates);
      for (const { id } of [...fates.created, ...fates.updated]) written.add(id);
    },
  });
  return {
    async saveBatch(batch) {
      [fresh, heard] = [[], new Map()];
      const leftOut = batch.flatMap(({ row, fields }) => checkAssignment(row, fields));
      const outcome = await save(batch.map((row) => without(row, leftOut)));
      await heed(tx, heard, today);
      return { ...outcome, leftOut, possibleDuplicates: await possibleDuplicates(tx, fresh, namesakes) };
    },
    finish: () => askAboutMailbox(tx, [...written]),
  };
}

/** A practitioner or a line of another installation is left out, and the client kept. */
function without(row: ImportedRow<ClientFields>, leftOut: readonly RowFault[]): ImportedRow<ClientFields> {
  const paths = leftOut.filter((fault) => fault.row === row.row).map(({ path }) => [path, undefined]);
  return paths.length > 0 ? { ...row, fields: { ...row.fields, ...Object.fromEntries(paths) } } : row;
}

/** Whoever is known keeps what they have. */
function newIn({ email, firstName, externalRef }: ClientFields, known: ClientRecord | null) {
  const isTheirs = known?.fields.email?.toLowerCase() === email?.toLowerCase();
  return {
    ...(known && isTheirs ? {} : { email, firstName }),
    ...(known?.fields.externalRef === externalRef ? {} : { externalRef }),
  };
}

async function heed(tx: Tx, heard: ReadonlyMap<string, Heard>, today: string): Promise<void> {
  const wishes = [...heard].map(([id, { doNotEmail, noMarketing, unsubscribed, archived }]) => {
    const noEmail = Boolean(doNotEmail ?? unsubscribed ?? archived);
    return [id, { noEmail, noPrompts: Boolean(noMarketing ?? unsubscribed) }] as const;
  });
  const died = [...heard].flatMap(([id, { deceased, diedOn }]) =>
    deceased ? [[id, diedOn ?? null] as const] : [],
  );
  await heedWishes(tx, new Map(wishes));
  await recordDeaths(tx, new Map(died), today);
  tx.em.clear();
}

async function possibleDuplicates(
  tx: Tx,
  fresh: readonly Fresh[],
  namesakes: Namesakes,
): Promise<PossibleDuplicate[]> {
  const found: PossibleDuplicate[] = [];
  for (const { row, record, alike } of fresh) {
    const possibleDuplicateOf = alike ?? (await namesakes.find(tx, record));
    if (possibleDuplicateOf) found.push({ row, clientId: record.id, possibleDuplicateOf });
    namesakes.add(record);
  }
  return found;
}

function add(tx: Tx, { fields, hash }: WantedClient): ClientRecord {
  return {
    id: randomUUIDv7(),
    fields: { ...fields },
    hash,
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
