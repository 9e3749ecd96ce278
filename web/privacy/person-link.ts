import type { SuccessOf } from '../../api/ask.ts';
import type { Params } from '../staff-page.ts';

/** Whose data is meant: the kind of one of their records, and its id. */
export type Whom = SuccessOf<'GET /people'>['about'];

const FIELDS = {
  client: 'clientId',
  enquiry: 'enquiryId',
  professional: 'professionalId',
  referral: 'referralId',
  referrer: 'referralId',
  staff: 'staffId',
} as const;
type Subject = keyof typeof FIELDS;

/** Kinds of record by which somebody can be looked up here. */
export const LOOKED_UP_BY = ['client', 'enquiry', 'professional', 'referral', 'referrer'] as const;

/** Somebody as the routes of the API name them: `{ clientId }`, or `{ referralId, whose: 'referrer' }`. */
export function fieldsOf({ subject, id }: Whom): Record<string, string> {
  return { [FIELDS[subject]]: id, ...(subject === 'referrer' ? { whose: 'referrer' } : {}) };
}

/** Who an address means (`?kind=client&id=…`); null where it means nobody. */
export function whomIn({ kind = '', id = '' }: Params): Whom | null {
  return isSubject(kind) && id !== '' ? { subject: kind, id } : null;
}

/** The page of somebody's data; ids and kinds only. */
export function personHref({ subject, id }: Whom): string {
  return `/privacy/people?${new URLSearchParams({ kind: subject, id }).toString()}`;
}

/** The page that says what removing their data means. */
export function eraseHref({ subject, id }: Whom): string {
  return `/privacy/erasures/new?${new URLSearchParams({ kind: subject, id }).toString()}`;
}

function isSubject(kind: string): kind is Subject {
  return Object.hasOwn(FIELDS, kind);
}
