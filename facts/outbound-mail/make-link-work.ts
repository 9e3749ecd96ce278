import { PublicToken } from '../../entities/public-token.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import type { PublicLink } from '../../email/public-link.ts';
import type { Tx } from '../transaction.ts';

/** A public link works from the moment it leaves us, for good or until `expiresAt`; written again it changes nothing. */
export async function makeLinkWork(
  tx: Tx,
  { token, purpose, subjectId }: PublicLink,
  expiresAt: Date | null = null,
): Promise<void> {
  const { practiceId, now } = tx;
  await tx.em.upsert(
    PublicToken,
    { hash: secretHash(token), practiceId, purpose, subjectId, createdAt: now, expiresAt },
    { onConflictAction: 'ignore' },
  );
}
