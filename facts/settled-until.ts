import type { EntityManager } from '@mikro-orm/postgresql';

const PREFIX = 'practice/';

/** What a connection is called while a transaction of this practice is open. */
export function nameOfTransactions(practiceId: string): string {
  return `${PREFIX}${practiceId}`;
}

/**
 * The moment before which every change of a practice is visible: a transaction that is still open may yet commit changes
 * as old as its own beginning, unless it is another practice's (a long import there holds nobody up here). Ages, not
 * times, are asked of PostgreSQL, so that its clock may differ from ours.
 */
export async function settledUntil(em: EntityManager): Promise<Date> {
  const asked = Date.now();
  const [open] = await em.execute<{ age: number | null }[]>(
    `select (extract(epoch from max(clock_timestamp() - xact_start)) * 1000)::float8 as age from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and xact_start is not null
       and (application_name = '${PREFIX}' || current_setting('mikro.practice.id') or application_name not like '${PREFIX}%')`,
  );
  return new Date(Math.floor(asked - Math.max(0, open?.age ?? 0)));
}
