import type { SessionStatus } from '../policy/clients/client-terms.ts';
import type { Tx } from '../facts/transaction.ts';
import type { ImportRecord } from './save-in-batches.ts';

export type SessionFields = {
  at: Date;
  status: SessionStatus;
  externalRef: string | null;
};
export type SessionRecord = ImportRecord<SessionFields> & { clientId: string };
export type SessionAsked = { clientId: string; at: Date; externalRef: string | null };

type Row = {
  id: string;
  client_id: string;
  at: number;
  status: SessionFields['status'];
  external_ref: string | null;
};

/** Existing sessions of these clients with these references or times. */
const KNOWN = `
  with asked as (select * from json_to_recordset(?::json) as w(client_id uuid, at timestamptz, external_ref text))
  select s.id, s.client_id, (extract(epoch from s.at) * 1000)::float8 as at, s.status, s.external_ref
  from client_session s where s.practice_id = ? and s.id in (
    select k.id from asked w join client_session k
      on k.practice_id = ? and k.client_id = w.client_id and k.external_ref = w.external_ref
    union
    select k.id from asked w join client_session k on k.practice_id = ? and k.client_id = w.client_id and k.at = w.at)
  order by s.id`;

const WRITTEN = `json_to_recordset(?::json) as w(id uuid, client_id uuid, at timestamptz, status text, external_ref text)`;

/** A concurrent insert with the same reference is the same session. */
const ADD = `
  insert into client_session (practice_id, id, client_id, at, status, external_ref, imported, created_at, updated_at)
  select ?, w.id, w.client_id, w.at, w.status, w.external_ref, true, ?, ? from ${WRITTEN}
  on conflict (practice_id, client_id, external_ref) do update
    set at = excluded.at, status = excluded.status, updated_at = excluded.updated_at`;

/** Leaves `imported` alone. */
const CHANGE = `
  update client_session s set at = w.at, status = w.status, external_ref = w.external_ref, updated_at = ?
  from ${WRITTEN} where s.practice_id = ? and s.id = w.id`;

/** Reads the existing sessions that a batch may match, in one query. */
export async function readSessions(tx: Tx, asked: readonly SessionAsked[]): Promise<SessionRecord[]> {
  const wanted = asked.map(({ clientId, at, externalRef }) => ({
    client_id: clientId,
    at: at.toISOString(),
    external_ref: externalRef,
  }));
  const { practiceId } = tx;
  const rows = await tx.em.execute<Row[]>(KNOWN, [
    JSON.stringify(wanted),
    practiceId,
    practiceId,
    practiceId,
  ]);
  return rows.map(({ id, client_id, at, status, external_ref }) => ({
    id,
    clientId: client_id,
    fields: { at: new Date(at), status, externalRef: external_ref },
    fate: 'unchanged',
  }));
}

/** Two statements a batch. */
export async function writeSessions(
  tx: Tx,
  { created, updated }: { created: readonly SessionRecord[]; updated: readonly SessionRecord[] },
): Promise<void> {
  const { practiceId } = tx;
  const now = tx.now.toISOString();
  if (created.length > 0) await tx.em.execute(ADD, [practiceId, now, now, written(created)]);
  if (updated.length > 0) await tx.em.execute(CHANGE, [now, written(updated), practiceId]);
}

function written(sessions: readonly SessionRecord[]): string {
  return JSON.stringify(
    sessions.map(({ id, clientId, fields: { at, status, externalRef } }) => ({
      id,
      client_id: clientId,
      at: at.toISOString(),
      status,
      external_ref: externalRef,
    })),
  );
}
