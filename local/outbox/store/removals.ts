import { z } from 'zod';
import { likePattern } from './mail-filter.ts';
import type { Database } from './database.ts';

const Row = z.object({ id: z.number() });

/** Everything of one recipient, with their mails, what became of them and what they sent to us. */
export function removalStore(database: Database) {
  function forget(email: string): void {
    const address = email.toLowerCase();
    const anywhere = likePattern(address);
    const theirMails = 'select mail_seq from mail_recipient where email = ?';
    const theirIds = `select id from mail where seq in (${theirMails})`;
    for (const table of ['mail_event', 'outcome', 'bounce'])
      database.run(`delete from ${table} where mail_id in (${theirIds})`, address);
    database.run(`delete from hook where message_id in (${theirIds})`, address);
    database.run("delete from hook where lower(body) like ? escape '\\'", anywhere);
    database.run(`delete from mail_metadata where mail_seq in (${theirMails})`, address);
    database.run(`delete from mail where seq in (${theirMails})`, address);
    database.run('delete from mail_recipient where mail_seq not in (select seq from mail)');
    database.run("delete from inbound where lower(body) like ? escape '\\'", anywhere);
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
      database.one(Row, 'select id from data_removal where id = ?', id) !== null,
  };
}
