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
 * The referral we have already, if this referrer told us of this person within 30 days. By first name alone it may be
 * another friend called Sam: `byName` says so, and `distinct` overrules it.
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

/** Of a mere name nobody can tell who is meant: two people who were sent by a Sarah were sent by two, as far as we know. */
export function isNameAlone(referrer: NamedReferrer): boolean {
  return 'firstName' in referrer && referrer.email === undefined;
}

/** Name, address or number: one of them must be the same for it to be the same person at all. */
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

/** Two people of one name who gave different addresses or numbers are two people. */
function differsInContact(referral: Referral, wanted: Wanted): boolean {
  return (
    (wanted.personEmailHash !== null && referral.personEmailHash !== null) ||
    (wanted.personPhoneHash !== null && referral.personPhoneHash !== null)
  );
}
