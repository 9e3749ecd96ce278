export const SOURCE_KINDS = [
  'client',
  'friend',
  'professional',
  'gp',
  'therapist',
  'school_or_work',
  'search',
  'social',
  'podcast',
  'directory',
  'event',
  'advert',
  'website',
  'returning',
  'other',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A person who works with people: which one is never told to a client (§3.8). */
export function isProfessionalKind(kind: SourceAnswer): boolean {
  return kind === 'professional' || kind === 'gp' || kind === 'therapist';
}

/** What a new client's source can be: a kind, or that they would rather not say, which counts as answered (S21, S29). */
export const SOURCE_ANSWERS = [...SOURCE_KINDS, 'not_said'] as const;
export type SourceAnswer = (typeof SOURCE_ANSWERS)[number];

/** Kinds of which one is meant: which surgery, which episode, which client (S25). Of the others the kind says it all. */
export const KINDS_WITH_A_NAME: readonly SourceKind[] = [
  'client',
  'professional',
  'gp',
  'therapist',
  'school_or_work',
  'podcast',
  'directory',
  'event',
];

/** One step of a chain of recommendations (S26): a kind and, where known, which one; never a name. */
export type Hop = {
  kind: SourceKind;
  sourceId?: string | undefined;
  clientId?: string | undefined;
  professionalId?: string | undefined;
};
export const MOST_HOPS = 3;

/** How a referral or an enquiry reached the practice. */
export const CONTACT_CHANNELS = ['form', 'email', 'phone', 'in_person', 'letter'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
