import { number, object, oneOf, string, type Shaped } from '../shape.ts';
import type { Database } from './database.ts';

export const REASONS = ['HardBounce', 'SpamComplaint', 'ManualSuppression'] as const;
export const ORIGINS = ['Recipient', 'Customer', 'Admin'] as const;

const SuppressionRow = object({
  stream: string,
  email: string,
  reason: oneOf(REASONS),
  origin: oneOf(ORIGINS),
  createdAt: number,
});
export type Suppression = Shaped<typeof SuppressionRow>;

const SELECT = 'select stream, email, reason, origin, created_at "createdAt" from suppression';

/** The addresses that a stream no longer sends to; a complaint outranks every other reason and stays. */
export function suppressionStore(database: Database) {
  return {
    add({ stream, email, reason, origin, createdAt }: Suppression): void {
      database.run(
        `insert into suppression (stream, email, reason, origin, created_at) values (?, ?, ?, ?, ?)
         on conflict (stream, email) do update
         set reason = excluded.reason, origin = excluded.origin, created_at = excluded.created_at
         where suppression.reason <> 'SpamComplaint'`,
        stream,
        email.toLowerCase(),
        reason,
        origin,
        createdAt,
      );
    },
    remove(stream: string, email: string): void {
      database.run('delete from suppression where stream = ? and email = ?', stream, email.toLowerCase());
    },
    find: (stream: string, email: string): Suppression | null =>
      database.one(SuppressionRow, `${SELECT} where stream = ? and email = ?`, stream, email.toLowerCase()),
    of: (stream: string): Suppression[] =>
      database.all(SuppressionRow, `${SELECT} where stream = ? order by created_at desc`, stream),
  };
}
