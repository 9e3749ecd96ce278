import { sql } from 'kysely';
import type { Broadcast } from '../../entities/broadcast.ts';
import type { MessageStatus } from '../../policy/outbound-mail/delivery.ts';
import { recipientStatus, type RecipientMail } from '../../policy/broadcasts/recipient-status.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** `frozen` is the sum of the others. */
export type Counts = { frozen: number; sent: number; waiting: number; leftOut: number; unknown: number };

type Row = {
  broadcast_id: string;
  status: MessageStatus;
  why: string | null;
  recipients: number;
};

const COUNTED = { sent: 'sent', waiting: 'waiting', left_out: 'leftOut', unknown: 'unknown' } as const;

/** How many of the lists of these broadcasts stand where, in one statement that reads an index and no e-mail. */
export async function countRecipients(
  tx: Tx,
  broadcasts: readonly Broadcast[],
): Promise<ReadonlyMap<string, Counts>> {
  if (broadcasts.length === 0) return new Map();
  await tx.em.flush();
  const ids = broadcasts.map(({ id }) => id);
  const { rows } = await sql<Row>`
    select broadcast_id, status, why, count(*)::int as recipients from message
    where practice_id = ${tx.practiceId}::uuid and broadcast_id = any(${ids}::uuid[])
    group by 1, 2, 3`.execute(tables(tx));
  const byBroadcast = Map.groupBy(rows, (row) => row.broadcast_id);
  return new Map(broadcasts.map((broadcast) => [broadcast.id, countsOf(broadcast, byBroadcast)]));
}

/** Whoever has no e-mail yet waits for one, or was left out when it ended. */
function countsOf({ id, frozen, status }: Broadcast, rows: ReadonlyMap<string, Row[]>): Counts {
  const counts = { frozen, sent: 0, waiting: 0, leftOut: 0, unknown: 0 };
  const add = (mail: RecipientMail, recipients: number): void => {
    counts[COUNTED[recipientStatus(mail, status).status]] += recipients;
  };
  let written = 0;
  for (const row of rows.get(id) ?? []) {
    add({ status: row.status, why: row.why, delivery: null }, row.recipients);
    written += row.recipients;
  }
  add(null, frozen - written);
  return counts;
}
