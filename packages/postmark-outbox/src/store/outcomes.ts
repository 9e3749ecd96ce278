import { nullable, number, object, oneOf, string } from '../shape.ts';
import type { Database } from './database.ts';

export const OUTCOMES = ['delivered', 'hard-bounce', 'soft-bounce', 'complaint', 'unsubscribe'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type PlannedOutcome = { mailId: string; recipient: string; kind: Outcome; dueAt: number };

const OutcomeRow = object({ seq: number, mailId: string, recipient: string, kind: oneOf(OUTCOMES) });
const Due = object({ due: nullable(number) });

/** The outcomes that accepted mails are still to have, and when. */
export function outcomeStore(database: Database) {
  return {
    plan({ mailId, recipient, kind, dueAt }: PlannedOutcome): void {
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
        `select seq, mail_id "mailId", recipient, kind from outcome
         where due_at <= ? order by due_at, seq limit ?`,
        now,
        count,
      ),
    remove(seq: number): void {
      database.run('delete from outcome where seq = ?', seq);
    },
    nextDueAt: () => database.one(Due, 'select min(due_at) due from outcome')?.due ?? null,
  };
}
