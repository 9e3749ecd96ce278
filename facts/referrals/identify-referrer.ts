import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import type { LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { wrongFields } from '../refusal.ts';

export type NamedReferrer =
  | { clientId: string }
  | { professionalId: string }
  | { firstName: string; email?: string | undefined };

/** The referrer, as far as identified with certainty. `hash` finds the same referrer again. */
export type Referrer = { hash: string; firstName: string | null; email: string | null } & (
  | { kind: 'client' | 'professional'; id: string }
  | { kind: 'other' | 'unknown' }
);

/**
 * A name alone is never matched automatically (§3.3: which Sarah?). An address matches one record or, stated by the
 * referrer themselves and unknown, is theirs. Anything less clear needs a person.
 */
export async function identifyReferrer(
  tx: Tx,
  named: NamedReferrer,
  learnedFrom: LearnedFrom,
): Promise<Referrer> {
  if ('clientId' in named) return known(tx, 'client', named.clientId);
  if ('professionalId' in named) return known(tx, 'professional', named.professionalId);
  const { firstName, email } = named;
  const unclear: Referrer = {
    kind: 'unknown',
    hash: email ? emailHash(email) : nameHash(firstName),
    firstName,
    email: email ?? null,
  };
  if (!email) return unclear;
  return byAddress(tx, { firstName, email, unclear, ownWord: learnedFrom === 'referrer' });
}

const IS_KNOWN = {
  client: 'select 1 from client where practice_id = ? and id = ? and erased_at is null',
  professional: 'select 1 from professional where practice_id = ? and id = ? and erased_at is null',
};

async function known(tx: Tx, kind: 'client' | 'professional', id: string): Promise<Referrer> {
  const found = await tx.em.execute<object[]>(IS_KNOWN[kind], [tx.practiceId, id]);
  if (found.length === 0)
    throw wrongFields([{ path: `referrer.${kind}Id`, message: `There is no ${kind} with this id.` }]);
  return { kind, id, hash: id, firstName: null, email: null };
}

type Addressed = { firstName: string; email: string; unclear: Referrer; ownWord: boolean };

async function byAddress(tx: Tx, { firstName, email, unclear, ownWord }: Addressed): Promise<Referrer> {
  const sharing = await recordsAtAddress(tx, email);
  const match = matchByFirstName(firstName, sharing);
  if (match) return { kind: match.kind, id: match.id, hash: match.id, firstName: null, email: null };
  return ownWord && sharing.length === 0 ? { ...unclear, kind: 'other' } : unclear;
}

export type AddressRecord = { kind: 'client' | 'professional'; id: string; firstName: string };

/** Clients and professionals with this address. */
export async function recordsAtAddress({ em }: Tx, email: string): Promise<AddressRecord[]> {
  const hash = emailHash(email);
  const clients = await em.find(Client, { emailHash: hash }, { limit: 3 });
  const professionals = await em.find(Professional, { emailHash: hash }, { limit: 3 });
  return [
    ...clients.map(({ id, firstName }) => ({ kind: 'client' as const, id, firstName })),
    ...professionals.map(({ id, firstName }) => ({ kind: 'professional' as const, id, firstName })),
  ];
}

/** The one record whose first name matches; null where none or several do. */
export function matchByFirstName(firstName: string, sharing: readonly AddressRecord[]): AddressRecord | null {
  const [match, ...more] = sharing.filter((record) => nameHash(record.firstName) === nameHash(firstName));
  return match && more.length === 0 ? match : null;
}
