import { Router, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { applyInbound, receiveInbound } from '../facts/inbound-mail/apply-inbound.ts';
import { applyWebhook } from '../facts/mail-outcomes/apply-event.ts';
import { isDatabaseAway, type Database } from '../facts/database.ts';
import { describeError } from '../facts/error-kind.ts';
import { receiveWebhook, type HookPayload } from '../facts/outbound-mail/receive-event.ts';
import { Problem } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';
import { hookAuthentication } from './hook-authentication.ts';

/** The installation's own: `formerPasswords` are valid too, while the password is changed at the mail provider. */
export type HookCredentials = { user: string; password: string; formerPasswords?: readonly string[] };
type Served = {
  database: Database;
  mailbox: string | null;
  hooks: HookCredentials;
  metrics: Registry;
  log: Logger;
};

const Payload = z.record(z.string(), z.unknown());

/**
 * Postmark's webhooks: each event, and each mail that came in, is stored, answered with 200, then applied. What cannot be
 * applied now the signal relay applies later. While the database is away the answer is 503: after a 4xx Postmark would
 * drop the event for good.
 */
export function hookRoutes(served: Served): Router {
  const { database, mailbox, log } = served;
  const router = Router();
  const authenticate = hookAuthentication(served);

  router.post('/hooks/postmark/events', async (req, res) => {
    const boundTo = await authenticate(req, res);
    const payload = await payloadOf(req, res, 'any_json');
    const traceId = req.get('x-pm-webhook-trace-id') ?? null;
    const id = await receiveWebhook(database, payload, traceId, { now: new Date(), boundTo });
    res.status(200).json({ received: true });
    if (id) await applyNow(log, id, () => applyWebhook(database, { id, payload, boundTo }, new Date()));
  });

  router.post('/hooks/postmark/inbound', async (req, res) => {
    const boundTo = await authenticate(req, res);
    const payload = await payloadOf(req, res, 'mail');
    const cameAt = new Date();
    const id = await receiveInbound(database, payload, { now: cameAt, boundTo });
    res.status(200).json({ received: true, attachmentsDropped: attachmentsIn(payload) });
    if (id)
      await applyNow(log, id, () =>
        applyInbound(database, { id, payload, cameAt, boundTo }, mailbox, new Date()),
      );
  });

  return router;
}

/** The answer has gone out already, so a failure is logged here and not handed to Express. */
async function applyNow(log: Logger, eventId: string, apply: () => Promise<void>): Promise<void> {
  try {
    await apply();
  } catch (error) {
    const level = isDatabaseAway(error) ? 'warn' : 'error';
    log[level](
      { place: 'provider hooks', eventId, ...describeError(error) },
      'a provider event is stored but could not be applied; the signal relay tries again',
    );
  }
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
