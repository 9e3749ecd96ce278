import { randomUUIDv7 } from 'node:crypto';
import { emailHash, mailHash } from '../../entities/crypto/look-up.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import type { Database } from '../database.ts';

/** The record type of inbound e-mails among the stored events; the mail provider uses it for none of its own. */
export const INBOUND = 'Inbound';

/** When it came, and the practice to whose own server it is bound. */
export type Receipt = { now: Date; boundTo: string | null };

export type HookPayload = Record<string, unknown>;

/** Stored before anything is made of it; a repeated delivery is one event. Answers the event's id, or null for a repeat. */
export async function receiveWebhook(
  database: Database,
  payload: HookPayload,
  traceId: string | null,
  { now, boundTo }: Receipt,
): Promise<string | null> {
  const recordType = text(payload['RecordType']) ?? 'unknown';
  return storeEvent(
    database,
    { dedupeKey: keyOf(payload) ?? traceId ?? mailHash(JSON.stringify(payload)), recordType, payload },
    { now, boundTo },
  );
}

/** Whether this event has come already from this server, pushed or pulled. */
export async function isKnownEvent(
  database: Database,
  payload: HookPayload,
  boundTo: string | null,
): Promise<boolean> {
  const key = keyOf(payload);
  if (key === null) return false;
  return (await database.orm.em.fork().count(WebhookEvent, { dedupeKey: ofServer(key, boundTo) })) > 0;
}

type Stored = { dedupeKey: string; recordType: string; payload: HookPayload };

/** The row is committed when this returns, written by this call or by a concurrent one. */
export async function storeEvent(
  database: Database,
  { dedupeKey, recordType, payload }: Stored,
  { now, boundTo }: Receipt,
): Promise<string | null> {
  const em = database.orm.em.fork();
  const id = randomUUIDv7();
  const stored = await em.upsert(
    WebhookEvent,
    {
      id,
      dedupeKey: ofServer(dedupeKey, boundTo),
      boundTo,
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

/** One practice's server cannot stand in the way of another's event by naming it first. */
function ofServer(key: string, boundTo: string | null): string {
  return boundTo === null ? key : `${boundTo}|${key}`;
}

/**
 * Postmark promises no order and repeats itself, pushes what it can also be asked for, and writes a time in two zones:
 * type, message, recipient (as it is compared, never readable) and moment make an event. Null where one is missing.
 */
function keyOf(payload: HookPayload): string | null {
  const recipient = text(payload['Recipient']) ?? text(payload['Email']);
  const at =
    text(payload['DeliveredAt']) ??
    text(payload['BouncedAt']) ??
    text(payload['ChangedAt']) ??
    text(payload['ReceivedAt']);
  const moment = Date.parse(at ?? '');
  if (recipient === null || Number.isNaN(moment)) return null;
  const parts = [payload['RecordType'], payload['Type'], payload['MessageID'], payload['SuppressSending']];
  return [...parts.map((part) => JSON.stringify(part ?? '')), emailHash(recipient), moment]
    .join('|')
    .replaceAll('\0', '');
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.replaceAll('\0', '') : null;
}
