import { z } from 'zod';
import { jsonColumn, type Database } from './database.ts';

const EventRow = z.object({
  recipient: z.string(),
  type: z.string(),
  at: z.number(),
  details: jsonColumn(z.record(z.string(), z.unknown())),
});
export type MailEvent = z.output<typeof EventRow>;

/** What happened to each mail after it was accepted, in order. */
export function eventStore(database: Database) {
  return {
    add(mailId: string, { recipient, type, at, details }: MailEvent): void {
      database.run(
        'insert into mail_event (mail_id, recipient, type, at, details) values (?, ?, ?, ?, ?)',
        mailId,
        recipient,
        type,
        at,
        JSON.stringify(details),
      );
    },
    of: (mailId: string): MailEvent[] =>
      database.all(EventRow, 'select * from mail_event where mail_id = ? order by seq', mailId),
  };
}
