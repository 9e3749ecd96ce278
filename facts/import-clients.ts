import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../entities/client.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/sealing/look-up.ts';
import { Staff } from '../entities/staff.ts';
import type { Fact } from './fact.ts';
import { type BatchOutcome, type ImportedRow, type KeepBatch, newsIn, oneImportAtATime } from './import-rows.ts';
import type { ClientFields } from './keep-client.ts';

/**
 * Keeps the clients of a file. One is known again by the external reference, else by the e-mail address together with
 * the first name: a couple may share a mailbox. No workflow is rung: an import is never a reason to write to anybody.
 */
export async function importClients(fact: Fact): Promise<KeepBatch<ClientFields>> {
  await oneImportAtATime(fact, 'client');
  const staff = new Set((await fact.em.find(Staff, {})).map(({ id }) => id));
  const seen = new Set<string>();
  return async (batch) => {
    const known = await knownClients(fact, batch);
    const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
    for (const { row, fields } of batch) {
      if (fields.practitionerId && !staff.has(fields.practitionerId)) {
        outcome.faults.push({ row, path: 'practitionerId', message: 'There is nobody with this id among the staff.' });
        continue;
      }
      const client = known.find(fields);
      outcome[client ? change(fact, client, fields, seen.has(client.id)) : 'created'] += 1;
      const kept = client ?? add(fact, fields);
      known.remember(kept);
      seen.add(kept.id);
    }
    await fact.em.flush();
    fact.em.clear();
    return outcome;
  };
}

/** Everybody whom this batch may mean, in two look-ups, and everybody whom it adds. */
async function knownClients(fact: Fact, batch: readonly ImportedRow<ClientFields>[]) {
  const byReference = new Map<string, Client>();
  const byAddress = new Map<string, Set<Client>>();
  function remember(client: Client): void {
    if (client.externalRef) byReference.set(client.externalRef, client);
    if (!client.emailHash) return;
    const key = addressKey(client.emailHash, client.firstName);
    byAddress.set(key, (byAddress.get(key) ?? new Set()).add(client));
  }
  function find({ externalRef, email, firstName }: ClientFields): Client | null {
    const named = externalRef ? byReference.get(externalRef) : undefined;
    if (named || !email) return named ?? null;
    const key = addressKey(emailHash(email), firstName);
    const sharing = [...(byAddress.get(key) ?? [])].filter((client) => addressKey(client.emailHash, client.firstName) === key);
    return sharing.find((client) => !externalRef || !client.externalRef) ?? null;
  }

  const references = batch.flatMap(({ fields }) => (fields.externalRef ? [fields.externalRef] : []));
  const hashes = batch.flatMap(({ fields }) => (fields.email ? [emailHash(fields.email)] : []));
  const oldestFirst = { orderBy: { id: 'asc' as const } };
  const found = [
    ...(await fact.em.find(Client, { externalRef: { $in: references } }, oldestFirst)),
    ...(await fact.em.find(Client, { emailHash: { $in: hashes } }, oldestFirst)),
  ];
  for (const client of found) remember(client);
  return { find, remember };
}

function addressKey(hash: string | null | undefined, firstName: string): string {
  return `${hash ?? ''}/${nameHash(firstName)}`;
}

function add(fact: Fact, fields: ClientFields): Client {
  const client = fact.em.create(Client, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    firstName: fields.firstName,
    searchTokens: [],
    createdAt: fact.now,
    updatedAt: fact.now,
  });
  write(fact, client, fields);
  return client;
}

function change(fact: Fact, client: Client, fields: ClientFields, holesOnly: boolean): 'updated' | 'unchanged' {
  const known = { ...fieldsOf(client), practitionerId: client.practitioner?.id };
  const news = newsIn(known, fields, holesOnly);
  if (Object.keys(news).length === 0) return 'unchanged';
  write(fact, client, news);
  return 'updated';
}

function fieldsOf(client: Client): Partial<ClientFields> {
  const { firstName, lastName, email, phone, externalRef, birthYear, serviceLineId, stage, plannedEndOn, plannedShort } = client;
  return { firstName, lastName, email, phone, externalRef, birthYear, serviceLineId, stage, plannedEndOn, plannedShort };
}

function write(fact: Fact, client: Client, { practitionerId, ...plain }: Partial<ClientFields>): void {
  Object.assign(client, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined && value !== null)));
  if (practitionerId) client.practitioner = fact.em.getReference(Staff, [fact.practiceId, practitionerId]);
  if (plain.email) client.emailHash = emailHash(plain.email);
  if (plain.firstName || plain.lastName) client.searchTokens = prefixTokens(client.firstName, client.lastName);
  client.updatedAt = fact.now;
}
