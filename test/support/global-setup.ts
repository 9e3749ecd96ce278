import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError, startEmbedded, type Embedded } from '../../embedded/index.ts';
import { writePrivately } from '../../embedded/private-file.ts';
import { findTemporalTestServer } from '../../embedded/temporal/find.ts';
import endTestRun, { heldRun, sweepEarlierRuns } from './global-teardown.ts';
import { asOwner, BUNDLE_ENV, inDatabase, PARTS_ENV, type Parts, TEMPLATE, TEST_FOLDER } from './parts.ts';

/**
 * A crash of the machine may cost a test run; waiting for the disk would cost every run. A vacuum that happens to be at
 * work in a database would keep its owner from dropping it.
 */
const POSTGRES_FLAGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
].flatMap((set) => ['-c', set]);

/** Without this a timer below a second fires a second late. */
const TEMPORAL_FLAGS = ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="1ms"'];

/** Starts one PostgreSQL and one Temporal for the whole run, and makes the migrated template tests clone. */
export default async function startTestRun(): Promise<void> {
  mkdirSync(TEST_FOLDER, { recursive: true });
  await sweepEarlierRuns(say);
  heldRun.folder = mkdtempSync(join(TEST_FOLDER, 'run-'));
  try {
    const [embedded, testServer] = await Promise.all([
      startEmbedded(
        { dataDir: heldRun.folder, postgres: true, temporal: true, outbox: false, say },
        { postgresFlags: POSTGRES_FLAGS, temporalFlags: TEMPORAL_FLAGS, temporalInMemory: true },
      ),
      findTemporalTestServer(say),
    ]);
    heldRun.embedded = embedded;
    await bundleOnce(heldRun.folder);
    await tellWhereTheyAre(heldRun.folder, { ...partsOf(embedded), testServer });
    endWhenInterrupted();
  } catch (error) {
    await endTestRun();
    throw error;
  }
}

function partsOf({ postgres, temporal }: Embedded): Omit<Parts, 'testServer'> {
  if (postgres === undefined || temporal === undefined) throw new EmbeddedError('A part is missing.');
  return { postgres, temporal };
}

/** Two runs in one checkout do not meet: tests follow the environment, `.test/parts.json` is the latest, for people. */
async function tellWhereTheyAre(folder: string, parts: Parts): Promise<void> {
  await makeTemplate(parts.postgres);
  const file = join(folder, 'parts.json');
  for (const path of [file, join(TEST_FOLDER, 'parts.json')]) writePrivately(path, JSON.stringify(parts));
  process.env[PARTS_ENV] = file;
}

/** The workflow code is bundled once for all tests. */
async function bundleOnce(folder: string): Promise<void> {
  const { workflowBundle } = await import('../../worker/workflow-bundle.ts');
  const { code } = await workflowBundle();
  const path = join(folder, 'workflows.js');
  writeFileSync(path, code);
  process.env[BUNDLE_ENV] = path;
}

/** Migrated once for all tests: their programs find nothing to migrate. */
async function makeTemplate({ ownerUrl, databaseUrl }: Parts['postgres']): Promise<void> {
  await asOwner(ownerUrl, `create database ${TEMPLATE}`);
  const { migrate } = await import('../../server/migrate.ts');
  await migrate(inDatabase(ownerUrl, TEMPLATE), new URL(databaseUrl).username);
}

/** Jest does not tear down when it is interrupted. */
function endWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void endTestRun().finally(() => process.exit(130)));
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
