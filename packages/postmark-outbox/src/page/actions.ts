import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { readAddresses } from '../address.ts';
import type { Announce } from '../announce.ts';
import { happen } from '../fate.ts';
import { inboundMail, type Letter } from '../inbound-mail.ts';
import { onlyAddress, replyTo } from '../reply.ts';
import { recipientsOf } from '../mail.ts';
import { Refusal } from '../refusal.ts';
import type { StoredMail } from '../store/mails.ts';
import { OUTCOMES } from '../store/outcomes.ts';
import type { Store } from '../store/store.ts';
import { findMail } from './routes.ts';

const Settings = z.object({ fireTwice: z.union([z.boolean(), z.stringbool()]).default(false) });
const Event = z.object({ event: z.enum(OUTCOMES), recipient: z.string().optional() });
const Reply = z.object({
  text: z.string().min(1),
  recipient: z.string().optional(),
  from: z.string().optional(),
});
const Introduction = z.object({
  from: z.string(),
  fromName: z.string().default(''),
  to: z.string(),
  cc: z.string().default(''),
  subject: z.string(),
  text: z.string(),
});

/** The buttons: settings, events of a mail, and mails that come in. A form is sent back to the page, JSON gets JSON. */
export function actionRoutes(store: Store, announce: Announce, wake: () => void): Router {
  const router = Router();

  router.get('/settings', (_req, res) => {
    res.json({ fireTwice: store.settings.isFiringTwice() });
  });

  router.post('/settings', (req, res) => {
    const { fireTwice } = read(Settings, req);
    store.settings.fireTwice(fireTwice);
    done(req, res, '/outbox', { fireTwice });
  });

  router.post('/mails/:id/events', (req, res) => {
    const stored = findMail(store, req.params.id);
    const { event, recipient } = read(Event, req);
    const happening = { stored, recipient: recipientFrom(stored, recipient), at: Date.now() };
    const traceIds = store.database.transaction(() => happen(store, announce, event, happening));
    wake();
    done(req, res, `/outbox/mails/${stored.id}`, { traceIds });
  });

  router.post('/mails/:id/reply', (req, res) => {
    const stored = findMail(store, req.params.id);
    const { text, recipient, from } = read(Reply, req);
    const letter = replyTo(stored, { text, from: from ?? recipientFrom(stored, recipient) });
    done(req, res, `/outbox/mails/${stored.id}`, { messageId: takeIn(letter) });
  });

  router.post('/introductions', (req, res) => {
    const { from, fromName, to, cc, subject, text } = read(Introduction, req);
    const letter: Letter = {
      from: { Email: onlyAddress(from).Email, Name: fromName },
      to: onlyAddress(to),
      subject,
      text,
      answers: null,
      cc: readAddresses(cc) ?? [],
    };
    done(req, res, '/outbox', { messageId: takeIn(letter) });
  });

  function takeIn(letter: Letter): string {
    const now = new Date();
    const mail = inboundMail(letter, now);
    store.database.transaction(() => {
      store.inbound.add(mail, now.getTime());
      store.hooks.add({
        kind: 'inbound',
        messageId: mail.MessageID,
        recordType: 'Inbound',
        body: mail,
        dueAt: now.getTime(),
      });
    });
    wake();
    return mail.MessageID;
  }

  return router;
}

function recipientFrom({ mail }: StoredMail, wanted: string | undefined): string {
  const recipients = recipientsOf(mail);
  const recipient = wanted === undefined ? recipients[0] : recipients.find((email) => email === wanted);
  if (recipient === undefined) throw new Refusal(300, 'This mail did not go to that address.', 400);
  return recipient;
}

function read<T extends z.ZodType>(shape: T, req: Request): z.output<T> {
  const parsed = shape.safeParse(req.body ?? {});
  if (!parsed.success) throw new Refusal(403, z.prettifyError(parsed.error), 400);
  return parsed.data;
}

function done(req: Request, res: Response, back: string, result: object): void {
  if (req.is('json') || req.accepts(['html', 'json']) === 'json') res.json(result);
  else res.redirect(303, back);
}
