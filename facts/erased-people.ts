import { emailAndNameHash, emailHash, referenceHash } from '../entities/crypto/look-up.ts';
import { ErasedIdentifier } from '../entities/erased-identifier.ts';
import { Refusal, type WrongField } from './refusal.ts';
import type { Tx } from './transaction.ts';

/** Somebody who is about to be entered, as far as they are named. */
type Entering = {
  email?: string | null | undefined;
  firstName?: string | null | undefined;
  externalRef?: string | null | undefined;
};

/** An erasure that forbids an entry, and by which field it was found. */
type ErasedBefore = { erasureId: string; at: Date; path: 'email' | 'externalRef' };

/** An entry names somebody who was erased (409); a public form keeps it for a person and says nothing. */
export class ErasedRefusal extends Refusal {
  readonly erasureId: string;

  constructor({ erasureId, at, path }: ErasedBefore, prefix = '') {
    const message = whyRefused({ erasureId, at });
    super(409, message, { errors: [{ path: `${prefix}${path}`, message, code: 'erased' }] });
    this.erasureId = erasureId;
  }
}

/**
 * Refuses to enter somebody who was erased from this practice, by address or external reference, until an owner lifts it.
 * Call it with what is new only: whoever is known keeps what they have.
 */
export async function refuseErased(tx: Tx, person: Entering, prefix = ''): Promise<void> {
  const found = await erasedBefore(tx, person);
  if (found) throw new ErasedRefusal(found, prefix);
}

/** Whether somebody was erased, where an entry is not refused but put before a person. */
export async function isErased(tx: Tx, person: Entering): Promise<boolean> {
  return (await erasedBefore(tx, person)) !== null;
}

async function erasedBefore({ em }: Tx, person: Entering): Promise<ErasedBefore | null> {
  const hashes = identifiersOf(person).map(({ hash }) => hash);
  if (hashes.length === 0) return null;
  const known = await em.find(ErasedIdentifier, { hash: { $in: hashes } }, { disableIdentityMap: true });
  return finderIn(known)(person);
}

/** Answers for many, as an import asks of each row, whether somebody was erased; reads what is known of them once. */
export async function erasedFinder({ em }: Tx): Promise<(person: Entering) => ErasedBefore | null> {
  const all = await em.find(ErasedIdentifier, {}, { orderBy: { id: 'asc' }, disableIdentityMap: true });
  return finderIn(all);
}

function finderIn(known: readonly ErasedIdentifier[]): (person: Entering) => ErasedBefore | null {
  const byHash = new Map(known.map((one) => [`${one.kind} ${one.hash}`, one]));
  return (person) => {
    for (const { kind, hash, path } of byHash.size === 0 ? [] : identifiersOf(person)) {
      const one = byHash.get(`${kind} ${hash}`);
      if (one) return { erasureId: one.erasureId, at: one.at, path };
    }
    return null;
  };
}

/** The fault of a row that would enter them again. */
export function erasedFault(erased: ErasedBefore | null): WrongField[] {
  return erased ? [{ path: erased.path, message: whyRefused(erased), code: 'erased' }] : [];
}

type Identifier = Pick<ErasedIdentifier, 'kind' | 'hash'>;

/** Everything by which they would be known again. */
function identifiersOf({ email, firstName, externalRef }: Entering) {
  const found: (Identifier & { path: ErasedBefore['path'] })[] = [];
  if (email) found.push({ kind: 'email', hash: emailHash(email), path: 'email' });
  if (email && firstName)
    found.push({ kind: 'email_and_name', hash: emailAndNameHash(email, firstName), path: 'email' });
  if (externalRef)
    found.push({ kind: 'external_ref', hash: referenceHash(externalRef), path: 'externalRef' });
  return found;
}

function whyRefused({ erasureId, at }: Pick<ErasedBefore, 'erasureId' | 'at'>): string {
  const day = at.toISOString().slice(0, 10);
  return `This person was erased on ${day} (erasure ${erasureId}) and is not entered again. An owner may lift that, with a reason: POST /erasures/${erasureId}/lifted.`;
}
