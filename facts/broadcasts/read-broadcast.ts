import { sql } from 'kysely';
import { Broadcast } from '../../entities/broadcast.ts';
import { Practice } from '../../entities/practice.ts';
import type { BroadcastFacts, BroadcastRules, MailsUnderWay } from '../../policy/broadcasts/broadcast.ts';
import { dayOf, nextPlace } from '../../policy/broadcasts/pace.ts';
import { deliveryFacts, type DeliveryRow } from '../outbound-mail/message-facts.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { paceOf, takenToday } from './read-pace.ts';

/** What is known of one broadcast, its e-mails that are under way, and the rules of its practice. */
export type BroadcastState = { facts: BroadcastFacts; rules: Omit<BroadcastRules, 'searchLagMs'> };

/** What the rules need to know about one broadcast; null where it is gone. */
export async function readBroadcast(tx: Tx, broadcastId: string): Promise<BroadcastState | null> {
  const { em, practiceId, now } = tx;
  const broadcast = await em.findOne(Broadcast, { practiceId, id: broadcastId });
  if (!broadcast) return null;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const pace = paceOf(practice, broadcast);
  return {
    facts: {
      status: broadcast.status,
      isLeft: broadcast.written < broadcast.frozen,
      underWay: await underWay(tx, broadcastId, dayOf(now, practice.timezone)),
    },
    rules: {
      paused: practice.sending === 'paused',
      place: nextPlace(pace, await takenToday(tx, practice), now),
      opening: nextPlace(pace, 0, now),
    },
  };
}

/** Of hundreds that left together there is one row. */
async function underWay(tx: Tx, broadcastId: string, today: string): Promise<MailsUnderWay[]> {
  await tx.em.flush();
  const { rows } = await sql<DeliveryRow & { has_place: boolean }>`
    select distinct status, checks, resent, next_try_at, claimed_until, unknown_since,
      taken_on is not distinct from ${today}::date as has_place
    from message where practice_id = ${tx.practiceId}::uuid and broadcast_id = ${broadcastId}::uuid
      and status in ('queued', 'sending', 'unknown')`.execute(tables(tx));
  return rows.map((row) => ({ ...deliveryFacts(row), hasPlace: row.has_place }));
}
