import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { isOwnVisit, OWN_VISIT } from '../facts/contact-path/own-visit.ts';
import { Problem } from '../http/problem.ts';
import { MINUTE_MS } from '../policy/calendar/units.ts';

/** What one visitor may ask in a minute; looking and sending are counted apart. */
const OF_ONE_VISITOR = 60;
/** Where a proxy that nobody named may stand in front, all visitors have its address. */
const OF_ALL_VISITORS = 3_000;

/** Limits by address what comes without a login, but not our own checks, which come from one. Whether the visitor's own address is known, the settings say. */
export function visitorLimit(isAddressKnown: boolean): RequestHandler[] {
  const limit = isAddressKnown ? OF_ONE_VISITOR : OF_ALL_VISITORS;
  return [(req: Request) => !isSending(req), isSending].map((counts) =>
    rateLimit({
      windowMs: MINUTE_MS,
      limit,
      skip: (req) => !counts(req) || isOwnVisit(req.get(OWN_VISIT), new Date()),
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      // What the headers of a request may say of its address is decided by TRUSTED_PROXIES.
      validate: false,
      handler: tooMany,
    }),
  );
}

function isSending({ method }: Request): boolean {
  return method === 'POST';
}

function tooMany(): never {
  throw new Problem(429, 'Too many requests from this address; wait a minute.', {
    headers: { 'Retry-After': '60' },
  });
}
