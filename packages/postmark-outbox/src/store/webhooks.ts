import { nullable, number, object, oneOf, string, type Shaped } from '../shape.ts';
import type { Database } from './database.ts';

const WebhookRow = object({
  seq: number,
  kind: oneOf(['events', 'inbound']),
  traceId: string,
  recordType: string,
  body: string,
  state: oneOf(['waiting', 'delivered', 'dropped']),
  attempts: number,
  dueAt: number,
  lastResult: nullable(string),
});
export type Webhook = Shaped<typeof WebhookRow>;

export type NewWebhook = {
  kind: Webhook['kind'];
  traceId: string;
  messageId: string | null;
  recordType: string;
  body: unknown;
  dueAt: number;
};

const SELECT = `select seq, kind, trace_id "traceId", record_type "recordType", body, state, attempts,
  due_at "dueAt", last_result "lastResult" from webhook`;

/** The queue of webhooks: those to be posted and those that were, each with the result of its last attempt. */
export function webhookStore(database: Database) {
  return {
    add({ kind, traceId, messageId, recordType, body, dueAt }: NewWebhook): void {
      database.run(
        `insert into webhook (kind, trace_id, message_id, record_type, body, state, attempts, due_at)
         values (?, ?, ?, ?, ?, 'waiting', 0, ?)`,
        kind,
        traceId,
        messageId,
        recordType,
        JSON.stringify(body),
        dueAt,
      );
    },
    due: (now: number, count: number): Webhook[] =>
      database.all(
        WebhookRow,
        `${SELECT} where state = 'waiting' and due_at <= ? order by due_at, seq limit ?`,
        now,
        count,
      ),
    waitingAfter: (now: number): Webhook | null =>
      database.one(
        WebhookRow,
        `${SELECT} where state = 'waiting' and due_at > ? order by due_at limit 1`,
        now,
      ),
    recordAttempt(seq: number, result: Pick<Webhook, 'state' | 'dueAt' | 'lastResult'>): void {
      database.run(
        'update webhook set state = ?, attempts = attempts + 1, due_at = ?, last_result = ? where seq = ?',
        result.state,
        result.dueAt,
        result.lastResult,
        seq,
      );
    },
    restartInbound(messageId: string, now: number): void {
      database.run(
        "update webhook set state = 'waiting', attempts = 0, due_at = ? where kind = 'inbound' and message_id = ?",
        now,
        messageId,
      );
    },
    of: (messageId: string): Webhook[] =>
      database.all(WebhookRow, `${SELECT} where message_id = ? order by seq`, messageId),
  };
}
