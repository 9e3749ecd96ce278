import { Refusal } from '../refusal.ts';
import { findStream } from '../streams.ts';
import { readFilterDate } from '../time.ts';
import type { Query } from '../query.ts';

export type MailFilter = { where: string; values: (string | number)[] };

const PAGING = 700;
const STATUS = { queued: 'Queued', sent: 'Sent', processed: 'Sent' };
const METADATA_PREFIX = 'metadata_';

const CONDITIONS: Record<string, { sql: string; read(text: string): string | number }> = {
  recipient: {
    sql: 'seq in (select mail_seq from mail_recipient where email = ?)',
    read: (text) => text.toLowerCase(),
  },
  fromemail: { sql: 'from_email = ?', read: (text) => text.toLowerCase() },
  tag: { sql: 'tag = ?', read: (text) => text },
  subject: { sql: "subject like ? escape '\\'", read: likePattern },
  status: { sql: 'status = ?', read: readStatus },
  fromdate: { sql: 'received_at >= ?', read: (text) => readDate(text, 'from') },
  todate: { sql: 'received_at <= ?', read: (text) => readDate(text, 'to') },
};

/** Postmark's search for sent mails as SQL: one stream (`outbound` unless named), at most one metadata field. */
export function mailFilter(query: Query, now: number): MailFilter {
  const where = ['hidden_until <= ?', 'stream = ?'];
  const values: MailFilter['values'] = [now, readStream(query.get('messagestream') ?? 'outbound')];
  for (const [key, text] of query) {
    const condition = CONDITIONS[key];
    if (!condition) continue;
    where.push(condition.sql);
    values.push(condition.read(text));
  }
  const metadata = [...query].filter(([key]) => key.startsWith(METADATA_PREFIX));
  if (metadata.length > 1) throw new Refusal(PAGING, 'Only one metadata field can be searched at a time.');
  for (const [key, value] of metadata) {
    where.push('seq in (select mail_seq from mail_metadata where key = ? and value = ?)');
    values.push(key.slice(METADATA_PREFIX.length), value);
  }
  return { where: where.join(' and '), values };
}

/** A `like` pattern that finds the words anywhere and takes its own wildcards as letters. */
export function likePattern(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

function readStream(id: string): string {
  const stream = findStream(id);
  if (!stream) throw new Refusal(1226, "The message stream for the provided 'ID' was not found.");
  return stream.id;
}

function readStatus(text: string): string {
  const name = text.toLowerCase();
  if (name === 'queued' || name === 'sent' || name === 'processed') return STATUS[name];
  throw new Refusal(PAGING, `Parameter 'status' is invalid: '${text}'.`);
}

function readDate(text: string, edge: 'from' | 'to'): number {
  const moment = readFilterDate(text, edge);
  if (moment === null) throw new Refusal(PAGING, `Parameter '${edge}date' should be a date/time value.`);
  return moment;
}
