import { until } from './until.ts';
import { connected } from './parts.ts';

/** An e-mail's delivery is heard of a second after it went. */
const STILL_MS = 1_500;

/** What every table holds, as one hash a table; audit entries and when a key was used are left out, because reading leaves some. */
export async function dumpTables(ownerUrl: string): Promise<Record<string, string>> {
  return connected(ownerUrl, async (execute) => {
    const tables = await execute<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'audit_entry' order by 1",
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      await execute(`alter table "${name}" no force row level security`);
      const [found] = await execute<{ hash: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(r, chr(10) order by r)), '') as hash
           from (select (to_jsonb(t) - 'last_used_at')::text as r from "${name}" t) rows`,
      );
      hashes[name] = found?.hash ?? '';
    }
    return hashes;
  });
}

/** The same once nothing moves by itself any more: every signal was sent, and what follows from it is over. */
export async function stillTables(ownerUrl: string): Promise<Record<string, string>> {
  let last = '';
  return until(async () => {
    const tables = await dumpTables(ownerUrl);
    const [before, now] = [last, JSON.stringify(tables)];
    last = now;
    const rests = tables['workflow_signal']?.startsWith('0 ') && (await nothingIsDue(ownerUrl));
    if (before === now && rests) return tables;
    await new Promise((resolve) => setTimeout(resolve, STILL_MS));
    return null;
  }, 60_000);
}

/** Nothing will be checked in the next moments: a practice's housekeeping, above all, has had its first check. */
async function nothingIsDue(ownerUrl: string): Promise<boolean> {
  const [found] = await connected(ownerUrl, (execute) =>
    execute<{ due: number }>(
      "select count(*)::int as due from commitment where kept_at is null and due_at < now() + interval '20 seconds'",
    ),
  );
  return found?.due === 0;
}

/** Lets nobody in and sends the program away, or lets it in again; only the program's own role may end its connections. */
export async function allowConnections(
  { ownerUrl, databaseUrl }: { ownerUrl: string; databaseUrl: string },
  allowed: boolean,
): Promise<void> {
  const database = new URL(databaseUrl).pathname.slice(1);
  await connected(elsewhere(ownerUrl), (execute) =>
    execute(`alter database "${database}" allow_connections ${String(allowed)}`),
  );
  if (allowed) return;
  await connected(elsewhere(databaseUrl), (execute) =>
    execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and usename = current_user`,
    ),
  );
}

function elsewhere(url: string): string {
  const moved = new URL(url);
  moved.pathname = '/postgres';
  return moved.toString();
}
