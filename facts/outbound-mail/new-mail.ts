import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../transaction.ts';

/** An e-mail as the ledger holds it before anything has happened to it; `key` names the fact that it is about: one fact, one e-mail. */
export function newMail({ practiceId, now }: Tx, key: string) {
  return {
    id: randomUUIDv7(),
    practiceId,
    key,
    status: 'queued' as const,
    sendId: randomUUIDv7(),
    attempts: 0,
    checks: 0,
    resent: false,
    createdAt: now,
    updatedAt: now,
  };
}
