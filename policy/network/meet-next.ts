import type { EmptyKind } from './empty-kinds.ts';

/** A colleague whom we know of and have had no two-way contact with: no arrival, touch, reply, claim or check-in. */
export type Stranger = { id: string; kind: string; placesKnown: number | null };

/** `professionalId` null: somebody of this kind is still to be found. */
export type Meeting = { professionalId: string | null; kind: string; why: string };

/**
 * Whom to meet next (S84, §5c S84a), one at a time: therapists of the same niche who are full, then therapists of another
 * niche, then a kind that fits and of which nobody is known; null: there is nobody left to meet. Strangers are taken in
 * the order in which they are given. Who was met makes room for the next one at once: the patience of S84 is with them, as
 * their rhythm stays that of somebody new for half a year, and nobody is taken for a failure before.
 */
export function meetNext(strangers: readonly Stranger[], empty: readonly EmptyKind[]): Meeting | null {
  const peer = strangers.find(
    ({ kind, placesKnown }) => kind === 'therapist_same_niche' && placesKnown === 0,
  );
  if (peer)
    return {
      professionalId: peer.id,
      kind: peer.kind,
      why: 'They do the same work and have no places: whoever they cannot see is glad of a name.',
    };
  const neighbour = strangers.find(({ kind }) => kind === 'therapist_other_niche');
  if (neighbour)
    return {
      professionalId: neighbour.id,
      kind: neighbour.kind,
      why: 'They work with other people, and are asked now and then for what you do.',
    };
  const gap = empty.find(({ fits }) => fits === true);
  return gap
    ? {
        professionalId: null,
        kind: gap.kind,
        why: `You know no ${gap.kind.replaceAll('_', ' ')} yet, and they fit what you do.`,
      }
    : null;
}

/** What to say or write at a first meeting (§5c S84a); `first` null: it is not yet known to whom. */
export function meetingWords({
  first,
  signer,
  practice,
}: {
  first: string | null;
  signer: string;
  practice: string;
}): string {
  return `Hello${first === null ? '' : ` ${first}`}, I'm ${signer} at ${practice}. Who do you find hard to place?`;
}
