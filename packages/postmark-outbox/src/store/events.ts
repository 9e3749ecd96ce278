import { anything, json, number, object, record, string, type Shaped } from '../shape.ts';
import type { Database } from './database.ts';

const EventRow = object({ recipient: string, type: string, at: number, details: json(record(anything)) });
export type MailEvent = Shaped<typeof EventRow>;

/** The events of each mail after it was accepted, in order. */
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
