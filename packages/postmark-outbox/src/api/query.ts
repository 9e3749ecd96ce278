import { ApiError } from '../http/api-error.ts';
import type { HttpRequest } from '../http/router.ts';

export type Query = ReadonlyMap<string, string>;
export type Page = { count: number; offset: number };

const COUNT_MAX = 500;
const REACH_MAX = 10_000;

/** A query with lower-case keys, because Postmark ignores their case; empty values count as absent. */
export function readQuery({ search }: HttpRequest): Query {
  return new Map(
    [...search].filter(([, value]) => value !== '').map(([key, value]) => [key.toLowerCase(), value]),
  );
}

/** Which part of a list is wanted; Postmark insists on `count` and `offset`, and never reaches beyond ten thousand. */
export function readPage(query: Query, errorCode: number): Page {
  const count = wholeNumber(query, 'count', errorCode);
  const offset = wholeNumber(query, 'offset', errorCode);
  if (count < 1 || count > COUNT_MAX) {
    throw new ApiError(errorCode, `Parameter 'count' should be between 1 and ${COUNT_MAX}.`);
  }
  if (count + offset > REACH_MAX) {
    throw new ApiError(errorCode, `The sum of 'count' and 'offset' cannot be greater than ${REACH_MAX}.`);
  }
  return { count, offset };
}

function wholeNumber(query: Query, key: string, errorCode: number): number {
  const value = query.get(key);
  if (value === undefined) throw new ApiError(errorCode, `Parameter '${key}' is required but was left out.`);
  if (!/^\d+$/.test(value)) {
    throw new ApiError(errorCode, `Parameter '${key}' should be an integer greater than or equal to zero.`);
  }
  return Number(value);
}
