import { randomUUIDv7 } from 'node:crypto';
import { ClientHold } from '../../entities/client-hold.ts';
import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { emailHash, nameHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { announce } from '../announce.ts';
import { openJourney } from '../commitments/open-commitment.ts';
import { audit, type Tx } from '../transaction.ts';
import { askAboutMailbox } from '../clients/shared-mailbox.ts';
import { assignSource } from '../source-log/assign-source.ts';
import { latestLine } from '../source-log/latest-line.ts';

/**
 * Makes an enquirer a client, or finds the client they were before, with the enquiry's source; no new source log line
 * (§5a.13). Whoever is new gets the intake form, where the practice sends one (S14).
 */
export async function convertEnquiry(tx: Tx, enquiry: Enquiry, by: string): Promise<Client> {
  const known = await clientBefore(tx, enquiry);
  const client = known ?? createFrom(tx, enquiry, by);
  enquiry.client = client;
  if (enquiry.attendedAt) client.came(enquiry.attendedAt);
  if (!known) enquiry.clientMadeAt = tx.now;
  await tx.em.flush();
  if (!known) await openJourney(tx, client.id);
  if (!known) await askAboutMailbox(tx, [client.id]);
  const hasSourceAlready = known !== null && Boolean(known.sourceKind);
  const theirOwn = enquiry.sourceKind === 'client' && enquiry.sourceRef === client.id;
  if (enquiry.sourceKind && !hasSourceAlready && !theirOwn) {
    const line = await latestLine(tx, enquiry.sourceLine);
    await assignSource(tx, client, {
      kind: enquiry.sourceKind,
      ref: enquiry.sourceRef ?? null,
      line: line?.number ?? enquiry.sourceLine,
      hops: line?.hops ?? null,
    });
  }
  return client;
}

/** The one client with this address and first name; an enquiry on behalf of another person matches nobody. */
async function clientBefore(tx: Tx, enquiry: Enquiry): Promise<Client | null> {
  if (enquiry.client) return tx.em.findOneOrFail(Client, { id: enquiry.client.id });
  if (!enquiry.emailHash || !enquiry.firstName || enquiry.onBehalf) return null;
  const sharing = await tx.em.find(Client, { emailHash: enquiry.emailHash });
  const [match, ...more] = sharing.filter(
    ({ firstName }) => nameHash(firstName) === nameHash(enquiry.firstName ?? ''),
  );
  return match && more.length === 0 ? match : null;
}

/** A child gets the hold `minor` (E3); an address left on behalf of a partner is not the client's own. */
function createFrom(tx: Tx, enquiry: Enquiry, by: string): Client {
  const { em, practiceId, now } = tx;
  const ownAddress = enquiry.onBehalf === null || enquiry.onBehalf === 'child';
  const email = ownAddress ? (enquiry.email ?? null) : null;
  const firstName = enquiry.firstName ?? '?';
  const client = em.create(Client, {
    id: randomUUIDv7(),
    practiceId,
    firstName,
    lastName: enquiry.lastName ?? null,
    email,
    emailHash: email ? emailHash(email) : null,
    phone: enquiry.phone ?? null,
    externalRef: email ? null : `enquiry-${enquiry.id}`,
    practitioner: enquiry.practitioner ?? null,
    serviceLineId: enquiry.serviceLineId ?? null,
    imported: false,
    searchTokens: prefixTokens(firstName, enquiry.lastName),
    createdAt: now,
    updatedAt: now,
  });
  if (enquiry.onBehalf === 'child')
    em.create(ClientHold, { practiceId, client, code: 'minor', setBy: by, createdAt: now });
  announce(tx, 'client.created', { clientId: client.id, enquiryId: enquiry.id });
  audit(tx, 'create', { entity: 'client', id: client.id }, ['enquiryId']);
  return client;
}
