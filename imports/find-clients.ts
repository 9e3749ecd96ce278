import { Client } from '../entities/client.ts';
import { emailHash, nameHash } from '../entities/crypto/look-up.ts';
import { erasedFault, erasedFinder } from '../facts/erased-people.ts';
import type { Tx } from '../facts/transaction.ts';
import type { ImportedRow, RowFault } from './import-rows.ts';
import type { WrongField } from '../facts/refusal.ts';

/** How a row identifies its client. */
export type NamedClient = {
  clientRef?: string | undefined;
  email?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
};

/** The fields that an import needs, so that all clients fit in memory; names only as hashes. */
export type FoundClient = {
  id: string;
  externalRef: string | null;
  firstName: string;
  hasDied: boolean;
  practitionerId: string | null;
  serviceLineId: string | null;
  stage: string | null;
  hasSource: boolean;
};

export type FindClient = (named: NamedClient) => { client: FoundClient } | { fault: WrongField };
type Index = Map<string, FoundClient[]>;

const PAGE = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const IMPORT_FIRST = 'import clients first';

/**
 * Finds a row's client: by reference, else by e-mail address (with the first name where a mailbox is shared), else by a
 * unique full name. Never guesses.
 */
export async function clientFinder(tx: Tx): Promise<FindClient> {
  const { byReference, byAddress, byName } = await indexClients(tx);
  const erasedBefore = await erasedFinder(tx);
  return ({ clientRef, email, firstName, lastName }) => {
    const [named] = clientRef ? (byReference.get(clientRef) ?? []) : [];
    if (named) return { client: named };
    const sharing = email ? (byAddress.get(emailHash(email)) ?? []) : [];
    const possible = sharing.filter(({ externalRef }) => !clientRef || externalRef === null);
    if (possible.length > 0) return oneOf(possible, firstName);
    const [erased] = erasedFault(erasedBefore({ email, firstName, externalRef: clientRef }));
    if (erased) return { fault: erased.path === 'externalRef' ? { ...erased, path: 'clientRef' } : erased };
    if (clientRef)
      return { fault: { path: 'clientRef', message: `no client has this reference; ${IMPORT_FIRST}` } };
    if (email)
      return { fault: { path: 'email', message: `no client has this e-mail address; ${IMPORT_FIRST}` } };
    return oneNamesake(byName.get(nameHash(`${firstName ?? ''} ${lastName ?? ''}`)) ?? []);
  };
}

/** Splits rows into those whose client is found, and faults. */
export function rowsOfClients<Fields extends { who: NamedClient }>(
  find: FindClient,
  batch: readonly ImportedRow<Fields>[],
): { found: ImportedRow<Fields & { client: FoundClient }>[]; faults: RowFault[] } {
  const found: ImportedRow<Fields & { client: FoundClient }>[] = [];
  const faults: RowFault[] = [];
  for (const { row, fields } of batch) {
    const answer = find(fields.who);
    if ('fault' in answer) faults.push({ row, ...answer.fault });
    else found.push({ row, fields: { ...fields, client: answer.client } });
  }
  return { found, faults };
}

function oneOf(sharing: readonly FoundClient[], firstName: string | undefined): ReturnType<FindClient> {
  const key = firstName ? nameHash(firstName) : null;
  const [client, another] = sharing.length === 1 ? sharing : sharing.filter((one) => one.firstName === key);
  if (client && !another) return { client };
  const message = `${sharing.length} clients share this address, so that a reference or a first name must say which is meant`;
  return { fault: { path: 'email', message } };
}

function oneNamesake(namesakes: readonly FoundClient[]): ReturnType<FindClient> {
  const [client, another] = namesakes;
  if (client && !another) return { client };
  const message = another
    ? `${namesakes.length} clients bear this name, so that a reference or an e-mail address must say which is meant`
    : `no client bears this name; ${IMPORT_FIRST}`;
  return { fault: { path: 'fullName', message } };
}

async function indexClients(tx: Tx): Promise<Record<'byReference' | 'byAddress' | 'byName', Index>> {
  const [byReference, byAddress, byName]: [Index, Index, Index] = [new Map(), new Map(), new Map()];
  const byId = new Map<string, FoundClient>();
  for (let after: string | undefined = FIRST; after !== undefined;) {
    const page: Listed[] = await clientsAfter(tx, after);
    for (const client of page) {
      const { firstName, lastName, emailHash: address } = client;
      const found = foundOf(client);
      byId.set(client.id, found);
      if (found.externalRef) enter(byReference, found.externalRef, found);
      if (address) enter(byAddress, address, found);
      if (lastName) enter(byName, nameHash(`${firstName} ${lastName}`), found);
    }
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  }
  await enterMerged(tx, byId, byReference);
  return { byReference, byAddress, byName };
}

/** The reference of a client who was merged into another leads to that one. */
async function enterMerged(
  { em }: Tx,
  byId: ReadonlyMap<string, FoundClient>,
  byReference: Index,
): Promise<void> {
  const merged = await em.find(
    Client,
    { mergedInto: { $ne: null }, externalRef: { $ne: null } },
    { fields: ['externalRef', 'mergedInto'], filters: { present: false }, disableIdentityMap: true },
  );
  for (const { externalRef, mergedInto } of merged) {
    const into = byId.get(mergedInto ?? '');
    if (into && externalRef) enter(byReference, externalRef, into);
  }
}

type Listed = Awaited<ReturnType<typeof clientsAfter>>[number];

async function clientsAfter(tx: Tx, id: string) {
  return tx.em.find(
    Client,
    { id: { $gt: id } },
    {
      exclude: ['searchTokens', 'email', 'phone'],
      orderBy: { id: 'asc' },
      limit: PAGE,
      disableIdentityMap: true,
    },
  );
}

function foundOf(client: Listed): FoundClient {
  return {
    id: client.id,
    externalRef: client.externalRef ?? null,
    firstName: nameHash(client.firstName),
    hasDied: client.ending === 'deceased',
    practitionerId: client.practitionerId ?? null,
    serviceLineId: client.serviceLineId ?? null,
    stage: client.stage ?? null,
    hasSource: (client.sourceKind ?? null) !== null,
  };
}

function enter(index: Index, key: string, client: FoundClient): void {
  index.set(key, [...(index.get(key) ?? []), client]);
}
