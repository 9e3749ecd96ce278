import type { RequestHandler } from 'express';
import { answerRefusal, Refusal } from './refusal.ts';

export const TOKEN_PREFIX = 'outbox-';
const TEST_TOKEN = 'POSTMARK_API_TEST';

/** The same for what concerns the account: here one token opens both. */
export function requireAccountToken(token: string): RequestHandler {
  return (req, res, next) => {
    const given = req.get('X-Postmark-Account-Token')?.trim() ?? '';
    if (given === token || given.startsWith(TOKEN_PREFIX)) next();
    else answerRefusal(res, new Refusal(10, 'Request does not contain a valid Account token.', 401));
  };
}

/** Lets in the outbox's own token and every other one with its prefix: further practices on the same store. */
export function requireToken(token: string): RequestHandler {
  return (req, res, next) => {
    const given = req.get('X-Postmark-Server-Token')?.trim() ?? '';
    res.locals['isTest'] = given === TEST_TOKEN && req.method === 'POST' && req.path.startsWith('/email');
    if (given === token || given.startsWith(TOKEN_PREFIX) || res.locals['isTest'] === true) {
      next();
      return;
    }
    answerRefusal(res, new Refusal(10, 'Request does not contain a valid Server token.', 401));
  };
}
