import { PROFESSIONAL_KINDS } from '../entities/professional.ts';
import type { ImportedProfessional } from './imported-professional.ts';
import { asAddress, asDate, asList, asName, asNumber, asPhone, asYesNo, type CellReader } from './cells.ts';
import { columnKey, type ColumnNames } from './columns.ts';
import { hear } from './heard-cells.ts';
import type { RecordKind } from './read-records.ts';
import type { WordList } from './word-lists.ts';

/** The columns of a contact list that are read for professionals. */
const PROFESSIONAL_COLUMNS = {
  prefixes: ['contact', 'professional', 'referrer', 'provider', 'colleague'],
  single: [],
  names: {
    title: ['title', 'salutation', 'prefix'],
    firstName: ['first name', 'given name', 'forename'],
    lastName: ['last name', 'surname', 'family name'],
    fullName: ['full name', 'name', 'contact', 'professional', 'referrer', 'provider'],
    kind: [
      'kind',
      'profession',
      'occupation',
      'job title',
      'role',
      'type',
      'contact type',
      'speciality',
      'specialty',
    ],
    organisation: [
      'organisation',
      'organization',
      'organisation name',
      'organization name',
      'company',
      'company name',
      'practice',
      'practice name',
      'clinic',
      'clinic name',
      'surgery',
      'employer',
    ],
    email: ['email', 'email address', 'e-mail address', 'mail', 'work email'],
    phone: [
      'phone',
      'phone number',
      'phone numbers',
      'telephone',
      'work phone',
      'office phone',
      'mobile',
      'mobile phone',
      'cell phone',
    ],
    focus: ['focus', 'works with', 'specialities', 'specialties', 'areas of focus'],
    trusted: ['trusted', 'on trusted list'],
    howWeKnowThem: ['how we know them'],
    lastConfirmedOn: ['last confirmed on', 'last confirmed'],
    placesKnown: ['places known', 'places'],
    takesReferrals: ['takes referrals', 'accepting referrals', 'accepts referrals'],
    mayEmail: ['may email', 'may e-mail'],
    soleTrader: ['sole trader'],
    riskFlags: ['risk flags'],
    expectedPerMonth: ['expected per month'],
  },
} as const satisfies ColumnNames;

/** Plain words for the built-in kinds. */
const KIND_WORDS: Partial<Record<(typeof PROFESSIONAL_KINDS)[number], readonly string[]>> = {
  case_manager: ['case manager', 'care coordinator'],
  gp: [
    'gp',
    'general practitioner',
    'doctor',
    'family doctor',
    'family physician',
    'primary care physician',
    'pcp',
  ],
  psychiatrist: ['psychiatrist', 'consultant psychiatrist'],
  therapist_other_niche: [
    'therapist',
    'therapist (other niche)',
    'psychotherapist',
    'psychologist',
    'clinical psychologist',
    'counsellor',
    'counselor',
  ],
  therapist_same_niche: ['therapist (same niche)'],
  dietitian: ['dietitian', 'dietician', 'nutritionist'],
  school_counsellor: ['school counsellor', 'school counselor'],
  college_counselling: [
    'college counselling',
    'college counseling',
    'university counselling',
    'student counselling',
  ],
  parent_coach: ['parent coach', 'parenting coach'],
  doula: ['doula'],
  other: ['other'],
};

const KIND_OF = new Map(
  Object.entries(KIND_WORDS).flatMap(([kind, words]) =>
    [kind, ...words].map((word) => [columnKey(word), kind] as const),
  ),
);

/** A kind of the practice's own stays as it is written. */
export const PROFESSIONAL_WORDS = {
  kind: {
    values: PROFESSIONAL_KINDS,
    means: (text) => KIND_OF.get(columnKey(text)) ?? null,
    open: true,
  },
} satisfies Record<string, WordList>;

/** Whatever is not a yes is a no; an empty word is neither. */
const asPermission: CellReader = (text, order) => {
  const said = hear({ about: 'permission', of: 'doNotEmail' }, text, order);
  if (said === null || said.doNotEmail || said.unsubscribed) return { value: false };
  return 'fault' in asYesNo(text, order) ? { value: undefined } : { value: true };
};

const PROFESSIONAL_CELLS = {
  title: asName,
  firstName: asName,
  fullName: asName,
  lastName: asName,
  organisation: asName,
  email: asAddress,
  phone: asPhone,
  focus: asList,
  trusted: asYesNo,
  lastConfirmedOn: asDate,
  placesKnown: asNumber,
  takesReferrals: asYesNo,
  mayEmail: asPermission,
  soleTrader: asYesNo,
  riskFlags: asList,
  expectedPerMonth: asNumber,
} satisfies Partial<Record<keyof typeof PROFESSIONAL_COLUMNS.names, CellReader>>;

/** Everything but the name and the kind. Whether they may be written to is heard, and never left out. */
const MAY_BE_LEFT_OUT = [
  'title',
  'organisation',
  'email',
  'phone',
  'focus',
  'trusted',
  'howWeKnowThem',
  'lastConfirmedOn',
  'placesKnown',
  'takesReferrals',
  'soleTrader',
  'riskFlags',
  'expectedPerMonth',
];

/** How colleagues are read out of a file; `schema` is that of a colleague who is typed in, as far as a file says it. */
export const professionalRecords = (
  schema: RecordKind<ImportedProfessional>['schema'],
): RecordKind<ImportedProfessional> => ({
  entity: 'professional',
  columns: PROFESSIONAL_COLUMNS,
  cells: PROFESSIONAL_CELLS,
  words: PROFESSIONAL_WORDS,
  mayBeLeftOut: MAY_BE_LEFT_OUT,
  hears: true,
  dates: ['lastConfirmedOn'],
  keepsTitle: true,
  schema,
  needs: [
    { oneOf: ['firstName', 'fullName'], called: 'a first name' },
    { oneOf: ['lastName', 'fullName'], called: 'a last name' },
  ],
});
