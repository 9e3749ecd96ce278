import { easternStamp, readFilterDate } from '../eastern-time.ts';
import type { EnqueueEvents } from '../events/event-queue.ts';
import { reactivatedPayload, suppressedPayload } from '../events/payloads.ts';
import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { jsonBody, MEGABYTE } from '../http/body.ts';
import { get, post, type Route } from '../http/router.ts';
import { isEmail } from '../mail/address.ts';
import { requireStream } from '../mail/streams.ts';
import { list, object, readOr, string } from '../shape.ts';
import type { Store } from '../store/store.ts';
import { ORIGINS, REASONS, type Suppression } from '../store/suppressions.ts';
import { readQuery, type Query } from './query.ts';

type Result = { Status: 'Suppressed' | 'Deleted' | 'Failed'; Message: string | null };

const ENTRIES_MAX = 50;
const Entries = object({ Suppressions: list(object({ EmailAddress: string })) });
const INVALID = 'An invalid email address was provided.';
const NO_AUTHORITY = 'You do not have the required authority to change this suppression.';

/** The addresses that a stream no longer sends to: listed, added and deleted, as far as Postmark lets its customers. */
export function suppressionRoutes(store: Store, enqueue: EnqueueEvents, notify: () => void): Route[] {
  function suppress(stream: string, email: string): Result {
    const existing = store.suppressions.find(stream, email);
    if (existing?.reason === 'SpamComplaint') return { Status: 'Failed', Message: NO_AUTHORITY };
    if (existing) return { Status: 'Suppressed', Message: null };
    const createdAt = Date.now();
    const added = { stream, email, reason: 'ManualSuppression', origin: 'Customer', createdAt } as const;
    store.suppressions.add(added);
    enqueue([suppressedPayload(null, added)], createdAt);
    return { Status: 'Suppressed', Message: null };
  }

  function reactivate(stream: string, email: string): Result {
    const existing = store.suppressions.find(stream, email);
    if (!existing) return { Status: 'Deleted', Message: null };
    if (!mayReactivate(existing)) return { Status: 'Failed', Message: NO_AUTHORITY };
    store.suppressions.remove(stream, email);
    store.bounces.activate(stream, email);
    enqueue([reactivatedPayload({ stream, email, at: Date.now() })], Date.now());
    return { Status: 'Deleted', Message: null };
  }

  /** Each entry succeeds or fails by itself, all in one transaction. */
  function changeEach(body: unknown, change: (email: string) => Result) {
    const emails = readEntries(body);
    const results = store.database.transaction(() =>
      emails.map((EmailAddress) => ({
        EmailAddress,
        ...(isEmail(EmailAddress) ? change(EmailAddress) : { Status: 'Failed', Message: INVALID }),
      })),
    );
    notify();
    return json({ Suppressions: results });
  }

  return [
    get('/message-streams/:stream/suppressions/dump', (request, streamId) => {
      const { id } = requireStream(streamId);
      const isWanted = suppressionFilter(readQuery(request));
      return json({ Suppressions: store.suppressions.of(id).filter(isWanted).map(view) });
    }),

    post('/message-streams/:stream/suppressions', jsonBody(MEGABYTE), ({ body }, streamId) => {
      const { id } = requireStream(streamId);
      return changeEach(body, (email) => suppress(id, email));
    }),

    post('/message-streams/:stream/suppressions/delete', jsonBody(MEGABYTE), ({ body }, streamId) => {
      const { id } = requireStream(streamId);
      return changeEach(body, (email) => reactivate(id, email));
    }),
  ];
}

function mayReactivate({ reason, origin }: Suppression): boolean {
  return reason === 'HardBounce' || (reason === 'ManualSuppression' && origin === 'Customer');
}

function readEntries(body: unknown): string[] {
  const refusal = new ApiError(1409, 'A proper request body must be provided.');
  const { Suppressions } = readOr(Entries, body, refusal);
  if (Suppressions.length <= ENTRIES_MAX) return Suppressions.map(({ EmailAddress }) => EmailAddress.trim());
  throw new ApiError(
    1410,
    'You cannot provide more than the maximum number of suppressions for this request.',
  );
}

function suppressionFilter(query: Query): (suppression: Suppression) => boolean {
  const reason = query.get('suppressionreason');
  const origin = query.get('origin');
  const email = query.get('emailaddress')?.toLowerCase();
  const from = readFilterDate(query.get('fromdate') ?? '', 'from') ?? 0;
  const to = readFilterDate(query.get('todate') ?? '', 'to') ?? Infinity;
  if (reason && !REASONS.some((known) => known === reason)) throw invalid(1404, 'SuppressionReason');
  if (origin && !ORIGINS.some((known) => known === origin)) throw invalid(1405, 'Origin');
  return (suppression) =>
    (!reason || suppression.reason === reason) &&
    (!origin || suppression.origin === origin) &&
    (!email || suppression.email === email) &&
    suppression.createdAt >= from &&
    suppression.createdAt <= to;
}

function invalid(code: number, parameter: string): ApiError {
  return new ApiError(code, `Parameter '${parameter}' is invalid.`);
}

function view({ email, reason, origin, createdAt }: Suppression) {
  return {
    EmailAddress: email,
    SuppressionReason: reason,
    Origin: origin,
    CreatedAt: easternStamp(createdAt),
  };
}
