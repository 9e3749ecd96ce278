import { emailHash } from '../../entities/crypto/look-up.ts';
import { InstallationSuppression, Suppression } from '../../entities/suppression.ts';
import type { Tx } from '../transaction.ts';

/** Whether nothing of ours goes to this address any more, here or anywhere. */
export async function isSuppressed({ em, practiceId }: Tx, address: string): Promise<boolean> {
  const hash = emailHash(address);
  if ((await em.count(Suppression, { practiceId, emailHash: hash })) > 0) return true;
  return (await em.count(InstallationSuppression, { emailHash: hash })) > 0;
}
