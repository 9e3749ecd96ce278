import { z } from 'zod';
import { InboundMail } from '../inbound-mail.ts';
import { Count, jsonColumn, type Database } from './database.ts';

const STATES = { waiting: 'Scheduled', delivered: 'Processed', dropped: 'Failed' };

const InboundRow = z
  .object({
    body: jsonColumn(InboundMail),
    received_at: z.number(),
    state: z.enum(['waiting', 'delivered', 'dropped']).nullable(),
  })
  .transform(({ body, received_at, state }) => ({
    mail: body,
    receivedAt: received_at,
    status: STATES[state ?? 'waiting'],
  }));
export type StoredInbound = z.output<typeof InboundRow>;

const JOINED = "inbound left join hook on hook.message_id = inbound.id and hook.kind = 'inbound'";

/** Mails that people sent to us, as far as the buttons of the page made them. */
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
    find: (id: string): StoredInbound | null =>
      database.one(InboundRow, `select inbound.*, hook.state from ${JOINED} where inbound.id = ?`, id),
    page(state: string, { count, offset }: { count: number; offset: number }) {
      const total =
        database.one(Count, `select count(*) n from ${JOINED} where hook.state = ?`, state)?.n ?? 0;
      const sql = `select inbound.*, hook.state from ${JOINED} where hook.state = ? order by inbound.seq desc limit ? offset ?`;
      return { total, mails: database.all(InboundRow, sql, state, count, offset) };
    },
  };
}
