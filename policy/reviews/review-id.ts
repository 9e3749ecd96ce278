import { REVIEW_KINDS, type ReviewKind } from './review-terms.ts';

/**
 * The id of a practice's review of one period: the same whoever makes it, so that no period is reviewed twice. It is the
 * practice's own id (a UUID with at least 74 random bits) with the period in its first eight digits, as a UUID of
 * version 8 (RFC 9562 §5.8): `20261100` is November, `20264003` the third quarter.
 */
export function reviewId(practiceId: string, kind: ReviewKind, period: string): string {
  const [, second = '', third = '', ...rest] = practiceId.split('-');
  const [year = '', part = ''] = period.split('-');
  const place = kind === 'monthly' ? `${part}${MONTHLY}` : `${QUARTERLY}0${part.slice(1)}`;
  return [`${year}${place}`, second, `8${third.slice(1)}`, ...rest].join('-');
}

/** The kind and period that a review's id holds. */
export function periodOfReview(id: string): { kind: ReviewKind; period: string } {
  const [, year = '', month = '', last = ''] = /^(\d{4})(\d\d)(\d\d)-/.exec(id) ?? [];
  const [monthly, quarterly] = REVIEW_KINDS;
  if (last === MONTHLY && month !== QUARTERLY) return { kind: monthly, period: `${year}-${month}` };
  if (month === QUARTERLY) return { kind: quarterly, period: `${year}-Q${Number(last)}` };
  throw new RangeError(`Not the id of a review: ${id}`);
}

const MONTHLY = '00';
/** No month has this number. */
const QUARTERLY = '40';
