import { randomInt } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { TestKindword } from './kindword.ts';
import { asOwner, connected } from './parts.ts';

const LETTERS = 'abcdefghijkmnopqrstuvwxyz';

/** Words that stand nowhere else, so that they are found wherever they were written. */
export class Marks {
  readonly all: string[] = [];

  word(): string {
    const word = `zq${Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
    this.all.push(word);
    return word;
  }

  phone(): string {
    const digits = `7${randomInt(10 ** 11, 10 ** 12 - 1)}`;
    this.all.push(digits);
    return `+${digits}`;
  }

  person(tag = ''): Record<string, string> {
    return {
      firstName: this.word(),
      lastName: this.word(),
      email: `${this.word()}${tag}@example.org`,
      phone: this.phone(),
    };
  }

  foundIn(text: string): string[] {
    const lower = text.toLowerCase();
    return this.all.filter((mark) => lower.includes(mark.toLowerCase()));
  }
}

/** Everything that an operator of Temporal can see: events with their payloads opened, memos, attributes, summaries. */
export async function histories({ settings }: TestKindword): Promise<string> {
  const { connectionOptions, namespace } = settings.temporal;
  const connection = await Connection.connect({ address: connectionOptions.address ?? '' });
  const temporal = new Client({ connection, namespace });
  const seen: string[] = [];
  for await (const { workflowId, runId } of temporal.workflow.list()) {
    const handle = temporal.workflow.getHandle(workflowId, runId);
    seen.push(workflowId, legible(await handle.fetchHistory()), legible((await handle.describe()).raw));
  }
  await connection.close();
  return seen.join('\n');
}

/** As it is written, with every payload opened beside it. */
function legible(value: unknown): string {
  const written = JSON.stringify(value);
  const payloads = [...written.matchAll(/"data":"(?<data>[A-Za-z0-9+/=]+)"/g)];
  return [
    written,
    ...payloads.map(({ groups }) => Buffer.from(groups?.['data'] ?? '', 'base64').toString('utf8')),
  ].join('\n');
}

/** Every row of every table as its owner reads it, without the columns that may say it. */
export async function rows(ownerUrl: string, mayStand: readonly string[] = []): Promise<string> {
  return connected(ownerUrl, async (execute) => {
    const tables = await execute<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const without = mayStand.map((column) => ` - '${column}'`).join('');
      const whole = await execute<{ row: unknown }>(`select to_jsonb(t)${without} as row from "${name}" t`);
      found.push(...whole.map(({ row }) => `${name}: ${JSON.stringify(row)}`));
    }
    return found.join('\n');
  });
}

/** While it works, the database refuses every row of this table. */
export async function whileRefused(
  ownerUrl: string,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  await asOwner(ownerUrl, `alter table "${table}" add constraint no_more check (false) not valid`);
  try {
    await work();
  } finally {
    await asOwner(ownerUrl, `alter table "${table}" drop constraint no_more`);
  }
}
