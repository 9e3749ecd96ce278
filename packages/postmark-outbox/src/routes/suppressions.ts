import { Router } from 'express';
import { z } from 'zod';
import { isEmail } from '../address.ts';
import type { Announce } from '../announce.ts';
import { jsonBody } from '../body.ts';
import { reactivatedPayload, suppressedPayload } from '../payloads.ts';
import { readQuery } from '../query.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { suppressionFilter } from '../store/suppression-filter.ts';
import type { Suppression } from '../store/suppressions.ts';
import { findStream } from '../streams.ts';
import { easternStamp } from '../time.ts';

const ENTRIES_MAX = 50;
const Entries = z.object({ Suppressions: z.array(z.object({ EmailAddress: z.string() })) });
const INVALID = 'An invalid email address was provided.';
const NO_AUTHORITY = 'You do not have the required authority to change this suppression.';

/** Who gets no mail on a stream: asked, added and taken off, as far as Postmark lets its customers. */
export function suppressionRoutes(store: Store, announce: Announce, wake: () => void): Router {
  const router = Router();

  router.get('/message-streams/:stream/suppressions/dump', (req, res) => {
    const stream = knownStream(req.params.stream);
    const isWanted = suppressionFilter(readQuery(req));
    res.json({ Suppressions: store.suppressions.of(stream).filter(isWanted).map(view) });
  });

  router.post('/message-streams/:stream/suppressions', ...jsonBody('1mb'), (req, res) => {
    const stream = knownStream(String(req.params['stream']));
    answerEach(
      req.body,
      (email) => suppress(stream, email),
      (results) => res.json({ Suppressions: results }),
    );
  });

  router.post('/message-streams/:stream/suppressions/delete', ...jsonBody('1mb'), (req, res) => {
    const stream = knownStream(String(req.params['stream']));
    answerEach(
      req.body,
      (email) => reactivate(stream, email),
      (results) => res.json({ Suppressions: results }),
    );
  });

  function suppress(stream: string, email: string) {
    const existing = store.suppressions.find(stream, email);
    if (existing?.reason === 'SpamComplaint') return { Status: 'Failed', Message: NO_AUTHORITY };
    if (existing) return { Status: 'Suppressed', Message: null };
    const createdAt = Date.now();
    const suppression: Suppression = {
      stream,
      email,
      reason: 'ManualSuppression',
      origin: 'Customer',
      createdAt,
    };
    store.suppressions.add(suppression);
    announce([suppressedPayload(null, suppression)], createdAt);
    return { Status: 'Suppressed', Message: null };
  }

  function reactivate(stream: string, email: string) {
    const existing = store.suppressions.find(stream, email);
    if (!existing) return { Status: 'Deleted', Message: null };
    if (!mayReactivate(existing)) return { Status: 'Failed', Message: NO_AUTHORITY };
    store.suppressions.remove(stream, email);
    store.bounces.activate(stream, email);
    announce([reactivatedPayload({ stream, email, at: Date.now() })], Date.now());
    return { Status: 'Deleted', Message: null };
  }

  function answerEach(
    body: unknown,
    change: (email: string) => { Status: string; Message: string | null },
    answer: (results: object[]) => void,
  ): void {
    const emails = readEntries(body);
    const results = store.database.transaction(() =>
      emails.map((EmailAddress) => ({
        EmailAddress,
        ...(isEmail(EmailAddress) ? change(EmailAddress) : { Status: 'Failed', Message: INVALID }),
      })),
    );
    wake();
    answer(results);
  }

  return router;
}

function knownStream(id: string): string {
  const stream = findStream(id);
  if (!stream) throw new Refusal(1226, "The message stream for the provided 'ID' was not found.");
  return stream.id;
}

function mayReactivate({ reason, origin }: Suppression): boolean {
  return reason === 'HardBounce' || (reason === 'ManualSuppression' && origin === 'Customer');
}

function readEntries(body: unknown): string[] {
  const parsed = Entries.safeParse(body);
  if (!parsed.success) throw new Refusal(1409, 'A proper request body must be provided.');
  const emails = parsed.data.Suppressions.map(({ EmailAddress }) => EmailAddress.trim());
  if (emails.length <= ENTRIES_MAX) return emails;
  throw new Refusal(
    1410,
    'You cannot provide more than the maximum number of suppressions for this request.',
  );
}

function view({ email, reason, origin, createdAt }: Suppression) {
  return {
    EmailAddress: email,
    SuppressionReason: reason,
    Origin: origin,
    CreatedAt: easternStamp(createdAt),
  };
}
