import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  countsEverywhere,
  endOf,
  type SuppressionReason,
  type SuppressionSource,
} from '../../policy/outbound-mail/suppression.ts';
import { audit, type Tx } from '../transaction.ts';

type Happened = {
  emailHash: string;
  reason: SuppressionReason;
  /** When it happened: what has been lifted since does not come back. */
  at: Date;
};

/**
 * Writes down why this practice no longer writes to an address. Idempotent; answers the row's id where it is new, or
 * stands again. `led` is the record that the audit log names instead of the row itself.
 */
export async function recordSuppression(
  tx: Tx,
  { emailHash, reason, at, source }: Happened & { source: SuppressionSource },
  led: { entity: string; id: string } | null = null,
): Promise<string | null> {
  const { em, practiceId, now } = tx;
  await em.flush();
  const [written] = await em.execute<{ id: string }[]>(
    `insert into suppression as s (practice_id, id, email_hash, reason, source, at, until, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (practice_id, email_hash, reason) do update
     set at = excluded.at, until = excluded.until, source = excluded.source, updated_at = excluded.updated_at,
       lifted_at = null, lifted_by = null, reactivated_at = null
     where excluded.at > coalesce(s.lifted_at, s.until, 'infinity')
     returning id`,
    [practiceId, randomUUIDv7(), emailHash, reason, source, iso(at), iso(endOf(reason, at)), iso(now)],
  );
  if (!written) return null;
  audit(tx, 'suppress', led ?? { entity: 'suppression', id: written.id }, [reason]);
  return written.id;
}

/** A fact about the address, or a complaint about our mail, stops every practice; only the one where it happened learns what. */
export async function recordEverywhere(
  em: EntityManager,
  { emailHash, reason, at }: Happened,
  happenedAt: string | null,
): Promise<void> {
  if (!countsEverywhere(reason)) return;
  await em.execute(
    `insert into installation_suppression as s (email_hash, reason, practice_id, at, until)
     values (?, ?, ?, ?, ?)
     on conflict (email_hash, reason) do update
     set at = excluded.at, until = excluded.until, practice_id = excluded.practice_id,
       lifted_at = null, reactivated_at = null
     where excluded.at > coalesce(s.lifted_at, s.until, 'infinity')`,
    [emailHash, reason, happenedAt, iso(at), iso(endOf(reason, at))],
  );
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
