import { z } from 'zod';
import type { Database } from './database.ts';

export const REASONS = ['HardBounce', 'SpamComplaint', 'ManualSuppression'] as const;
export const ORIGINS = ['Recipient', 'Customer', 'Admin'] as const;

const SuppressionRow = z
  .object({
    stream: z.string(),
    email: z.string(),
    reason: z.enum(REASONS),
    origin: z.enum(ORIGINS),
    created_at: z.number(),
  })
  .transform(({ created_at, ...row }) => ({ ...row, createdAt: created_at }));
export type Suppression = z.output<typeof SuppressionRow>;

/** Who gets no more mail on a stream; a complaint outranks every other reason and stays. */
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
      database.one(
        SuppressionRow,
        'select * from suppression where stream = ? and email = ?',
        stream,
        email.toLowerCase(),
      ),
    of: (stream: string): Suppression[] =>
      database.all(
        SuppressionRow,
        'select * from suppression where stream = ? order by created_at desc',
        stream,
      ),
  };
}
