import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { emailHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { announce } from '../announce.ts';
import { refuseErased } from '../erased-people.ts';
import { audit, type Tx } from '../transaction.ts';
import { noSuchClient } from '../merged-client.ts';
import { askAboutMailbox, mailboxChanged } from './shared-mailbox.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import { conflict, wrongFields } from '../refusal.ts';
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

/** Adds a client whoever else they may be; an external reference names one client only. */
export async function createClient(tx: Tx, fields: ClientFields): Promise<Client> {
  await refuseErased(tx, fields);
  await refuseTakenReference(tx, fields.externalRef, { own: null });
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
  await askAboutMailbox(tx, client.emailHash ? [client.id] : []);
  return client;
}

/** Changes a client; their open thanks and journey are reevaluated. `mayKnow`: whether the caller may hear of another client. */
export async function patchClient(
  tx: Tx,
  clientId: string,
  fields: ClientChange,
  mayKnow?: (client: Client) => boolean,
): Promise<Client> {
  const client = await tx.em.findOne(Client, { id: clientId });
  if (!client) throw await noSuchClient(tx, clientId);
  const before = client.emailHash ?? null;
  await refuseErased(tx, newIn(client, fields));
  await refuseTakenReference(tx, fields.externalRef, { own: client.id, mayKnow });
  await write(tx, client, fields);
  if ((client.email ?? null) === null && (client.externalRef ?? null) === null) {
    throw wrongFields([
      { path: 'email', message: 'A client needs an e-mail address or an external reference.' },
    ]);
  }
  await reevaluateThanksOf(tx, { referrerClientId: client.id });
  await reevaluateJourney(tx, client.id);
  if ((client.emailHash ?? null) !== before) {
    await mailboxChanged(tx, client.id);
    await askAboutMailbox(tx, [client.id]);
  }
  audit(tx, 'change', { entity: 'client', id: client.id }, Object.keys(fields));
  return client;
}

/** What they have keeps being theirs; what is new must be nobody's who was erased. */
function newIn(client: Client, { email, externalRef, firstName = client.firstName }: ClientChange) {
  const isNew = Boolean(email) && emailHash(email ?? '') !== client.emailHash;
  return {
    ...(isNew ? { email, firstName } : {}),
    ...(externalRef === client.externalRef ? {} : { externalRef }),
  };
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
  { own, mayKnow }: { own: string | null; mayKnow?: ((client: Client) => boolean) | undefined },
): Promise<void> {
  if (!externalRef) return;
  const taken = await tx.em.findOne(Client, { externalRef }, { filters: { present: false } });
  if (!taken || taken.id === own) return;
  if (mayKnow && !mayKnow(taken)) throw conflict(referenceInUse(externalRef));
  throw conflict(
    `Client ${taken.mergedInto ?? taken.id} has the external reference "${externalRef}" already.`,
  );
}

/** Why a reference is refused, without a word of whose it is. */
export function referenceInUse(externalRef: string): string {
  return `The external reference "${externalRef}" is in use already.`;
}
