import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/postgresql';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { z } from 'zod';
import { addSearchAttributes } from '../../worker/search-attributes.ts';

const Parts = z.object({
  postgres: z.object({ databaseUrl: z.string(), ownerUrl: z.string() }),
  temporal: z.object({ address: z.string(), ui: z.string() }),
  /** The program of the time-skipping server. */
  testServer: z.string(),
});
export type Parts = z.infer<typeof Parts>;
type ClonedDatabase = { databaseUrl: string; ownerUrl: string };

export const TEST_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.test');
/** Names this run's own file; Jest hands the environment down to its workers. */
export const PARTS_ENV = 'KINDWORD_TEST_PARTS';
/** Names the bundled workflow code of this run. */
export const BUNDLE_ENV = 'KINDWORD_TEST_BUNDLE';
export const TEMPLATE = 'kindword_template';

/** Where the real parts of this test run are; `global-setup.ts` started them. */
export function readParts(): Parts {
  return Parts.parse(JSON.parse(readFileSync(partsFile(), 'utf8')));
}

/**
 * A migrated database of one's own, in a few hundredths of a second. It goes away with the run and no sooner: ext4 looks
 * at every file deleted in the last minutes before it makes one, and each database has nine hundred.
 */
export async function cloneDatabase(name: string): Promise<ClonedDatabase> {
  const { postgres } = readParts();
  const database = `test_${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)}_${randomBytes(4).toString('hex')}`;
  await asOwner(postgres.ownerUrl, `create database ${database} template ${TEMPLATE} strategy file_copy`);
  return {
    databaseUrl: inDatabase(postgres.databaseUrl, database),
    ownerUrl: inDatabase(postgres.ownerUrl, database),
  };
}

/** Enough for most tests: workers and workflows of two tests do not meet on different queues. */
export function freshTaskQueue(name: string): string {
  return `${name}-${randomUUID()}`;
}

/** A namespace of one's own, for tests that list, count or schedule; ready to use when this returns. */
export async function freshNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address: readParts().temporal.address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    await untilItWorks(() => addSearchAttributes(connection, namespace));
    await untilItWorks(() =>
      connection.workflowService.countWorkflowExecutions({ namespace, query: 'Attention = true' }),
    );
    return namespace;
  } finally {
    await connection.close();
  }
}

/** Where the program finds a namespace of its own. */
export async function ownNamespace() {
  const { address } = readParts().temporal;
  return { connectionOptions: { address }, namespace: await freshNamespace() };
}

/** The path of a folder of one's own (not made yet), which goes away with the run. */
export function scratchFolder(name: string): string {
  const folder = join(runFolder(), 'scratch', `${name}-${randomBytes(4).toString('hex')}`);
  mkdirSync(dirname(folder), { recursive: true });
  return folder;
}

/** Where this run keeps its files; it goes away with the run. */
export function runFolder(): string {
  return dirname(partsFile());
}

function partsFile(): string {
  return process.env[PARTS_ENV] ?? join(TEST_FOLDER, 'parts.json');
}

export function inDatabase(url: string, database: string): string {
  const moved = new URL(url);
  moved.pathname = `/${database}`;
  return moved.toString();
}

export async function asOwner(ownerUrl: string, sql: string): Promise<void> {
  await connected(ownerUrl, (execute) => execute(sql));
}

type Execute = <Row extends object>(sql: string) => Promise<Row[]>;

/** One connection in the role of this address, for what the program itself never does. */
export async function connected<T>(url: string, work: (execute: Execute) => Promise<T>): Promise<T> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
  });
  try {
    return await work((sql) => orm.em.getConnection().execute(sql));
  } finally {
    await orm.close(true);
  }
}

/** Temporal tells its own parts of a new namespace one after another. */
async function untilItWorks(work: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + 20_000; ;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
