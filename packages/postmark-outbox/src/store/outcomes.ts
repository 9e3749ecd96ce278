import { z } from 'zod';
import type { Database } from './database.ts';

export const OUTCOMES = ['delivered', 'hard-bounce', 'soft-bounce', 'complaint', 'unsubscribe'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const OutcomeRow = z.object({
  seq: z.number(),
  mail_id: z.string(),
  recipient: z.string(),
  kind: z.enum(OUTCOMES),
});
const Due = z.object({ due: z.number().nullable() });

/** What is still to happen to accepted mails, and when. */
export function outcomeStore(database: Database) {
  return {
    plan({
      mailId,
      recipient,
      kind,
      dueAt,
    }: {
      mailId: string;
      recipient: string;
      kind: Outcome;
      dueAt: number;
    }) {
      database.run(
        'insert into outcome (mail_id, recipient, kind, due_at) values (?, ?, ?, ?)',
        mailId,
        recipient,
        kind,
        dueAt,
      );
    },
    due: (now: number, count: number) =>
      database.all(
        OutcomeRow,
        'select * from outcome where due_at <= ? order by due_at, seq limit ?',
        now,
        count,
      ),
    done(seq: number): void {
      database.run('delete from outcome where seq = ?', seq);
    },
    nextDueAt: () => database.one(Due, 'select min(due_at) due from outcome')?.due ?? null,
  };
}
