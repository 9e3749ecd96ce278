import type { SourceAnswer } from './source-kinds.ts';

/** Where somebody came from, as we know it. `name`: of a colleague, a podcast, a directory. */
export type KnownSource = {
  kind: SourceAnswer | null;
  name: string | null;
  /** Somebody passed our name on who is no colleague: a client or a friend, which is told apart for nobody. */
  isPersonal: boolean;
};

export type ShownSource = { kind: string; name?: string };

const PERSONAL_CONTACT = 'a personal contact';

/**
 * What somebody may read of their own source (§3.8). A client is never shown who named them. Whoever was sent may learn
 * of a colleague, but of a client or friend only that it was a personal contact: were friends named and clients not, the
 * silence would say that somebody comes here. What is withheld is for the owner to weigh.
 */
export function shownSource(
  source: KnownSource,
  reader: 'client' | 'sent',
): { shown: ShownSource; isWithheld: boolean } {
  if (source.isPersonal || source.kind === 'client')
    return { shown: { kind: PERSONAL_CONTACT }, isWithheld: true };
  const kind = source.kind ?? 'not known';
  const mayName = source.name !== null && !(reader === 'client' && source.kind === 'professional');
  return { shown: { kind, ...(mayName ? { name: source.name ?? '' } : {}) }, isWithheld: false };
}
