import type { Request } from 'express';
import { ApiKey } from '../entities/api-key.ts';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Database } from '../facts/database.ts';
import { Problem } from '../http/problem.ts';

/** What a 401 asks for. */
export const UNKNOWN_CALLER = { headers: { 'WWW-Authenticate': 'Bearer' } };

/** Which practice and staff member a request speaks for; nothing is said of why a key does not fit. */
export async function authenticate(
  database: Database,
  req: Request,
): Promise<{ practiceId: string; staffId: string }> {
  const [scheme, key] = (req.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !key)
    throw new Problem(401, 'Send an API key: Authorization: Bearer kw_…', UNKNOWN_CALLER);
  const found = await database.orm.em
    .fork()
    .findOne(ApiKey, { hash: secretHash(key), revokedAt: null }, { disableIdentityMap: true });
  if (!found) throw new Problem(401, 'This API key is not known here, or was revoked.', UNKNOWN_CALLER);
  return { practiceId: found.practiceId, staffId: found.staffId };
}
