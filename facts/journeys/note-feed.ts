import { DataFeed } from '../../entities/data-feed.ts';
import type { Tx } from '../transaction.ts';
import { MINUTE_MS } from '../../policy/calendar/units.ts';

const NOTED_EVERY_MS = MINUTE_MS;

/**
 * Notes when the practice's diary was last heard of (§2.5), at most once a minute: the one row of the practice is locked
 * by whoever writes it until their transaction ends.
 */
export async function noteFeed(tx: Tx): Promise<void> {
  const { practiceId, now } = tx;
  const noted = await tx.em.findOne(DataFeed, { feed: 'sessions' });
  if (noted && now.getTime() - noted.at.getTime() < NOTED_EVERY_MS) return;
  await tx.em.upsert(DataFeed, { practiceId, feed: 'sessions', at: now });
}
