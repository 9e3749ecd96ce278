import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { applyInbound, receiveInbound } from '../facts/inbound-mail/apply-inbound.ts';
import { applyWebhook } from '../facts/mail-outcomes/apply-event.ts';
import type { Database } from '../facts/database.ts';
import { receiveWebhook, type HookPayload } from '../facts/outbound-mail/receive-event.ts';
import { Problem } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';

export type HookCredentials = { user: string; password: string };
type Served = { database: Database; mailbox: string | null; hooks: HookCredentials };

const Payload = z.record(z.string(), z.unknown());

/**
 * Postmark's events, and the mail that it took in for us: stored, answered, then applied. While the database is away the
 * answer is 503, because anything else of the 4xx kind would make Postmark drop an event for good.
 */
export function hookRoutes({ database, mailbox, hooks }: Served): Router {
  const router = Router();

  router.post('/hooks/postmark/events', async (req, res) => {
    authenticateHook(req, hooks);
    const payload = await payloadOf(req, res, 'any_json');
    const traceId = req.get('x-pm-webhook-trace-id') ?? null;
    const id = await receiveWebhook(database, payload, traceId, new Date());
    res.status(200).json({ received: true });
    if (id) await applyWebhook(database, { id, payload }, new Date()).catch(() => undefined);
  });

  router.post('/hooks/postmark/inbound', async (req, res) => {
    authenticateHook(req, hooks);
    const payload = await payloadOf(req, res, 'mail');
    const cameAt = new Date();
    const id = await receiveInbound(database, payload, cameAt);
    res.status(200).json({ received: true, attachmentsDropped: attachmentsIn(payload) });
    if (id) await applyInbound(database, { id, payload, cameAt }, mailbox, new Date()).catch(() => undefined);
  });

  return router;
}

async function payloadOf(req: Request, res: Response, kind: 'any_json' | 'mail'): Promise<HookPayload> {
  await readBody(req, res, kind);
  const payload = Payload.safeParse(req.body);
  if (!payload.success) throw new Problem(422, 'What Postmark posts is a JSON object.');
  return payload.data;
}

/** Nothing of them is kept: nobody asked for them, and they may hold anything. */
function attachmentsIn({ Attachments: attachments }: HookPayload): number {
  return Array.isArray(attachments) ? attachments.length : 0;
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
