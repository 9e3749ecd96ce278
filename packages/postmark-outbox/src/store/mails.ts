import { z } from 'zod';
import { Mail, recipientsOf } from '../mail.ts';
import { Count, jsonColumn, type Database } from './database.ts';
import { likePattern, type MailFilter } from './mail-filter.ts';

const MailRow = z
  .object({
    seq: z.number(),
    id: z.string(),
    status: z.enum(['Queued', 'Sent']),
    message_id: z.string(),
    received_at: z.number(),
    hidden_until: z.number(),
    body: jsonColumn(Mail),
  })
  .transform(({ body, message_id, received_at, hidden_until, ...row }) => ({
    ...row,
    mail: body,
    messageId: message_id,
    receivedAt: received_at,
    hiddenUntil: hidden_until,
  }));
export type StoredMail = z.output<typeof MailRow>;

export type NewMail = { id: string; mail: Mail; receivedAt: number; hiddenUntil: number };

/** The mails that were accepted; only a data removal takes one away. */
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

  function find(id: string): StoredMail | null {
    return database.one(MailRow, 'select * from mail where id = ?', id.toLowerCase());
  }

  function search({ where, values }: MailFilter, { count, offset }: { count: number; offset: number }) {
    const total = database.one(Count, `select count(*) n from mail where ${where}`, ...values)?.n ?? 0;
    const mails = database.all(
      MailRow,
      `select * from mail where ${where} order by seq desc limit ? offset ?`,
      ...values,
      count,
      offset,
    );
    return { total, mails };
  }

  function newest(words: string, count: number): StoredMail[] {
    const like = likePattern(words);
    return database.all(
      MailRow,
      `select * from mail where ? = '%%' or subject like ? escape '\\' or tag like ? escape '\\'
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

  function markSent(id: string): void {
    database.run("update mail set status = 'Sent' where id = ?", id);
  }

  return { insert, find, search, newest, markSent };
}

function keptMessageId({ Headers }: Mail): string | undefined {
  const valueOf = (wanted: string) => Headers.find(({ Name }) => Name.toLowerCase() === wanted)?.Value;
  return valueOf('x-pm-keepid')?.toLowerCase() === 'true' ? valueOf('message-id') : undefined;
}
