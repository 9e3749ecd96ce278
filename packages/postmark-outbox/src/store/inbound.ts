import { InboundMail } from '../mail/inbound-mail.ts';
import { json, nullable, number, object, oneOf } from '../shape.ts';
import { Count, type Database } from './database.ts';

const STATUS = { waiting: 'Scheduled', delivered: 'Processed', dropped: 'Failed' };

const InboundRow = object({
  body: json(InboundMail),
  received_at: number,
  state: nullable(oneOf(['waiting', 'delivered', 'dropped'])),
});
export type StoredInbound = { mail: InboundMail; receivedAt: number; status: string };

const JOINED = "inbound left join webhook on webhook.message_id = inbound.id and webhook.kind = 'inbound'";
const SELECT = `select inbound.body, inbound.received_at, webhook.state from ${JOINED}`;

/** Inbound mails, as far as the page or a program made them here. */
export function inboundStore(database: Database) {
  return {
    add(mail: InboundMail, receivedAt: number): void {
      database.run(
        'insert into inbound (id, body, received_at) values (?, ?, ?)',
        mail.MessageID,
        JSON.stringify(mail),
        receivedAt,
      );
    },
    find: (id: string): StoredInbound | null => database.one(stored, `${SELECT} where inbound.id = ?`, id),
    page(state: string, { count, offset }: { count: number; offset: number }) {
      const counted = database.one(Count, `select count(*) n from ${JOINED} where webhook.state = ?`, state);
      const sql = `${SELECT} where webhook.state = ? order by inbound.seq desc limit ? offset ?`;
      return { total: counted?.n ?? 0, mails: database.all(stored, sql, state, count, offset) };
    },
  };
}

function stored(row: unknown): StoredInbound {
  const { body, received_at: receivedAt, state } = InboundRow(row);
  return { mail: body, receivedAt, status: STATUS[state ?? 'waiting'] };
}
