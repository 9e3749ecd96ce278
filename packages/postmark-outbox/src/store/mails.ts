import { Mail, recipientsOf } from '../mail/mail.ts';
import { json, number, object, oneOf, string, type Shaped } from '../shape.ts';
import { Count, likePattern, type Database, type Filter } from './database.ts';

const MailRow = object({
  seq: number,
  id: string,
  status: oneOf(['Queued', 'Sent']),
  messageId: string,
  receivedAt: number,
  hiddenUntil: number,
  mail: json(Mail),
});
export type StoredMail = Shaped<typeof MailRow>;
export type NewMail = { id: string; mail: Mail; receivedAt: number; hiddenUntil: number };

const SELECT = `select seq, id, status, message_id "messageId", received_at "receivedAt",
  hidden_until "hiddenUntil", body "mail" from mail`;

/** The mails that were accepted; only a data removal deletes one. */
export function mailStore(database: Database) {
  function insert({ id, mail, receivedAt, hiddenUntil }: NewMail): void {
    const { lastId } = database.run(
      `insert into mail (id, stream, tag, from_email, subject, status, message_id, received_at, hidden_until, body)
       values (?, ?, ?, ?, ?, 'Queued', ?, ?, ?, ?)`,
      id,
      mail.MessageStream,
      mail.Tag,
      mail.Sender.Email.toLowerCase(),
      mail.Subject,
      keptMessageId(mail) ?? `<${id}@mtasv.net>`,
      receivedAt,
      hiddenUntil,
      JSON.stringify(mail),
    );
    for (const [key, value] of Object.entries(mail.Metadata)) {
      database.run('insert into mail_metadata values (?, ?, ?)', key.toLowerCase(), value, lastId);
    }
    for (const email of new Set(recipientsOf(mail).map((recipient) => recipient.toLowerCase()))) {
      database.run('insert into mail_recipient values (?, ?)', email, lastId);
    }
  }

  function search({ where, values }: Filter, { count, offset }: { count: number; offset: number }) {
    const total = database.one(Count, `select count(*) n from mail where ${where}`, ...values)?.n ?? 0;
    const sql = `${SELECT} where ${where} order by seq desc limit ? offset ?`;
    return { total, mails: database.all(MailRow, sql, ...values, count, offset) };
  }

  function newest(words: string, count: number): StoredMail[] {
    const like = likePattern(words);
    return database.all(
      MailRow,
      `${SELECT} where ? = '%%' or subject like ? escape '\\' or tag like ? escape '\\'
        or seq in (select mail_seq from mail_recipient where email like ? escape '\\')
        or seq in (select mail_seq from mail_metadata where value like ? escape '\\')
        order by seq desc limit ?`,
      like,
      like,
      like,
      like,
      like,
      count,
    );
  }

  return {
    insert,
    search,
    newest,
    find: (id: string): StoredMail | null =>
      database.one(MailRow, `${SELECT} where id = ?`, id.toLowerCase()),
    markSent(id: string): void {
      database.run("update mail set status = 'Sent' where id = ?", id);
    },
  };
}

function keptMessageId({ Headers }: Mail): string | undefined {
  const valueOf = (wanted: string) => Headers.find(({ Name }) => Name.toLowerCase() === wanted)?.Value;
  return valueOf('x-pm-keepid')?.toLowerCase() === 'true' ? valueOf('message-id') : undefined;
}
