import { DataFeed } from '../../entities/data-feed.ts';
import type { Fact } from '../transaction.ts';

const NOTED_EVERY_MS = 60_000;

/**
 * The practice's diary has spoken (§2.5). Once a minute is enough to know that it is not silent: the row is one for the
 * whole practice, and whoever writes it keeps everybody else waiting.
 */
export async function noteFeed(fact: Fact): Promise<void> {
  const { practiceId, now } = fact;
  const noted = await fact.em.findOne(DataFeed, { feed: 'sessions' });
  if (noted && now.getTime() - noted.at.getTime() < NOTED_EVERY_MS) return;
  await fact.em.upsert(DataFeed, { practiceId, feed: 'sessions', at: now });
}
