import { z } from 'zod';
import { likePattern } from './mail-filter.ts';
import type { Database } from './database.ts';

const Request = z.object({ id: z.number() });
const Found = z.object({ seq: z.number(), id: z.string() });

/** Everything of one recipient, with their mails, what became of them and what they sent to us. */
export function removalStore(database: Database) {
  function forgetMail({ seq, id }: z.output<typeof Found>): void {
    for (const table of ['mail_event', 'outcome', 'bounce'])
      database.run(`delete from ${table} where mail_id = ?`, id);
    database.run('delete from hook where message_id = ?', id);
    for (const table of ['mail_metadata', 'mail_recipient'])
      database.run(`delete from ${table} where mail_seq = ?`, seq);
    database.run('delete from mail where seq = ?', seq);
  }

  function forget(email: string): void {
    const address = email.toLowerCase();
    const anywhere = likePattern(address);
    const theirs =
      'select seq, id from mail where seq in (select mail_seq from mail_recipient where email = ?)';
    for (const mail of database.all(Found, theirs, address)) forgetMail(mail);
    for (const table of ['hook', 'inbound'])
      database.run(`delete from ${table} where lower(body) like ? escape '\\'`, anywhere);
    database.run('delete from suppression where email = ?', address);
  }

  return {
    /** Done at once, and numbered; whose data it was is not kept. */
    request(email: string, now: number): number {
      return database.transaction(() => {
        forget(email);
        return database.run('insert into data_removal (at) values (?)', now).lastId;
      });
    },
    isKnown: (id: number): boolean =>
      database.one(Request, 'select id from data_removal where id = ?', id) !== null,
  };
}
