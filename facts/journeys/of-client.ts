import type { InferClassEntityDB } from '@mikro-orm/postgresql';
import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely';
import type { ENTITIES } from '../../entities/index.ts';

export type Tables = InferClassEntityDB<(typeof ENTITIES)[number]>;
/** Within the row of the practice. */
export type OfPractice = ExpressionBuilder<Tables & { p: Tables['practice'] }, 'p'>;
/** Within the row of one client. */
export type OfClient = ExpressionBuilder<Tables & { c: Tables['client']; p: Tables['practice'] }, 'c' | 'p'>;
/** Of a table that is called `x`: the rows of this client. */
export const OF_CLIENT = sql<boolean>`x.practice_id = c.practice_id and x.client_id = c.id`;

/** An instant in epoch milliseconds. */
export function ms<T extends number | null>(column: string): RawBuilder<T> {
  return sql<T>`round(date_part('epoch', ${sql.ref(column)}) * 1000)`;
}
