import { SOURCE_ANSWERS, type SourceAnswer } from '../policy/source-log/source-kinds.ts';
import { columnKey } from './columns.ts';

/** Words for source kinds; alone in a cell they give the kind and no name. */
const WORDS: Readonly<Record<SourceAnswer, readonly string[]>> = {
  client: [
    'client',
    'patient',
    'friend',
    'family',
    'relative',
    'word of mouth',
    'friend or family',
    'someone',
    'recommendation',
  ],
  professional: [
    'professional',
    'gp',
    'doctor',
    'physician',
    'surgery',
    'clinic',
    'hospital',
    'practitioner',
    'psychiatrist',
    'therapist',
    'counsellor',
    'counselor',
    'psychologist',
    'colleague',
    'midwife',
    'dietitian',
    'school',
    'college',
    'university',
    'contact',
    'case manager',
    'insurer',
    'insurance',
    'eap',
    'employer',
    'provider',
    'medical centre',
    'referring professional',
  ],
  // In a file a friend counts as a client's good word, and a doctor as a professional, whoever wrote it.
  friend: [],
  gp: [],
  therapist: [],
  school_or_work: ['school or work'],
  search: [
    'search',
    'google',
    'bing',
    'duckduckgo',
    'internet',
    'online',
    'online search',
    'web search',
    'search engine',
    'google search',
    'google maps',
  ],
  social: ['social', 'social media', 'facebook', 'instagram', 'tiktok', 'twitter', 'linkedin', 'youtube'],
  podcast: ['podcast', 'radio'],
  directory: [
    'directory',
    'online directory',
    'psychology today',
    'counselling directory',
    'bacp',
    'yelp',
    'zocdoc',
    'register',
  ],
  event: ['event', 'talk', 'workshop', 'conference', 'seminar', 'open day'],
  advert: [
    'advert',
    'advertisement',
    'advertising',
    'ad',
    'google ads',
    'flyer',
    'leaflet',
    'newspaper',
    'magazine',
    'poster',
    'sign',
    'walk in',
  ],
  website: ['website', 'our website', 'blog', 'web site'],
  returning: [
    'returning',
    'returning client',
    'returning patient',
    'previous client',
    'previous patient',
    'former client',
    'existing client',
    'been before',
  ],
  other: ['other', 'something else', 'unknown source', 'misc'],
  not_said: ['not said', 'rather not say', 'id rather not say', 'prefer not to say', 'declined to say'],
};

/** The words come after the kinds' own names, so that a word which is both means what it does in files. */
const MEANING = new Map([
  ...SOURCE_ANSWERS.map((kind) => [columnKey(kind), kind] as const),
  ...SOURCE_ANSWERS.flatMap((kind) => WORDS[kind].map((word) => [columnKey(word), kind] as const)),
]);
const KIND_OF = new Map(SOURCE_ANSWERS.flatMap((kind) => WORDS[kind].map((word) => [word, kind] as const)));
/** The longest first: "previous client" is not "client", and "google ads" not "google". */
const ANY = [...KIND_OF.keys()].toSorted((one, other) => other.length - one.length).join('|');
const INSIDE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${ANY})(?![\\p{L}\\p{N}])`, 'iu');

/** The kind that a cell consists of; null where there is anything else. */
export function kindNamed(text: string): SourceAnswer | null {
  return MEANING.get(columnKey(text)) ?? null;
}

/**
 * Parses a source cell: its kind by the first known word, else `other`; its name where there is more than that word.
 */
export function sourceIn(text: string): { kind: SourceAnswer; name: string | null } {
  const kind = kindNamed(text);
  if (kind) return { kind, name: null };
  const [word = ''] = INSIDE.exec(text) ?? [];
  return { kind: KIND_OF.get(word.toLowerCase()) ?? 'other', name: text };
}
