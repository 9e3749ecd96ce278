import type { Tx } from '../transaction.ts';
import { SENT_BY } from './assign-source.ts';

/** Which client sent which, as far as it is known. */
export async function sendersOfClients({ em, practiceId }: Tx): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; sender: string }[]>(
    `select * from (select c.id, ${SENT_BY} as sender from client c where c.practice_id = ?) s where sender is not null`,
    [practiceId],
  );
  return new Map(rows.map(({ id, sender }) => [id, sender]));
}
