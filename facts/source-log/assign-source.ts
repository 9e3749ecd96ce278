import { Client } from '../../entities/client.ts';
import { generationOf, nearestClient, wouldMakeCycle } from '../../policy/source-log/generation.ts';
import type { Hop } from '../../policy/source-log/source-kinds.ts';
import type { Tx } from '../transaction.ts';
import type { KnownSource } from './resolve-source.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { conflict } from '../refusal.ts';
import { lockKey } from '../locks/lock-key.ts';

export type AssignedSource = KnownSource & { line: number; hops: Hop[] | null };

/**
 * The nearest referring client of each client (`c`): the source itself, or the first client among the hops of its line.
 */
export const SENT_BY = `coalesce(case when c.source_kind = 'client' then c.source_ref end, (
  select (h.hop ->> 'clientId')::uuid from source_log_line l
  cross join lateral jsonb_array_elements(case when jsonb_typeof(l.hops) = 'array' then l.hops else '[]' end)
    with ordinality as h(hop, nth)
  where l.practice_id = c.practice_id and l.number = c.source_line and h.hop ->> 'kind' = 'client'
  order by h.nth limit 1))`;

/** The chain of referrers of a client. */
const CHAIN = `
  with recursive chain(id, depth) as (
    select ?::uuid, 0
    union all
    select ${SENT_BY}, chain.depth + 1 from chain join client c on c.practice_id = ? and c.id = chain.id
    where chain.depth < 1000)
  select id from chain where id is not null order by depth`;

/** Updates the generation of everybody who came through a client, recursively. */
const FOLLOW = `
  with recursive came(id, generation) as (
    select ?::uuid, ?::int
    union all
    select c.id, came.generation + 1 from came join client c on c.practice_id = ? and ${SENT_BY} = came.id)
  update client set generation = came.generation from came where client.practice_id = ? and client.id = came.id`;

/** Assigns a client's source and generation (§5.5); cycles are refused. */
export async function assignSource(tx: Tx, client: Client, source: AssignedSource): Promise<void> {
  const { em, practiceId } = tx;
  await lockGenerations(tx);
  const { kind, ref, hops, line } = source;
  if (kind === null) return;
  const origin = { kind, clientId: kind === 'client' ? ref : null, hops };
  const sender = nearestClient(origin);
  await em.flush();
  await refuseCycle(tx, client.id, sender);
  const senders = sender ? await em.findOne(Client, { id: sender }) : null;
  em.assign(client, { sourceKind: kind, sourceRef: ref, sourceLine: line, updatedAt: tx.now });
  client.generation = generationOf(origin, senders?.generation ?? null);
  await em.flush();
  await em.execute(FOLLOW, [client.id, client.generation, practiceId, practiceId]);
  await closeTasks(tx, ['ask_source'], { client });
}

/** Serialises assignments (advisory lock), so that two clients cannot each come through the other. */
export async function lockGenerations(tx: Tx): Promise<void> {
  await lockKey(tx, 'generations');
}

async function refuseCycle(tx: Tx, clientId: string, sender: string | null): Promise<void> {
  if (!sender) return;
  const chain = await tx.em.execute<{ id: string }[]>(CHAIN, [sender, tx.practiceId]);
  if (
    !wouldMakeCycle(
      clientId,
      chain.map(({ id }) => id),
    )
  )
    return;
  throw conflict(
    'Nobody can have sent themselves: whoever is named came here through this very client. Check the earlier lines.',
  );
}

/** The referring client of each client, where known. */
export async function sendersOfClients({ em, practiceId }: Tx): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; sender: string }[]>(
    `select * from (select c.id, ${SENT_BY} as sender from client c where c.practice_id = ?) s where sender is not null`,
    [practiceId],
  );
  return new Map(rows.map(({ id, sender }) => [id, sender]));
}
