import { Client } from '../../entities/client.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { beginEpisode, followEpisode } from './episode.ts';
import type { Fact } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';

/** Clients who came back after their work with us had ended, or may have come back earlier or later than was known. */
const CAME_BACK = `
  select c.id from client c where c.practice_id = ? and c.id = any(?::uuid[]) and c.ending is distinct from 'deceased'
    and (c.episode_started_at is not null or exists (select 1 from client_session s
      where s.practice_id = c.practice_id and s.client_id = c.id and s.status = 'attended'
        and (s.at at time zone ?)::date > c.ended_on))
  order by c.id`;

const LOOK_AGAIN = `
  update promise set due_at = to_timestamp(0), rung_at = null, rings = 0
  where practice_id = ? and kept_at is null and (kind = 'clientJourney' and subject_id = any(?::uuid[])
    or kind = 'enquiry' and subject_id in (select e.id from enquiry e
      where e.practice_id = promise.practice_id and e.stage = 'attended' and e.client_id = any(?::uuid[])))`;

/**
 * What follows from a file of appointments, once: episodes of care begin anew where somebody came back, and journeys that
 * are under way are due to look again. No journey begins.
 */
export async function afterSessions(
  fact: Fact,
  { named, changed }: { named: ReadonlySet<string>; changed: ReadonlySet<string> },
  zone: string,
): Promise<void> {
  const back = await fact.em.execute<{ id: string }[]>(CAME_BACK, [fact.practiceId, asArray(changed), zone]);
  for (const { id } of back) await followClient(fact, id, zone);
  await fact.em.execute(LOOK_AGAIN, [fact.practiceId, asArray(named), asArray(named)]);
}

async function followClient(fact: Fact, clientId: string, zone: string): Promise<void> {
  const client = await lockClient(fact, clientId);
  const { ending } = client;
  const session = await firstAfterEnding(fact, client, zone);
  if (session) beginEpisode(client, session, zone);
  await followEpisode(fact, client, zone);
  if (client.ending !== ending) client.updatedAt = fact.now;
}

async function firstAfterEnding(
  fact: Fact,
  { id, endedOn }: Client,
  zone: string,
): Promise<ClientSession | null> {
  if (!endedOn) return null;
  return fact.em.findOne(
    ClientSession,
    { clientId: id, status: 'attended', at: { $gt: endOfDay(endedOn, zone) } },
    { orderBy: { at: 'asc' } },
  );
}

function asArray(ids: ReadonlySet<string>): string {
  return `{${[...ids].join(',')}}`;
}
