import { DataFeed } from '../../entities/data-feed.ts';
import type { Tx } from '../transaction.ts';

const NOTED_EVERY_MS = 60_000;

/**
 * The practice's diary has spoken (§2.5). Once a minute is enough to know that it is not silent: the row is one for the
 * whole practice, and whoever writes it keeps everybody else waiting.
 */
export async function noteFeed(tx: Tx): Promise<void> {
  const { practiceId, now } = tx;
  const noted = await tx.em.findOne(DataFeed, { feed: 'sessions' });
  if (noted && now.getTime() - noted.at.getTime() < NOTED_EVERY_MS) return;
  await tx.em.upsert(DataFeed, { practiceId, feed: 'sessions', at: now });
}
