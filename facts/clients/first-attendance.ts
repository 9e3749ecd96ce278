import type { Tx } from '../transaction.ts';

/** The earlier of the first attended session and what was reported of an enquiry, of a client `c`. */
const FIRST = `least(
    (select min(s.at) from client_session s
      where s.practice_id = c.practice_id and s.client_id = c.id and s.status = 'attended'),
    (select min(e.attended_at) from enquiry e where e.practice_id = c.practice_id and e.client_id = c.id))`;

/** Locked before it is worked out (lock order: by id), so that what is entered beside it is not overlooked. */
const LOCK = `
  select c.id from client c
  where c.practice_id = ? and c.id = any(?::uuid[]) and c.first_attended_at is distinct from ${FIRST}
  order by c.id for no key update`;

const SETTLE = `
  update client c set first_attended_at = ${FIRST} where c.practice_id = ? and c.id = any(?::uuid[])`;

/** Works out again when these clients were new, from all that is known of them by now. Flushes first. */
export async function settleFirstAttendance(
  { em, practiceId }: Tx,
  clientIds: Iterable<string>,
): Promise<void> {
  await em.flush();
  const changed = await em.execute<{ id: string }[]>(LOCK, [practiceId, asArray(clientIds)]);
  if (changed.length === 0) return;
  await em.execute(SETTLE, [practiceId, asArray(changed.map(({ id }) => id))]);
}

function asArray(ids: Iterable<string>): string {
  return `{${[...ids].join(',')}}`;
}
