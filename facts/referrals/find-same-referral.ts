import { Referral } from '../../entities/referral.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Tx } from '../transaction.ts';
import type { NamedReferrer } from './identify-referrer.ts';
import { lockKey } from '../locks/lock-key.ts';

const SAME_WITHIN_MS = 30 * DAY_MS;
const MANY = 50;

type Wanted = {
  referrerHash: string;
  personNameHash: string | null;
  personEmailHash: string | null;
  personPhoneHash: string | null;
  distinct: boolean;
};

/**
 * The existing referral of this person by this referrer within 30 days. `byName`: matched by first name alone, which
 * `distinct` overrules. Holds an advisory lock on the referrer, so that concurrent duplicates are seen.
 */
export async function findSameReferral(
  tx: Tx,
  wanted: Wanted,
): Promise<{ referral: Referral; byName: boolean } | null> {
  await lockKey(tx, wanted.referrerHash);
  const recent = await tx.em.find(
    Referral,
    {
      referrerHash: wanted.referrerHash,
      recordedAt: { $gte: new Date(tx.now.getTime() - SAME_WITHIN_MS) },
      $or: shared(wanted),
    },
    { orderBy: { recordedAt: 'asc' }, limit: MANY },
  );
  const byContact = recent.find((referral) => sharesContact(referral, wanted));
  if (byContact) return { referral: byContact, byName: false };
  if (wanted.distinct) return null;
  const byName = recent.find(
    (referral) => referral.personNameHash === wanted.personNameHash && !differsInContact(referral, wanted),
  );
  return byName ? { referral: byName, byName: true } : null;
}

/** Whether only a first name is known: two referrers called Sarah are not assumed to be one. */
export function isNameAlone(referrer: NamedReferrer): boolean {
  return 'firstName' in referrer && referrer.email === undefined;
}

/** Candidates share a name, an address or a number. */
function shared({ personNameHash, personEmailHash, personPhoneHash }: Wanted) {
  return [
    ...(personNameHash === null ? [] : [{ personNameHash }]),
    ...(personEmailHash === null ? [] : [{ personEmailHash }]),
    ...(personPhoneHash === null ? [] : [{ personPhoneHash }]),
  ];
}

function sharesContact(referral: Referral, wanted: Wanted): boolean {
  return (
    (wanted.personEmailHash !== null && referral.personEmailHash === wanted.personEmailHash) ||
    (wanted.personPhoneHash !== null && referral.personPhoneHash === wanted.personPhoneHash)
  );
}

/** Different contact details under one name are different people. */
function differsInContact(referral: Referral, wanted: Wanted): boolean {
  return (
    (wanted.personEmailHash !== null && referral.personEmailHash !== null) ||
    (wanted.personPhoneHash !== null && referral.personPhoneHash !== null)
  );
}
