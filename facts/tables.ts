import type { InferClassEntityDB } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Client } from '../entities/client.ts';
import type { ClientHold } from '../entities/client-hold.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import type { Professional } from '../entities/professional.ts';
import type { Referral } from '../entities/referral.ts';
import type { Staff } from '../entities/staff.ts';
import type { InstallationSuppression, Suppression } from '../entities/suppression.ts';
import type { PracticePolicy } from '../policy/practice/practice-policy.ts';
import type { Tx } from './transaction.ts';

type Columns = InferClassEntityDB<
  | typeof Client
  | typeof ClientHold
  | typeof InstallationSuppression
  | typeof Message
  | typeof Practice
  | typeof Professional
  | typeof Referral
  | typeof Staff
  | typeof Suppression
>;

/** Outside the entities the driver answers timestamps as text, and a composite key is the id within the practice. */
type AsAnswered<Value> = Value extends Date
  ? string
  : Value extends readonly [string, string]
    ? string
    : Value;

type Tables = {
  [Table in keyof Columns]: { [Column in keyof Columns[Table]]: AsAnswered<Columns[Table][Column]> };
} & { practice: { policy: PracticePolicy } };

/** Typed statements over several tables, in this transaction and held by its row-level security. */
export function tables({ em }: Tx) {
  return em.getKysely<Tables>();
}

/**
 * The condition of rows with these ids, locked one by one by their key. Of a table that has just grown by thousands the planner
 * believes that a practice has a handful of rows, and would read all of them to find these.
 */
export function withIds(
  { practiceId }: Tx,
  table: 'message' | 'broadcast_recipient',
  ids: readonly string[],
): RawBuilder<boolean> {
  return sql<boolean>`ctid = any(array(
    select found.tid from unnest(${ids}::uuid[]) as asked (id)
    cross join lateral (select t.ctid as tid from ${sql.table(table)} t
      where t.practice_id = ${practiceId}::uuid and t.id = asked.id for no key update) found))`;
}
