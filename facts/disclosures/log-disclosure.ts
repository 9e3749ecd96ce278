import { randomUUIDv7 } from 'node:crypto';
import { Disclosure, type DISCLOSED_VIA } from '../../entities/disclosure.ts';
import type { Disclosable } from '../../policy/disclosures/disclosure.ts';
import { audit, type Tx } from '../transaction.ts';

type NewDisclosure = {
  enquiryId: string | null;
  clientId?: string | null;
  referOutId?: string;
  recipientId: string;
  what: Disclosable;
  via: (typeof DISCLOSED_VIA)[number];
  consentId: string | null;
};

/** Appends to the disclosure log: who was told what, under which consent (§3.8). */
export function logDisclosure(tx: Tx, disclosure: NewDisclosure): Disclosure {
  const id = randomUUIDv7();
  audit(tx, 'disclose', { entity: 'disclosure', id }, [disclosure.what]);
  return tx.em.create(Disclosure, {
    id,
    practiceId: tx.practiceId,
    clientId: null,
    referOutId: null,
    ...disclosure,
    at: tx.now,
    by: tx.actor.staffId,
  });
}
