import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { ApiKey } from '../../entities/api-key.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { audit, type Tx } from '../transaction.ts';
import { conflict, notFound, Refusal } from '../refusal.ts';
import { hasSayOver } from '../../policy/access/whose.ts';
import type { Role } from '../../policy/access/routes.ts';

const KEY_BYTES = 32;

/** `by`: the roles of whoever asks; null: the operator. */
type NewKey = { label: string; expiresAt?: Date | null; by: readonly Role[] | null };

/**
 * Issues an API key for a staff member; the secret is returned once and stored as a hash. An agency holds one key in a
 * practice: a new one ends those before.
 */
export async function issueApiKey(
  tx: Tx,
  staffId: string,
  { label, expiresAt = null, by }: NewKey,
): Promise<{ key: ApiKey; secret: string }> {
  const member = await tx.em.findOne(Staff, { id: staffId });
  if (!member) throw notFound('member of staff');
  if (!member.active)
    throw conflict('This person does not work here at present, so a key of theirs would open nothing.');
  if (by && !hasSayOver(by, member.roles))
    throw new Refusal(403, 'Only an owner may issue a key of an owner.');
  if (member.roles.includes('agency')) await revokeAgencyKeys(tx);
  const secret = `kw_${randomBytes(KEY_BYTES).toString('base64url')}`;
  const key = tx.em.create(ApiKey, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    staffId: member.id,
    hash: secretHash(secret),
    label,
    expiresAt,
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

async function revokeAgencyKeys(tx: Tx): Promise<void> {
  const { em, practiceId } = tx;
  const agencies = await em.find(Staff, { roles: { $contains: ['agency'] } }, { fields: ['id'] });
  const staffId = { $in: agencies.map(({ id }) => id) };
  for (const key of await em.find(ApiKey, { practiceId, staffId, revokedAt: null })) {
    key.revokedAt = tx.now;
    audit(tx, 'revoke', { entity: 'api_key', id: key.id }, ['revokedAt']);
  }
}
