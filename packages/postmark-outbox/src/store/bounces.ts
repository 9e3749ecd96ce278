import { z } from 'zod';
import { Count, type Database } from './database.ts';

const BounceRow = z
  .object({
    id: z.number(),
    mail_id: z.string(),
    type: z.enum(['HardBounce', 'SoftBounce', 'SpamComplaint']),
    email: z.string(),
    stream: z.string(),
    tag: z.string().nullable(),
    from_email: z.string(),
    subject: z.string(),
    details: z.string(),
    inactive: z.number(),
    at: z.number(),
  })
  .transform(({ mail_id, from_email, inactive, ...row }) => ({
    ...row,
    mailId: mail_id,
    fromEmail: from_email,
    isInactive: inactive === 1,
  }));
export type Bounce = z.output<typeof BounceRow>;

const TypeCount = z.object({ type: z.enum(['HardBounce', 'SoftBounce', 'SpamComplaint']), n: z.number() });

export type BounceFilter = { where: string; values: (string | number)[] };
/** The mails that came back. */
export function bounceStore(database: Database) {
  function add(bounce: Omit<Bounce, 'id'>): Bounce {
    const { lastId } = database.run(
      `insert into bounce (mail_id, type, email, stream, tag, from_email, subject, details, inactive, at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      bounce.mailId,
      bounce.type,
      bounce.email,
      bounce.stream,
      bounce.tag,
      bounce.fromEmail,
      bounce.subject,
      bounce.details,
      bounce.isInactive ? 1 : 0,
      bounce.at,
    );
    return { ...bounce, id: lastId };
  }

  function search({ where, values }: BounceFilter, { count, offset }: { count: number; offset: number }) {
    const total = database.one(Count, `select count(*) n from bounce where ${where}`, ...values)?.n ?? 0;
    const sql = `select * from bounce where ${where} order by id desc limit ? offset ?`;
    return { total, bounces: database.all(BounceRow, sql, ...values, count, offset) };
  }

  return {
    add,
    search,
    find: (id: number): Bounce | null => database.one(BounceRow, 'select * from bounce where id = ?', id),
    countsByType: () => database.all(TypeCount, 'select type, count(*) n from bounce group by type'),
    inactiveCount: () => database.one(Count, 'select count(*) n from bounce where inactive = 1')?.n ?? 0,
    activate(stream: string, email: string): void {
      database.run(
        "update bounce set inactive = 0 where stream = ? and lower(email) = ? and type <> 'SpamComplaint'",
        stream,
        email.toLowerCase(),
      );
    },
  };
}
