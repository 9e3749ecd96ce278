import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';
import { MINUTE_MS } from '../policy/calendar/units.ts';

const WINDOW_MS = MINUTE_MS;
const PER_MINUTE = 100;

/**
 * A rate limit by address that counts requests without a valid key only, so that a script with an old key does not lock
 * out others behind the same address.
 */
export function failedAuthLimit(noteWrongKey: () => void): (req: Request, res: Response) => Promise<void> {
  const limit = rateLimit({
    windowMs: WINDOW_MS,
    limit: PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    // What the headers of a request may say of its address is decided by TRUSTED_PROXIES.
    validate: false,
    handler: (_req, _res, next) =>
      next(
        new Problem(429, 'Too many requests without a key that fits; wait a minute.', {
          headers: { 'Retry-After': '60' },
        }),
      ),
  });
  return (req, res) => {
    noteWrongKey();
    return new Promise(
      (resolve, reject) => void limit(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
    );
  };
}
