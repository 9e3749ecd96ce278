import { enqueueInbound, type EnqueueEvents } from '../events/event-queue.ts';
import { applyOutcome } from '../events/outcomes.ts';
import { type Answer, json, redirect } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { formOrJsonBody, MEGABYTE } from '../http/body.ts';
import { get, post, type HttpRequest, type Route } from '../http/router.ts';
import { readAddresses } from '../mail/address.ts';
import { inboundMail, onlyAddress, replyTo, type Draft } from '../mail/inbound-mail.ts';
import { recipientsOf } from '../mail/mail.ts';
import { object, oneOf, optional, ShapeError, string, type Shape } from '../shape.ts';
import type { StoredMail } from '../store/mails.ts';
import { OUTCOMES } from '../store/outcomes.ts';
import type { Store } from '../store/store.ts';
import { findMail } from './routes.ts';

type Actions = { store: Store; enqueue: EnqueueEvents; notify: () => void; hasInboundReceiver: boolean };

const BODY = formOrJsonBody(MEGABYTE);
const ON = new Set(['true', '1', 'yes', 'on', 'y', 'enabled']);
const OFF = new Set(['false', '0', 'no', 'off', 'n', 'disabled']);

const Settings = object({ fireTwice: optional(flag) });
const Event = object({ event: oneOf(OUTCOMES), recipient: optional(string) });
const Reply = object({ text: wording, recipient: optional(string), from: optional(string) });
const Inbound = object({
  from: string,
  fromName: optional(string),
  to: string,
  cc: optional(string),
  subject: string,
  text: string,
});

/** The forms of the page: settings, events of a mail, and inbound mail. A form is led back to its page, JSON gets JSON. */
export function actionRoutes({ store, enqueue, notify, hasInboundReceiver }: Actions): Route[] {
  function receive(draft: Draft): string {
    const now = new Date();
    const mail = inboundMail(draft, now);
    enqueueInbound(store, mail, { at: now.getTime(), hasReceiver: hasInboundReceiver });
    notify();
    return mail.MessageID;
  }

  return [
    get('/outbox/settings', () => json({ fireTwice: store.settings.duplicatesWebhooks() })),

    post('/outbox/settings', BODY, (request) => {
      const { fireTwice = false } = read(Settings, request);
      store.settings.setDuplicatesWebhooks(fireTwice);
      return done(request, '/outbox', { fireTwice });
    }),

    post('/outbox/mails/:id/events', BODY, (request, id) => {
      const stored = findMail(store, id);
      const { event, recipient } = read(Event, request);
      const occurrence = { stored, recipient: recipientOf(stored, recipient), at: Date.now() };
      const traceIds = store.database.transaction(() => applyOutcome(store, enqueue, event, occurrence));
      notify();
      return done(request, `/outbox/mails/${stored.id}`, { traceIds });
    }),

    post('/outbox/mails/:id/reply', BODY, (request, id) => {
      const stored = findMail(store, id);
      const reply = read(Reply, request);
      const draft = replyTo(stored, {
        text: reply.text,
        from: reply.from ?? recipientOf(stored, reply.recipient),
      });
      return done(request, `/outbox/mails/${stored.id}`, { messageId: receive(draft) });
    }),

    post('/outbox/inbound', BODY, (request) => {
      const { from, fromName = '', to, cc = '', ...written } = read(Inbound, request);
      const messageId = receive({
        ...written,
        from: { Email: onlyAddress(from).Email, Name: fromName },
        to: onlyAddress(to),
        cc: readAddresses(cc) ?? [],
        inReplyTo: null,
      });
      return done(request, '/outbox', { messageId });
    }),
  ];
}

function recipientOf({ mail }: StoredMail, wanted: string | undefined): string {
  const recipients = recipientsOf(mail);
  const recipient = wanted === undefined ? recipients[0] : recipients.find((email) => email === wanted);
  if (recipient === undefined) throw new ApiError(300, 'This mail did not go to that address.', 400);
  return recipient;
}

function read<T>(shape: Shape<T>, { body }: HttpRequest): T {
  try {
    return shape(body ?? {});
  } catch (error) {
    throw error instanceof ShapeError ? new ApiError(403, error.message, 400) : error;
  }
}

function done({ headers }: HttpRequest, page: string, result: object): Answer {
  const accepted = headers.accept ?? '';
  const wantsJson =
    /^application\/json\b/i.test(headers['content-type'] ?? '') ||
    (accepted.includes('application/json') && !accepted.includes('text/html'));
  return wantsJson ? json(result) : redirect(page, 303);
}

/** A switch, as JSON or as a form writes it. */
function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const word = string(value).toLowerCase();
  if (ON.has(word) || OFF.has(word)) return ON.has(word);
  throw new ShapeError([{ path: [], expected: 'true or false' }]);
}

function wording(value: unknown): string {
  const words = string(value);
  if (words !== '') return words;
  throw new ShapeError([{ path: [], expected: 'a text that is not empty' }]);
}
