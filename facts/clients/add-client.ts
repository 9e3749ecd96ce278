import { Client } from '../../entities/client.ts';
import { emailHash, searchTokens } from '../../entities/crypto/look-up.ts';
import {
  hasNothingInCommon,
  isLikePerson,
  isSamePerson,
  type PersonNamed,
} from '../../policy/clients/same-person.ts';
import { lockKey } from '../locks/lock-key.ts';
import { conflict } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { mergedReferences } from '../merged-client.ts';
import { type ClientFields, createClient, referenceInUse } from './save-client.ts';

const NAMESAKES_LOOKED_AT = 50;

export type AddedClient = { client: Client; isNew: boolean; possibleDuplicateOf: string | null };

/**
 * Adds a client, unless they are known: by the same reference, or the same address and last name, the first record is
 * answered and nothing changes. Whoever is only like somebody is added, with whom they may be. `distinct`: somebody has
 * looked, and they are another person. `mayKnow`: whether the caller may hear of this client.
 */
export async function addClient(
  tx: Tx,
  fields: ClientFields,
  { distinct, mayKnow }: { distinct: boolean; mayKnow: (client: Client) => boolean },
): Promise<AddedClient> {
  const hash = fields.email ? emailHash(fields.email) : null;
  await lockKey(tx, `client/${hash ?? fields.externalRef ?? ''}`);
  const named = await byReference(tx, fields, mayKnow);
  if (named) return { client: named, isNew: false, possibleDuplicateOf: null };
  const sharing = hash ? await tx.em.find(Client, { emailHash: hash }, { orderBy: { id: 'asc' } }) : [];
  const visible = sharing.filter(mayKnow);
  const same = distinct ? undefined : visible.find((known) => isSamePerson(fields, personOf(known)));
  if (same) return { client: same, isNew: false, possibleDuplicateOf: null };
  const alike = visible[0] ?? (await namesake(tx, fields, mayKnow));
  return {
    client: await createClient(tx, fields),
    isNew: true,
    possibleDuplicateOf: alike?.id ?? null,
  };
}

/** Who has this reference, or whom they were merged into; refused where that is clearly another person. */
async function byReference(
  tx: Tx,
  fields: ClientFields,
  mayKnow: (client: Client) => boolean,
): Promise<Client | null> {
  const { externalRef } = fields;
  if (!externalRef) return null;
  const into = (await mergedReferences(tx, [externalRef])).get(externalRef);
  const known = await tx.em.findOne(Client, into ? { id: into } : { externalRef });
  if (known && !mayKnow(known)) throw conflict(referenceInUse(externalRef));
  if (!known || !hasNothingInCommon(fields, personOf(known))) return known;
  throw conflict(
    `Client ${known.id} has the external reference "${externalRef}", and another first name, last name and address. Nothing was changed: is the reference used anew, or is it a slip?`,
  );
}

/** The same name, or a short form of it, with the same telephone. */
async function namesake(
  tx: Tx,
  fields: ClientFields,
  mayKnow: (client: Client) => boolean,
): Promise<Client | undefined> {
  if (!fields.lastName || !fields.phone) return undefined;
  const tokens = searchTokens(fields.lastName);
  if (tokens.length === 0) return undefined;
  const found = await tx.em.find(
    Client,
    { searchTokens: { $contains: tokens }, phone: { $ne: null } },
    { orderBy: { id: 'asc' }, limit: NAMESAKES_LOOKED_AT },
  );
  return found.find((known) => isLikePerson(fields, personOf(known)) && mayKnow(known));
}

function personOf({ firstName, lastName, email, phone, externalRef }: Client): PersonNamed {
  return { firstName, lastName, email, phone, externalRef };
}
