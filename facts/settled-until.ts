import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * The moment before which every change is visible: a transaction that is still open may yet commit changes as old as
 * its own beginning. Ages, not times, are asked of PostgreSQL, so that its clock may differ from ours.
 */
export async function settledUntil(em: EntityManager): Promise<Date> {
  const asked = Date.now();
  const [open] = await em.execute<{ age: number | null }[]>(
    `select (extract(epoch from max(clock_timestamp() - xact_start)) * 1000)::float8 as age from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return new Date(Math.floor(asked - Math.max(0, open?.age ?? 0)));
}
