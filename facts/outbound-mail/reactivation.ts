import { emailHash } from '../../entities/crypto/look-up.ts';
import { ADDRESS_FAULTS } from '../../policy/outbound-mail/suppression.ts';
import type { Tx } from '../transaction.ts';

const FAULTS = ADDRESS_FAULTS.map((reason) => `'${reason}'`).join(', ');
/** Lifted by an owner, or over by itself, and the mail provider may not know of it. */
const NOT_TOLD = `reason in (${FAULTS}) and reactivated_at is null
  and (lifted_at is not null or until <= ?)`;

/** Whether the mail provider is to be asked to take an address again before the next e-mail goes there. */
export async function awaitsReactivation(tx: Tx, address: string): Promise<boolean> {
  return (await awaitingReactivation(tx, [emailHash(address)])).size > 0;
}

/** Those of many addresses, by their hashes. */
export async function awaitingReactivation(
  { em, now }: Tx,
  emailHashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = [`{${emailHashes.join(',')}}`, now.toISOString()];
  const found = await em.execute<{ hash: string }[]>(
    `select email_hash as hash from suppression where email_hash = any(?::text[]) and ${NOT_TOLD}
     union select email_hash from installation_suppression where email_hash = any(?::text[]) and ${NOT_TOLD}`,
    [...asked, ...asked],
  );
  return new Set(found.map(({ hash }) => hash));
}

/** It was asked, once; what it answers to the next e-mail counts again. */
export async function noteReactivated({ em, now }: Tx, address: string): Promise<void> {
  const asked = [now.toISOString(), emailHash(address), now.toISOString()];
  for (const table of ['suppression', 'installation_suppression'])
    await em.execute(`update ${table} set reactivated_at = ? where email_hash = ? and ${NOT_TOLD}`, asked);
}
