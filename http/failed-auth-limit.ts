import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';

const WINDOW_MS = 60_000;
const PER_MINUTE = 100;

/**
 * Counts what came without a key that fits. Only such requests are ever slowed down: a forgotten script in the office
 * does not lock out the desk, which has the same address.
 */
export function failedAuthLimit(): (req: Request, res: Response) => Promise<void> {
  const limit = rateLimit({
    windowMs: WINDOW_MS,
    limit: PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_req, _res, next) =>
      next(
        new Problem(429, 'Too many requests without a key that fits; wait a minute.', {
          headers: { 'Retry-After': '60' },
        }),
      ),
  });
  return (req, res) =>
    new Promise(
      (resolve, reject) => void limit(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
    );
}
