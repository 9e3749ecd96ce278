import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.ts';

const HookRow = z
  .object({
    seq: z.number(),
    kind: z.enum(['events', 'inbound']),
    trace_id: z.string(),
    record_type: z.string(),
    body: z.string(),
    state: z.enum(['waiting', 'delivered', 'dropped']),
    attempts: z.number(),
    due_at: z.number(),
    last_result: z.string().nullable(),
  })
  .transform(({ trace_id, record_type, due_at, last_result, ...row }) => ({
    ...row,
    traceId: trace_id,
    recordType: record_type,
    dueAt: due_at,
    lastResult: last_result,
  }));
export type Hook = z.output<typeof HookRow>;

export type NewHook = {
  kind: Hook['kind'];
  traceId?: string;
  messageId: string | null;
  recordType: string;
  body: unknown;
  dueAt: number;
};

/** The webhooks to be posted and those that were, each with the result of its last attempt. */
export function hookStore(database: Database) {
  return {
    add({ kind, traceId = randomUUID(), messageId, recordType, body, dueAt }: NewHook): string {
      database.run(
        `insert into hook (kind, trace_id, message_id, record_type, body, state, attempts, due_at)
         values (?, ?, ?, ?, ?, 'waiting', 0, ?)`,
        kind,
        traceId,
        messageId,
        recordType,
        JSON.stringify(body),
        dueAt,
      );
      return traceId;
    },
    due: (now: number, count: number): Hook[] =>
      database.all(
        HookRow,
        "select * from hook where state = 'waiting' and due_at <= ? order by due_at, seq limit ?",
        now,
        count,
      ),
    waitingAfter: (now: number): Hook | null =>
      database.one(
        HookRow,
        "select * from hook where state = 'waiting' and due_at > ? order by due_at limit 1",
        now,
      ),
    record(seq: number, { state, dueAt, lastResult }: Pick<Hook, 'state' | 'dueAt' | 'lastResult'>): void {
      database.run(
        'update hook set state = ?, attempts = attempts + 1, due_at = ?, last_result = ? where seq = ?',
        state,
        dueAt,
        lastResult,
        seq,
      );
    },
    restart(messageId: string, now: number): void {
      database.run(
        "update hook set state = 'waiting', attempts = 0, due_at = ? where kind = 'inbound' and message_id = ?",
        now,
        messageId,
      );
    },
    of: (messageId: string): Hook[] =>
      database.all(HookRow, 'select * from hook where message_id = ? order by seq', messageId),
  };
}
