import { readFullTimes } from '../capacity/read-full-times.ts';
import type { PracticePast, SimulationPeriod } from '../../policy/journeys/simulation-start.ts';
import type { Tx } from '../transaction.ts';

/** Since when milestones are recorded (what was before can only be guessed from sessions), and when the practice was full. */
export async function readPracticePast(tx: Tx): Promise<PracticePast> {
  const { em, practiceId, now } = tx;
  const [row] = await em.execute<{ since: number | null }[]>(
    `select (extract(epoch from least(
      (select min(m.created_at) from milestone m where m.practice_id = p.id),
      (select min(d.created_at) from discharge d where d.practice_id = p.id))) * 1000)::float8 as since
    from practice p where p.id = ?`,
    [practiceId],
  );
  return { recordedSince: row?.since ?? null, fullTimes: await readFullTimes(tx), now: now.getTime() };
}

/**
 * Every client with a milestone in that time, or, where nobody recorded any, who came for the last time in it. Ordered by
 * a hash of their ids, so that the first of them are a sample of all.
 */
export async function clientsWithMilestones(
  { em, practiceId }: Tx,
  { from, to }: SimulationPeriod,
  { recordedSince }: PracticePast,
): Promise<string[]> {
  const guessedUntil = Math.min(to, recordedSince ?? Infinity);
  const found = await em.execute<{ id: string }[]>(
    `with asked as (select ?::uuid as practice_id, to_timestamp(?::float8 / 1000) as since, to_timestamp(?::float8 / 1000) as until,
      to_timestamp(?::float8 / 1000) as guessed_until)
    select id from (
      select m.client_id as id from milestone m, asked a
        where m.practice_id = a.practice_id and m.created_at between a.since and a.until
      union select d.client_id from discharge d, asked a
        where d.practice_id = a.practice_id and d.superseded_at is null and d.created_at between a.since and a.until
      union select s.client_id from client_session s, asked a
        where a.guessed_until > a.since and s.practice_id = a.practice_id and s.status = 'attended'
        group by s.client_id having count(*) >= 4
          and max(s.at) between min(a.since) and min(a.guessed_until)) milestones
    order by md5(id::text)`,
    [practiceId, from, to, guessedUntil],
  );
  return found.map(({ id }) => id);
}
