import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { ApiKey } from '../../entities/api-key.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { audit, type Tx } from '../transaction.ts';
import { conflict, notFound } from '../refusal.ts';

const KEY_BYTES = 32;

/** Issues an API key for a staff member; the secret is returned once and stored as a hash. */
export async function issueApiKey(
  tx: Tx,
  staffId: string,
  label: string,
): Promise<{ key: ApiKey; secret: string }> {
  const member = await tx.em.findOne(Staff, { id: staffId });
  if (!member) throw notFound('member of staff');
  if (!member.active)
    throw conflict('This person does not work here at present, so a key of theirs would open nothing.');
  const secret = `kw_${randomBytes(KEY_BYTES).toString('base64url')}`;
  const key = tx.em.create(ApiKey, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    staffId: member.id,
    hash: secretHash(secret),
    label,
    createdAt: tx.now,
  });
  audit(tx, 'create', { entity: 'api_key', id: key.id }, ['label']);
  return { key, secret };
}

/** The key stops working with this commit; revoked twice is revoked once. */
export async function revokeApiKey(tx: Tx, staffId: string, keyId: string): Promise<void> {
  const key = await tx.em.findOne(ApiKey, { id: keyId, staffId, practiceId: tx.practiceId });
  if (!key) throw notFound('API key');
  if (key.revokedAt) return;
  key.revokedAt = tx.now;
  audit(tx, 'revoke', { entity: 'api_key', id: key.id }, ['revokedAt']);
}
