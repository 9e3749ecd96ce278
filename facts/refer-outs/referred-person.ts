import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { isSuppressed } from '../outbound-mail/is-suppressed.ts';
import type { Tx } from '../transaction.ts';

/** The person to refer out; `mail` only where they contacted the practice themselves (D1). */
export type ReferredPerson = {
  firstName: string;
  /** One number, or where there is none one address: what a colleague gets. */
  reach: string | null;
  mail: string | null;
};

/**
 * Locks the person's row FOR SHARE, so that a concurrent erasure waits or is seen; null once they are gone (E8, §3.8).
 */
export async function readReferredPerson(tx: Tx, referOut: ReferOut): Promise<ReferredPerson | null> {
  const { em, practiceId } = tx;
  const lockMode = LockMode.PESSIMISTIC_READ;
  if (referOut.enquiry) {
    const enquiry = await em.findOne(
      Enquiry,
      { practiceId, id: referOut.enquiry.id },
      { lockMode, refresh: true },
    );
    return enquiry && personOf(tx, enquiry);
  }
  const client = referOut.client
    ? await em.findOne(Client, { practiceId, id: referOut.client.id }, { lockMode, refresh: true })
    : null;
  if (!client || client.ending === 'deceased') return null;
  return { firstName: client.firstName, reach: client.phone ?? client.email ?? null, mail: null };
}

async function personOf(tx: Tx, enquiry: Enquiry): Promise<ReferredPerson | null> {
  const { firstName, phone, email, byLetter, erasedAt } = enquiry;
  if (!firstName || erasedAt) return null;
  const mayBeWrittenTo = email && !byLetter && !(await isSuppressed(tx, email, 'refer_out'));
  return { firstName, reach: phone ?? email ?? null, mail: mayBeWrittenTo ? email : null };
}
