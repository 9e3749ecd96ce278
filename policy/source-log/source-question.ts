import { isProfessionalKind, type SourceAnswer } from './source-kinds.ts';

type SourceLine = {
  /** Its line of M4. */
  name:
    | 'suggested'
    | 'doctor'
    | 'professional'
    | 'school_or_work'
    | 'search'
    | 'directory'
    | 'social'
    | 'talk'
    | 'returning'
    | 'other'
    | 'rather_not_say';
  kind: SourceAnswer;
};

/**
 * The source kind of each answer to "How did you hear about us?" (M4); the person's own words are stored beside it
 * (S25).
 */
export const SOURCE_LINES: readonly SourceLine[] = [
  { name: 'suggested', kind: 'friend' },
  { name: 'doctor', kind: 'gp' },
  { name: 'professional', kind: 'therapist' },
  { name: 'school_or_work', kind: 'school_or_work' },
  { name: 'search', kind: 'search' },
  { name: 'directory', kind: 'directory' },
  { name: 'social', kind: 'social' },
  { name: 'talk', kind: 'podcast' },
  { name: 'returning', kind: 'returning' },
  { name: 'other', kind: 'other' },
  { name: 'rather_not_say', kind: 'not_said' },
];

type Known = { kind: SourceAnswer | null; isNamed: boolean };

/**
 * Whether an answer to M4 adds to what is known: it never replaces a named referrer, and "rather not say" replaces
 * nothing.
 */
export function tellsMore({ kind, isNamed }: Known, told: SourceAnswer): boolean {
  if (kind === null) return true;
  if (told === 'not_said') return false;
  const isAColleague = isProfessionalKind(told) && isProfessionalKind(kind);
  return !(isNamed && (told === kind || told === 'client' || told === 'friend' || isAColleague));
}
