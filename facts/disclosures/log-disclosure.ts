import { randomUUIDv7 } from 'node:crypto';
import { Disclosure, type DISCLOSED_VIA } from '../../entities/disclosure.ts';
import type { Tellable } from '../../policy/disclosures/disclosure.ts';
import { audit, type Fact } from '../transaction.ts';

type Told = {
  enquiryId: string | null;
  clientId?: string | null;
  referOutId?: string;
  recipientId: string;
  what: Tellable;
  via: (typeof DISCLOSED_VIA)[number];
  consentId: string | null;
};

/** Writes down who was told what, and by which consent; it is never changed (§3.8). */
export function logDisclosure(fact: Fact, told: Told): Disclosure {
  const id = randomUUIDv7();
  audit(fact, 'disclose', { entity: 'disclosure', id }, [told.what]);
  return fact.em.create(Disclosure, {
    id,
    practiceId: fact.practiceId,
    clientId: null,
    referOutId: null,
    ...told,
    at: fact.now,
    by: fact.actor.staffId,
  });
}
