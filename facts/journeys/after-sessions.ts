import { Client } from '../../entities/client.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { settleFirstAttendance } from '../clients/first-attendance.ts';
import { beginEpisode, followEpisode } from './episode.ts';
import type { Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';

/** Clients whose episode of care may begin anew, or at another session than was known. */
const CAME_BACK = `
  select c.id from client c where c.practice_id = ? and c.id = any(?::uuid[]) and c.ending is distinct from 'deceased'
    and (c.episode_started_at is not null or exists (select 1 from client_session s
      where s.practice_id = c.practice_id and s.client_id = c.id and s.status = 'attended'
        and (s.at at time zone ?)::date > c.ended_on))
  order by c.id`;

const REEVALUATE = `
  update commitment set due_at = to_timestamp(0), signaled_at = null, signal_count = 0
  where practice_id = ? and kept_at is null and (kind = 'clientJourney' and subject_id = any(?::uuid[])
    or kind = 'enquiry' and subject_id in (select e.id from enquiry e
      where e.practice_id = commitment.practice_id and e.stage = 'attended' and e.client_id = any(?::uuid[])))`;

/**
 * Settles once what a file of appointments changes: when clients were new, episodes of care begin anew where a client came back, and open
 * commitments are due for a signal. No journey begins.
 */
export async function afterSessions(
  tx: Tx,
  { named, changed }: { named: ReadonlySet<string>; changed: ReadonlySet<string> },
  zone: string,
): Promise<void> {
  const back = await tx.em.execute<{ id: string }[]>(CAME_BACK, [tx.practiceId, asArray(changed), zone]);
  for (const { id } of back) await followClient(tx, id, zone);
  await settleFirstAttendance(tx, changed);
  await tx.em.execute(REEVALUATE, [tx.practiceId, asArray(named), asArray(named)]);
}

async function followClient(tx: Tx, clientId: string, zone: string): Promise<void> {
  const client = await lockClient(tx, clientId);
  const { ending } = client;
  const session = await firstAfterEnding(tx, client, zone);
  if (session) beginEpisode(client, session, zone);
  await followEpisode(tx, client, zone);
  if (client.ending !== ending) client.updatedAt = tx.now;
}

async function firstAfterEnding(
  tx: Tx,
  { id, endedOn }: Client,
  zone: string,
): Promise<ClientSession | null> {
  if (!endedOn) return null;
  return tx.em.findOne(
    ClientSession,
    { clientId: id, status: 'attended', at: { $gt: endOfDay(endedOn, zone) } },
    { orderBy: { at: 'asc' } },
  );
}

function asArray(ids: ReadonlySet<string>): string {
  return `{${[...ids].join(',')}}`;
}
