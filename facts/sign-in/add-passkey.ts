import { randomUUIDv7 } from 'node:crypto';
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { Passkey } from '../../entities/passkey.ts';
import { Staff } from '../../entities/staff.ts';
import { relyingPartyOf } from '../../policy/sign-in/relying-party.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { newChallenge, takeChallenge } from './challenges.ts';

type Asking = { staffId: string; sessionId: string; publicUrl: string };
type Adding = Asking & { name: string; response: RegistrationResponseJSON };

/** Whether a passkey can be made here at all: it belongs to the name of a host, and an IP address is none. */
function hostOf(publicUrl: string): string {
  const host = relyingPartyOf(publicUrl);
  if (host === null)
    throw conflict('A passkey needs a host with a name; this program is reached by an IP address.');
  return host;
}

/** What a browser needs to make a passkey for this member of staff. */
export async function optionsToAdd({ em, now }: Tx, { staffId, sessionId, publicUrl }: Asking) {
  const member = await em.findOneOrFail(Staff, { id: staffId });
  const known = await em.find(Passkey, { emailHash: member.emailHash });
  return generateRegistrationOptions({
    rpName: 'Kindword',
    rpID: hostOf(publicUrl),
    userName: member.email,
    userDisplayName: member.name,
    userID: Uint8Array.from(Buffer.from(member.emailHash)),
    challenge: await newChallenge(em, sessionId, now),
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Adds the passkey that a browser made for what it was asked; it opens as much as a sign-in link. */
export async function addPasskey(tx: Tx, adding: Adding): Promise<Passkey> {
  const { em, practiceId, now } = tx;
  const { staffId, sessionId, publicUrl, name, response } = adding;
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(em, challenge, sessionId, now),
    expectedOrigin: new URL(publicUrl).origin,
    expectedRPID: hostOf(publicUrl),
  }).catch(() => {
    throw wrongFields([{ path: 'response', message: 'is not a passkey that was asked for here' }]);
  });
  if (!verified.verified)
    throw wrongFields([{ path: 'response', message: 'is not a passkey that was asked for here' }]);
  const { id: credentialId, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const { emailHash } = await em.findOneOrFail(Staff, { id: staffId });
  const passkey = em.create(Passkey, {
    id: randomUUIDv7(),
    emailHash,
    practiceId,
    staffId,
    credentialId,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    signatureCounter: counter,
    transports: [...transports],
    name,
    createdAt: now,
  });
  audit(tx, 'create', { entity: 'passkey', id: passkey.id });
  await em.flush();
  return passkey;
}

/** From now on it opens nothing. */
export async function removePasskey(tx: Tx, addressHash: string, id: string): Promise<void> {
  const removed = await tx.em.nativeDelete(Passkey, { id, emailHash: addressHash });
  if (removed === 0) throw notFound('passkey');
  audit(tx, 'delete', { entity: 'passkey', id });
}
