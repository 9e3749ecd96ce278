import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { emailHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { announce } from '../announce.ts';
import { audit, type Tx } from '../transaction.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { reevaluateJourney, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';

export type ClientFields = {
  firstName: string;
  lastName?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  externalRef?: string | null | undefined;
  birthYear?: number | null | undefined;
  practitionerId?: string | null | undefined;
  serviceLineId?: string | null | undefined;
  stage?: string | null | undefined;
  plannedEndOn?: string | null | undefined;
  plannedShort?: boolean | null | undefined;
};

export type ClientChange = { [Field in keyof ClientFields]?: ClientFields[Field] | undefined };

/** A client becomes known; an external reference names one client only. */
export async function createClient(tx: Tx, fields: ClientFields): Promise<Client> {
  await refuseTakenReference(tx, fields.externalRef, null);
  const client = tx.em.create(Client, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    firstName: fields.firstName,
    imported: false,
    searchTokens: [],
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await write(tx, client, fields);
  announce(tx, 'client.created', { clientId: client.id });
  audit(tx, 'create', { entity: 'client', id: client.id }, Object.keys(fields));
  return client;
}

/** Changes a client; their open thanks and journey are reevaluated. */
export async function patchClient(tx: Tx, clientId: string, fields: ClientChange): Promise<Client> {
  const client = await tx.em.findOne(Client, { id: clientId });
  if (!client) throw notFound('client');
  await refuseTakenReference(tx, fields.externalRef, client.id);
  await write(tx, client, fields);
  if ((client.email ?? null) === null && (client.externalRef ?? null) === null) {
    throw wrongFields([
      { path: 'email', message: 'A client needs an e-mail address or an external reference.' },
    ]);
  }
  await reevaluateThanksOf(tx, { referrerClientId: client.id });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'change', { entity: 'client', id: client.id }, Object.keys(fields));
  return client;
}

async function write(tx: Tx, client: Client, fields: ClientChange): Promise<void> {
  const { practitionerId, ...plain } = fields;
  const { practitioner } = await resolveAssignment(tx, fields);
  tx.em.assign(client, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
  if (practitionerId !== undefined) client.practitioner = practitioner;
  client.emailHash = client.email ? emailHash(client.email) : null;
  client.searchTokens = prefixTokens(client.firstName, client.lastName);
  client.updatedAt = tx.now;
}

async function refuseTakenReference(
  tx: Tx,
  externalRef: string | null | undefined,
  own: string | null,
): Promise<void> {
  if (!externalRef) return;
  const taken = await tx.em.findOne(Client, { externalRef });
  if (taken && taken.id !== own)
    throw conflict(`Client ${taken.id} has the external reference "${externalRef}" already.`);
}
