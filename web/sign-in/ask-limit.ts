import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../../http/problem.ts';
import { MAILED_LINK_MS } from '../../policy/sign-in/sign-in-times.ts';

/** Where a proxy that nobody named stands in front, all visitors have its address. */
const OF_ALL_VISITORS = 1_000;
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Limits what one visitor asks for in a quarter of an hour; what is beyond that is refused, whoever they are. */
export function askLimit(isAddressKnown: boolean, ofOneVisitor: number): RequestHandler {
  return rateLimit({
    windowMs: MAILED_LINK_MS,
    limit: (req) => (isAddressKnown || comesDirectly(req) ? ofOneVisitor : OF_ALL_VISITORS),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // What the headers of a request may say of its address is decided by TRUSTED_PROXIES.
    validate: false,
    handler: tooMany,
  });
}

function comesDirectly({ headers }: Request): boolean {
  return FORWARDED.every((name) => headers[name] === undefined);
}

function tooMany(): never {
  throw new Problem(429, 'Too many requests from this address; wait a quarter of an hour.', {
    headers: { 'Retry-After': String(MAILED_LINK_MS / 1_000) },
  });
}
