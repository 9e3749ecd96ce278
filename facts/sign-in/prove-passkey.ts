import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/server';
import { Passkey } from '../../entities/passkey.ts';
import { StaffAddress } from '../../entities/staff-address.ts';
import { relyingPartyOf } from '../../policy/sign-in/relying-party.ts';
import type { Database } from '../database.ts';
import { newChallenge, takeChallenge } from './challenges.ts';

type Proof = { response: AuthenticationResponseJSON; sessionId: string | null; publicUrl: string };

/** What a browser needs to show a passkey; null where none can be made at this address. */
export async function optionsToProve({ orm }: Database, publicUrl: string, sessionId: string | null) {
  const rpID = relyingPartyOf(publicUrl);
  if (rpID === null) return null;
  const challenge = await newChallenge(orm.em.fork(), sessionId, new Date());
  return generateAuthenticationOptions({ rpID, challenge, userVerification: 'required' });
}

/**
 * The passkey that signed what it was asked; null where it is not known, it signed something else, or whoever added it
 * works there no more under that address.
 */
export async function provePasskey(
  { orm }: Database,
  { response, sessionId, publicUrl }: Proof,
): Promise<Passkey | null> {
  const em = orm.em.fork();
  const now = new Date();
  const rpID = relyingPartyOf(publicUrl);
  const passkey = await em.findOne(Passkey, { credentialId: response.id });
  if (rpID === null || !passkey) return null;
  const { practiceId, staffId, emailHash } = passkey;
  if ((await em.count(StaffAddress, { practiceId, staffId, emailHash })) === 0) return null;
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(em, challenge, sessionId, now),
    expectedOrigin: new URL(publicUrl).origin,
    expectedRPID: rpID,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.signatureCounter,
    },
    // harmless: whatever is wrong with a proof, it proves nothing
  }).catch(() => null);
  if (!verified?.verified) return null;
  passkey.signatureCounter = verified.authenticationInfo.newCounter;
  passkey.lastUsedAt = now;
  await em.flush();
  return passkey;
}
