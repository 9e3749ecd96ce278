import { sql } from 'kysely';
import { CapacitySpell } from '../../entities/capacity-spell.ts';
import { isNotice, type BroadcastKind } from '../../policy/broadcasts/broadcast-terms.ts';
import { lockKey } from '../locks/lock-key.ts';
import { CAPACITY_KEY } from '../locks/lock-subject.ts';
import { conflict } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { tables } from '../tables.ts';
import { isFullNow } from './read-capacity.ts';
import { timesTold } from './told-full.ts';

/** One after another says what follows from what a practice says of its places; held until the transaction ends. */
export function lockCapacity(tx: Tx): Promise<void> {
  return lockKey(tx, CAPACITY_KEY);
}

/** The time of being full that lasts, or else the latest; null where there was none. */
export function latestSpell({ em }: Tx): Promise<CapacitySpell | null> {
  return em.findOne(CapacitySpell, {}, { orderBy: { startedAt: 'desc', id: 'desc' }, refresh: true });
}

/**
 * The time of being full of which a person has people told; null where the kind tells of none. 409 where it would not be
 * true: "full" while we do not say so, "places again" while we say that we are full, or were never.
 */
export async function spellToTellOf(
  tx: Tx,
  { kind, dryRun }: { kind: BroadcastKind; dryRun?: boolean | undefined },
): Promise<string | null> {
  if (!isNotice(kind)) return null;
  await lockCapacity(tx);
  const isFull = await isFullNow(tx);
  const spell = await latestSpell(tx);
  if (kind === 'full' && !(isFull && spell))
    throw conflict(
      'The practice does not say that it is full. Say so first: PUT /capacity/:practitionerId for everybody who works with people.',
    );
  if (kind === 'places_again' && !(spell && (await wasAnybodyTold(tx, spell))))
    throw conflict('Nobody was told that the practice is full, so nobody waits to hear of places.');
  if (kind === 'places_again' && isFull && !dryRun)
    throw conflict(
      'The practice says that it is full. Say that there is room first (PUT /capacity/:practitionerId); whoever was told hears of it then, without a broadcast.',
    );
  return spell?.id ?? null;
}

async function wasAnybodyTold(tx: Tx, { toldSince }: CapacitySpell): Promise<boolean> {
  await tx.em.flush();
  const { rows } = await sql`
    select 1 from (${timesTold(tx, 'full')}) t where t.at >= ${toldSince} limit 1`.execute(tables(tx));
  return rows.length > 0;
}
