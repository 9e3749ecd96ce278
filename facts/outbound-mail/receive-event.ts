import { randomUUIDv7 } from 'node:crypto';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import type { Database } from '../database.ts';

export type HookPayload = Record<string, unknown>;

/** Stored before anything is made of it; a repeated delivery is one event. Answers the event's id, or null for a repeat. */
export async function receiveWebhook(
  database: Database,
  payload: HookPayload,
  traceId: string | null,
  now: Date,
): Promise<string | null> {
  const recordType = text(payload['RecordType']) ?? 'unknown';
  return storeEvent(database, { dedupeKey: traceId ?? keyOf(payload), recordType, payload }, now);
}

type Stored = { dedupeKey: string; recordType: string; payload: HookPayload };

/** The row is committed when this returns, written by this call or by a concurrent one. */
export async function storeEvent(
  database: Database,
  { dedupeKey, recordType, payload }: Stored,
  now: Date,
): Promise<string | null> {
  const em = database.orm.em.fork();
  const id = randomUUIDv7();
  const stored = await em.upsert(
    WebhookEvent,
    {
      id,
      dedupeKey,
      recordType,
      payload: JSON.stringify(payload),
      receivedAt: now,
      nextTryAt: now,
      attempts: 0,
    },
    { onConflictFields: ['dedupeKey'], onConflictAction: 'ignore', disableIdentityMap: true },
  );
  return stored.id === id ? id : null;
}

/** Postmark promises no order and repeats itself: type, message, recipient (as it is compared, never readable) and time make an event. */
function keyOf(payload: HookPayload): string {
  const recipient = text(payload['Recipient']) ?? text(payload['Email']) ?? '';
  const at =
    text(payload['DeliveredAt']) ??
    text(payload['BouncedAt']) ??
    text(payload['ChangedAt']) ??
    text(payload['ReceivedAt']) ??
    '';
  return [
    text(payload['RecordType']),
    text(payload['MessageID']),
    recipient === '' ? '' : emailHash(recipient),
    at,
  ].join('|');
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.replaceAll('\0', '') : null;
}
