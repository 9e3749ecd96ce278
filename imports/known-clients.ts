import type { Loaded } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { emailHash, nameHash } from '../entities/crypto/look-up.ts';
import { mergedReferences } from '../facts/merged-client.ts';
import type { ClientFields } from '../facts/clients/save-client.ts';
import type { Tx } from '../facts/transaction.ts';
import {
  hasNothingInCommon,
  isLikeFirstName,
  isLikePerson,
  isSamePerson,
} from '../policy/clients/same-person.ts';
import type { ImportedRow } from './import-rows.ts';
import type { ImportRecord, KnownRecords } from './save-in-batches.ts';

export type ClientRecord = ImportRecord<ClientFields> & {
  hash: string | null;
  createdAt: Date;
  imported: boolean;
};
export type WantedClient = ImportedRow<ClientFields> & { hash: string | null };

/** Without the country and the zero. */
const COMPARED_DIGITS = 9;
const PAGE = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The clients that the rows of a batch may be of. */
export class KnownClients implements KnownRecords<WantedClient, ClientRecord> {
  private readonly byId = new Map<string, ClientRecord>();
  private readonly byReference = new Map<string, ClientRecord>();
  private readonly byAddress = new Map<string, Set<ClientRecord>>();
  private readonly mergedAway: ReadonlyMap<string, string>;

  private constructor(mergedAway: ReadonlyMap<string, string>) {
    this.mergedAway = mergedAway;
  }

  static async of(tx: Tx, batch: readonly WantedClient[]): Promise<KnownClients> {
    const references = batch.flatMap(({ fields }) => fields.externalRef ?? []);
    const hashes = batch.flatMap(({ hash }) => hash ?? []);
    const mergedAway = await mergedReferences(tx, references);
    const known = new KnownClients(mergedAway);
    const found = await tx.em.find(
      Client,
      {
        $or: [
          { externalRef: { $in: references } },
          { emailHash: { $in: hashes } },
          { id: { $in: [...mergedAway.values()] } },
        ],
      },
      { orderBy: { id: 'asc' }, disableIdentityMap: true, exclude: ['searchTokens'] },
    );
    for (const client of found) known.remember(recordOf(client));
    return known;
  }

  all(): readonly ClientRecord[] {
    return [...this.byId.values()];
  }

  remember(client: ClientRecord): void {
    client.hash = client.fields.email ? emailHash(client.fields.email) : null;
    this.byId.set(client.id, client);
    if (client.fields.externalRef) this.byReference.set(client.fields.externalRef, client);
    if (client.hash)
      this.byAddress.set(client.hash, (this.byAddress.get(client.hash) ?? new Set()).add(client));
  }

  /**
   * By reference; else whom the address and the name make the same person. A first name that was put right is found
   * again, unless an earlier row of this file is that person already.
   */
  find(wanted: WantedClient, seen: ReadonlySet<string>): ClientRecord | null {
    const named = this.byOwnReference(wanted);
    if (named) return named;
    const { fields } = wanted;
    const sharing = this.atAddressOf(wanted).filter(
      ({ fields: known }) => !fields.externalRef || !known.externalRef,
    );
    const same = sharing.filter(({ fields: known }) => isSamePerson(fields, known));
    return (
      same.find(({ fields: known }) => nameHash(known.firstName) === nameHash(fields.firstName)) ??
      same.find(
        ({ id, fields: known }) => !seen.has(id) && isLikeFirstName(fields.firstName, known.firstName),
      ) ??
      null
    );
  }

  /** Whether the reference was another person's: nothing of theirs may become this one's. */
  isSomebodyElse({ fields }: WantedClient, known: ClientRecord): boolean {
    const isTheirs = fields.externalRef && fields.externalRef === known.fields.externalRef;
    return Boolean(isTheirs) && hasNothingInCommon(fields, known.fields);
  }

  /** Another client at the address of this row. */
  alike(wanted: WantedClient): ClientRecord | null {
    return this.atAddressOf(wanted).find(({ fields }) => isLikePerson(wanted.fields, fields)) ?? null;
  }

  /** The reference of a client who was merged into another leads to that one, and is not written over theirs. */
  private byOwnReference(wanted: WantedClient): ClientRecord | undefined {
    const { externalRef } = wanted.fields;
    if (!externalRef) return undefined;
    const named = this.byReference.get(externalRef);
    const into = named ? undefined : this.byId.get(this.mergedAway.get(externalRef) ?? '');
    if (!into) return named;
    wanted.fields = { ...wanted.fields, externalRef: undefined };
    return into;
  }

  private atAddressOf({ hash }: WantedClient): ClientRecord[] {
    return [...(this.byAddress.get(hash ?? '') ?? [])].filter((one) => one.hash === hash);
  }
}

function recordOf(client: Loaded<Client, never, never, 'searchTokens'>): ClientRecord {
  const { firstName, lastName, email, phone, externalRef, birthYear, practitionerId } = client;
  const { serviceLineId, stage, plannedEndOn, plannedShort, createdAt, id } = client;
  const known = { firstName, lastName, email, phone, externalRef, birthYear, practitionerId };
  const fields = { ...known, serviceLineId, stage, plannedEndOn, plannedShort };
  return { id, fields, hash: null, createdAt, imported: client.imported, fate: 'unchanged' };
}

/** Clients by whole name and telephone; read once, and only when a file has somebody new with a telephone. */
export class Namesakes {
  private byKey: Map<string, string> | null = null;

  /** Another client of this name and number than this one. */
  async find(tx: Tx, { id, fields }: ClientRecord): Promise<string | null> {
    const key = keyOf(fields);
    if (!key) return null;
    this.byKey ??= await read(tx);
    const found = this.byKey.get(key);
    return found === id ? null : (found ?? null);
  }

  add({ id, fields }: ClientRecord): void {
    const key = keyOf(fields);
    if (key && !this.byKey?.has(key)) this.byKey?.set(key, id);
  }
}

async function read(tx: Tx): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let after: string | undefined = FIRST; after !== undefined;) {
    const page: Pick<Client, 'id' | 'firstName' | 'lastName' | 'phone'>[] = await tx.em.find(
      Client,
      { id: { $gt: after }, phone: { $ne: null } },
      {
        fields: ['id', 'firstName', 'lastName', 'phone'],
        orderBy: { id: 'asc' },
        limit: PAGE,
        disableIdentityMap: true,
      },
    );
    for (const client of page) {
      const key = keyOf(client);
      if (key && !found.has(key)) found.set(key, client.id);
    }
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  }
  return found;
}

function keyOf({
  firstName,
  lastName,
  phone,
}: Pick<ClientFields, 'firstName' | 'lastName' | 'phone'>): string | null {
  const digits = (phone ?? '').replace(/\D/g, '').slice(-COMPARED_DIGITS);
  return lastName && digits ? `${nameHash(`${firstName} ${lastName}`)}/${digits}` : null;
}
