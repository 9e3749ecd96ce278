import { randomUUIDv7 } from 'node:crypto';
import { ClientSession } from '../../entities/client-session.ts';
import type { SessionStatus } from '../../policy/clients/client-terms.ts';
import type { Client } from '../../entities/client.ts';
import { CLOCKS_DIFFER_MS, FUTURE_STATUSES } from '../../policy/calendar/future-dates.ts';
import { beginEpisode, followEpisode } from './episode.ts';
import { audit, type Tx } from '../transaction.ts';
import { settleFirstAttendance } from '../clients/first-attendance.ts';
import { lockLivingClient } from '../locks/living-client.ts';
import { noteFeed } from './note-feed.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { reevaluateEnquiryOf, reevaluateJourney } from '../commitments/reevaluate-subjects.ts';
import { openJourney } from '../commitments/open-commitment.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

export type SessionFields = {
  at: Date;
  status: SessionStatus;
  externalRef: string | null;
};
type Kept = { client: Client; known: ClientSession | null; zone: string };

/** A day more than the longest time that anything may still go for a session (S16); an older one opens no journey. */
const MAY_MATTER_MS = 15 * DAY_MS;

/**
 * An appointment becomes known, or with the same reference changes. The same moment with the same status again is the
 * same appointment, unless two references say that they are two.
 */
export async function saveSession(
  tx: Tx,
  clientId: string,
  fields: SessionFields,
  zone: string,
): Promise<{ session: ClientSession; isNew: boolean }> {
  const client = await lockLivingClient(tx, clientId);
  const named = fields.externalRef ? await findByReference(tx, client, fields.externalRef) : null;
  const known = named ?? (await findByMoment(tx, client, fields));
  return {
    session: await keep(tx, { client, known, zone }, withReference(fields, known)),
    isNew: known === null,
  };
}

/** An appointment that is known was moved, or came to something else. */
export async function changeSession(
  tx: Tx,
  { clientId, sessionId }: { clientId: string; sessionId: string },
  change: Partial<SessionFields>,
  zone: string,
): Promise<ClientSession> {
  const client = await lockLivingClient(tx, clientId);
  const known = await tx.em.findOne(ClientSession, { id: sessionId, clientId });
  if (!known) throw notFound('session');
  const { at, status, externalRef = null } = known;
  const fields = { at, status, externalRef, ...change };
  const taken = fields.externalRef ? await findByReference(tx, client, fields.externalRef) : null;
  if (taken && taken.id !== known.id)
    throw conflict(`Session ${taken.id} has the external reference "${fields.externalRef}" already.`);
  return keep(tx, { client, known, zone }, fields);
}

/** Idempotent, so that a diary may be sent every night. A session from a file that changes counts as a new one. */
async function keep(tx: Tx, { client, known, zone }: Kept, fields: SessionFields): Promise<ClientSession> {
  refuseUnlikely(tx, fields);
  await noteFeed(tx);
  const before = known ? { at: known.at, status: known.status } : null;
  if (known && isSame(known, fields)) return known;
  const session = known ?? begin(tx, client, fields);
  tx.em.assign(session, { ...fields, imported: false, updatedAt: tx.now });
  const moved = before?.status !== session.status || before.at.getTime() !== session.at.getTime();
  if (moved) await followFirst(tx, client, { session, before });
  if (moved && session.status === 'attended') beginEpisode(client, session, zone);
  if (moved) await followEpisode(tx, client, zone);
  if (moved && (session.status !== 'booked' || (before && before.status !== 'booked')))
    await reevaluate(tx, session);
  if (moved && session.status === 'attended') await reevaluateEnquiryOf(tx, client.id);
  audit(tx, known ? 'change' : 'create', { entity: 'client_session', id: session.id }, Object.keys(fields));
  return session;
}

/** When the client was new; all is read again only if what was the first is so no more. */
async function followFirst(
  tx: Tx,
  client: Client,
  { session, before }: { session: ClientSession; before: Pick<SessionFields, 'at' | 'status'> | null },
): Promise<void> {
  if (before?.status === 'attended' && before.at.getTime() === client.firstAttendedAt?.getTime())
    await settleFirstAttendance(tx, [client.id]);
  else if (session.status === 'attended') client.came(session.at);
}

function begin(tx: Tx, client: Client, fields: SessionFields): ClientSession {
  return tx.em.create(ClientSession, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    ...fields,
    imported: false,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
}

/** Signals an open journey; only a recent session may be the reason for a new note and opens one (§5a.3). */
async function reevaluate(tx: Tx, { at, client }: ClientSession): Promise<void> {
  const mayMatter = Math.abs(tx.now.getTime() - at.getTime()) <= MAY_MATTER_MS;
  await (mayMatter ? openJourney(tx, client.id) : reevaluateJourney(tx, client.id));
}

function refuseUnlikely(tx: Tx, { at, status }: SessionFields): void {
  if (FUTURE_STATUSES.has(status) || at.getTime() <= tx.now.getTime() + CLOCKS_DIFFER_MS) return;
  throw wrongFields([
    {
      path: 'at',
      message: `must not lie in the future: until it is over, a session is booked, cancelled or late_cancel, and not ${status}`,
    },
  ]);
}

function isSame(session: ClientSession, { at, status, externalRef }: SessionFields): boolean {
  return (
    session.at.getTime() === at.getTime() &&
    session.status === status &&
    (session.externalRef ?? null) === externalRef
  );
}

async function findByReference(tx: Tx, client: Client, externalRef: string): Promise<ClientSession | null> {
  return tx.em.findOne(ClientSession, { clientId: client.id, externalRef });
}

async function findByMoment(
  tx: Tx,
  client: Client,
  { at, status, externalRef }: SessionFields,
): Promise<ClientSession | null> {
  const then = await tx.em.find(
    ClientSession,
    { clientId: client.id, at, status },
    { orderBy: { id: 'asc' } },
  );
  return then.find((session) => externalRef === null || (session.externalRef ?? null) === null) ?? null;
}

/** Whoever leaves the reference out does not take it back. */
function withReference(fields: SessionFields, known: ClientSession | null): SessionFields {
  return { ...fields, externalRef: fields.externalRef ?? known?.externalRef ?? null };
}
