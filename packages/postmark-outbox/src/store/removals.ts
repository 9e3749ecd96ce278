import { number, object, string, type Shaped } from '../shape.ts';
import { likePattern, type Database } from './database.ts';

const Removal = object({ id: number });
const MailKey = object({ seq: number, id: string });

/** Deletes all data of one recipient: mails to them with their events, and what they wrote. */
export function removalStore(database: Database) {
  function removeMail({ seq, id }: Shaped<typeof MailKey>): void {
    for (const table of ['mail_event', 'outcome', 'bounce'])
      database.run(`delete from ${table} where mail_id = ?`, id);
    database.run('delete from webhook where message_id = ?', id);
    for (const table of ['mail_metadata', 'mail_recipient'])
      database.run(`delete from ${table} where mail_seq = ?`, seq);
    database.run('delete from mail where seq = ?', seq);
  }

  function removeRecipient(email: string): void {
    const address = email.toLowerCase();
    const anywhere = likePattern(address);
    const theirs =
      'select seq, id from mail where seq in (select mail_seq from mail_recipient where email = ?)';
    for (const mail of database.all(MailKey, theirs, address)) removeMail(mail);
    for (const table of ['webhook', 'inbound'])
      database.run(`delete from ${table} where lower(body) like ? escape '\\'`, anywhere);
    database.run('delete from suppression where email = ?', address);
  }

  return {
    /** Done at once, and numbered; whose data it was is not kept. */
    request(email: string, now: number): number {
      return database.transaction(() => {
        removeRecipient(email);
        return database.run('insert into data_removal (at) values (?)', now).lastId;
      });
    },
    isKnown: (id: number): boolean =>
      database.one(Removal, 'select id from data_removal where id = ?', id) !== null,
  };
}
