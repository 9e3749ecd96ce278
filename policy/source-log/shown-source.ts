import { isProfessionalKind, type SourceAnswer } from './source-kinds.ts';

/** A person's source as stored. `name`: of a professional, a podcast, a directory. */
export type KnownSource = {
  kind: SourceAnswer | null;
  name: string | null;
  /** The referrer is no professional: client and friend are not told apart. */
  isPersonal: boolean;
};

export type ShownSource = { kind: string; name?: string };

const PERSONAL_CONTACT = 'a personal contact';

/**
 * What a person may read of their own source (§3.8). A client never learns who named them. A referred person may learn
 * of a professional, but of a client or friend only "a personal contact": naming only friends would reveal clients.
 * What is withheld is weighed by the owner.
 */
export function shownSource(
  source: KnownSource,
  reader: 'client' | 'sent',
): { shown: ShownSource; isWithheld: boolean } {
  if (source.isPersonal || source.kind === 'client' || source.kind === 'friend')
    return { shown: { kind: PERSONAL_CONTACT }, isWithheld: true };
  const kind = source.kind ?? 'not known';
  const mayName =
    source.name !== null && !(reader === 'client' && source.kind !== null && isProfessionalKind(source.kind));
  return { shown: { kind, ...(mayName ? { name: source.name ?? '' } : {}) }, isWithheld: false };
}
