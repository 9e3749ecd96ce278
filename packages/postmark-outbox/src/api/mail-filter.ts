import { readFilterDate } from '../eastern-time.ts';
import { ApiError } from '../http/api-error.ts';
import { requireStream } from '../mail/streams.ts';
import { likePattern, type Filter } from '../store/database.ts';
import type { Query } from './query.ts';

const PAGING = 700;
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
export function mailFilter(query: Query, now: number): Filter {
  const where = ['hidden_until <= ?', 'stream = ?'];
  const values: Filter['values'] = [now, requireStream(query.get('messagestream') ?? 'outbound').id];
  for (const [key, text] of query) {
    const condition = CONDITIONS[key];
    if (!condition) continue;
    where.push(condition.sql);
    values.push(condition.read(text));
  }
  const metadata = [...query].filter(([key]) => key.startsWith(METADATA_PREFIX));
  if (metadata.length > 1) throw new ApiError(PAGING, 'Only one metadata field can be searched at a time.');
  for (const [key, value] of metadata) {
    where.push('seq in (select mail_seq from mail_metadata where key = ? and value = ?)');
    values.push(key.slice(METADATA_PREFIX.length), value);
  }
  return { where: where.join(' and '), values };
}

function readStatus(text: string): string {
  const name = text.toLowerCase();
  if (name === 'queued') return 'Queued';
  if (name === 'sent' || name === 'processed') return 'Sent';
  throw new ApiError(PAGING, `Parameter 'status' is invalid: '${text}'.`);
}

function readDate(text: string, edge: 'from' | 'to'): number {
  const at = readFilterDate(text, edge);
  if (at === null) throw new ApiError(PAGING, `Parameter '${edge}date' should be a date/time value.`);
  return at;
}
