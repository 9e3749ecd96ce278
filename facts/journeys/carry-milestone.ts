import { LockMode } from '@mikro-orm/postgresql';
import type { Message } from '../../entities/message.ts';
import { Milestone } from '../../entities/milestone.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import type { Tx } from '../transaction.ts';

/**
 * Claims a milestone for the one message that carries it, under a row lock; null where another message holds
 * it. Without a message it went from elsewhere, so that it counts even if it had been let go meanwhile.
 */
export async function carryMilestone(
  tx: Tx,
  milestoneId: string,
  carrier: Carrier,
  message: Message | null,
): Promise<Milestone | null> {
  const milestone = await tx.em.findOne(
    Milestone,
    { practiceId: tx.practiceId, id: milestoneId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const isFree = milestone?.status === 'waiting' || (message === null && milestone?.status === 'let_go');
  if (!milestone || !isFree) return null;
  milestone.claim(carrier, message, tx.now);
  return milestone;
}
