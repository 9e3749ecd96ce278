import { Referral } from '../../entities/referral.ts';
import { DAY_MS } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import type { NamedReferrer } from './identify-referrer.ts';

const SAME_WITHIN_MS = 30 * DAY_MS;
const MANY = 50;

type Wanted = {
  referrerHash: string;
  personNameHash: string | null;
  personEmailHash: string | null;
  personPhoneHash: string | null;
  distinct: boolean;
};

/** What tells two people apart; `distinct`: another friend of the same first name. */
type Known = Pick<Wanted, 'personNameHash' | 'personEmailHash' | 'personPhoneHash'> & { id: string };

const RECENT = `
  select id, person_name_hash as "personNameHash", person_email_hash as "personEmailHash",
    person_phone_hash as "personPhoneHash"
  from referral where practice_id = ? and referrer_hash = ? and recorded_at >= ?
    and (person_name_hash = ? or person_email_hash = ? or person_phone_hash = ?)
  order by recorded_at limit ${MANY}`;

/**
 * The referral we have already, if this referrer told us of this person within 30 days. By first name alone it may be
 * another friend called Sam: `byName` says so, and `distinct` overrules it. Takes an advisory lock on the referrer, so
 * that of two concurrent referrals the second finds the first.
 */
export async function findSameReferral(
  tx: Tx,
  wanted: Wanted,
): Promise<{ referral: Referral; byName: boolean } | null> {
  const { em, practiceId, now } = tx;
  const { referrerHash, personNameHash, personEmailHash, personPhoneHash } = wanted;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${practiceId}/${referrerHash}`]);
  const recent = await em.execute<Known[]>(RECENT, [
    practiceId,
    referrerHash,
    new Date(now.getTime() - SAME_WITHIN_MS),
    personNameHash,
    personEmailHash,
    personPhoneHash,
  ]);
  const byContact = recent.find((known) => sharesContact(known, wanted));
  const byName = wanted.distinct
    ? undefined
    : recent.find((known) => known.personNameHash === personNameHash && !differsInContact(known, wanted));
  const same = byContact ?? byName;
  if (!same) return null;
  return { referral: await em.findOneOrFail(Referral, { id: same.id }), byName: !byContact };
}

/** A first name alone identifies no referrer: two people sent by a Sarah may have been sent by two. */
export function isNameAlone(referrer: NamedReferrer): boolean {
  return 'firstName' in referrer && referrer.email === undefined;
}

function sharesContact(known: Known, wanted: Wanted): boolean {
  return (
    (wanted.personEmailHash !== null && known.personEmailHash === wanted.personEmailHash) ||
    (wanted.personPhoneHash !== null && known.personPhoneHash === wanted.personPhoneHash)
  );
}

/** Two people of one name who gave different addresses or numbers are two people. */
function differsInContact(known: Known, wanted: Wanted): boolean {
  return (
    (wanted.personEmailHash !== null && known.personEmailHash !== null) ||
    (wanted.personPhoneHash !== null && known.personPhoneHash !== null)
  );
}
