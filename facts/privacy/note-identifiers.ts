import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { emailAndNameHash, emailHash, referenceHash } from '../../entities/crypto/look-up.ts';
import { ErasedIdentifier } from '../../entities/erased-identifier.ts';
import type { Erasure } from '../../entities/erasure.ts';
import { recordSuppression } from '../outbound-mail/record-suppression.ts';
import type { Tx } from '../transaction.ts';
import { addressesOf, firstNamesOf, type Person } from './person.ts';

type Identifier = Pick<ErasedIdentifier, 'kind' | 'hash'>;

/**
 * Keeps by what the person would be known again, as hashes (§3.8), and suppresses their addresses. Where another client
 * shares a mailbox, it is not suppressed, and only their own first name is refused at it.
 */
export async function noteIdentifiers(tx: Tx, erasure: Erasure, person: Person): Promise<void> {
  const found: Identifier[] = (await referencesOf(tx, person)).map((reference) => ({
    kind: 'external_ref',
    hash: referenceHash(reference),
  }));
  for (const email of addressesOf(person)) {
    const hash = emailHash(email);
    if (await isShared(tx, hash, person)) {
      for (const name of firstNamesOf(person))
        found.push({ kind: 'email_and_name', hash: emailAndNameHash(email, name) });
    } else {
      found.push({ kind: 'email', hash });
      await recordSuppression(tx, { emailHash: hash, reason: 'erased', source: 'erasure', at: tx.now });
    }
  }
  const { em, practiceId, now } = tx;
  for (const one of found)
    em.create(ErasedIdentifier, { id: randomUUIDv7(), practiceId, erasureId: erasure.id, ...one, at: now });
}

/** Also of records that were merged into theirs: their old system goes on naming them. */
async function referencesOf({ em }: Tx, { clients, mergedAway = [] }: Person): Promise<string[]> {
  const merged = await em.find(
    Client,
    { id: { $in: [...mergedAway] }, externalRef: { $ne: null } },
    { filters: { present: false }, disableIdentityMap: true, fields: ['externalRef'] },
  );
  return [...clients, ...merged].flatMap(({ externalRef }) => externalRef ?? []);
}

async function isShared({ em }: Tx, hash: string, { clients }: Person): Promise<boolean> {
  return (await em.count(Client, { emailHash: hash, id: { $nin: clients.map(({ id }) => id) } })) > 0;
}
