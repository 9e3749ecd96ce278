import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { applyWebhook } from '../facts/apply-webhook.ts';
import type { Database } from '../facts/database.ts';
import { receiveWebhook } from '../facts/receive-webhook.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';

export type HookCredentials = { user: string; password: string };

const Payload = z.record(z.string(), z.unknown());

/**
 * Postmark's events: stored, answered, then applied. While the database is away the answer is 503, because anything
 * else of the 4xx kind would make Postmark drop the event for good.
 */
export function hookRoutes(database: Database, credentials: HookCredentials): Router {
  const router = Router();
  router.post('/hooks/postmark/events', async (req, res) => {
    authenticateHook(req, credentials);
    await readBody(req, res, 'any_json');
    const payload = Payload.safeParse(req.body);
    if (!payload.success) throw new Problem(422, 'An event of Postmark is a JSON object.');
    const eventId = await receiveWebhook(
      database,
      payload.data,
      req.get('x-pm-webhook-trace-id') ?? null,
      new Date(),
    );
    res.status(200).json({ received: true });
    if (eventId)
      await applyWebhook(database, { id: eventId, payload: payload.data }, new Date()).catch(() => undefined);
  });
  return router;
}

function authenticateHook(req: Request, { user, password }: HookCredentials): void {
  const [scheme, encoded] = (req.get('authorization') ?? '').split(' ');
  const given =
    scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded ?? '', 'base64').toString('utf8') : '';
  if (!sameText(given, `${user}:${password}`)) {
    throw new Problem(
      401,
      'Webhooks need the user and password of POSTMARK_WEBHOOK_USER and POSTMARK_WEBHOOK_PASSWORD.',
      {
        headers: { 'WWW-Authenticate': 'Basic realm="webhooks"' },
      },
    );
  }
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
