import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError, type Embedded } from '../../local/index.ts';
import { openLedger } from '../../local/ledger.ts';
import { stopLeftovers } from '../../local/leftovers.ts';
import { lockDataFolder } from '../../local/lock.ts';
import { readText } from '../../local/private-file.ts';
import { TEST_FOLDER } from './parts.ts';

export const heldRun: { embedded?: Embedded; folder?: string } = {};

/** Stops what the run started, failed or not, and takes its folder away. */
export default async function endTestRun(): Promise<void> {
  const { embedded, folder } = heldRun;
  await embedded?.stop();
  delete heldRun.embedded;
  if (folder === undefined) return;
  const [ours, latest] = [join(folder, 'parts.json'), join(TEST_FOLDER, 'parts.json')];
  if (readText(ours) === readText(latest)) rmSync(latest, { force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** What a killed run left, its processes first; the folder of a run that is still going is left alone. */
export async function sweepEarlierRuns(say: (line: string) => void): Promise<void> {
  for (const name of readdirSync(TEST_FOLDER).filter((entry) => entry.startsWith('run-'))) {
    const run = join(TEST_FOLDER, name);
    const scratch = join(run, 'scratch');
    const inner = existsSync(scratch) ? readdirSync(scratch).map((entry) => join(scratch, entry)) : [];
    const isOver = await sweepAway(run, say);
    if (isOver) for (const folder of inner) await sweepAway(folder, say);
    if (isOver) rmSync(run, { recursive: true, force: true });
  }
}

async function sweepAway(folder: string, say: (line: string) => void): Promise<boolean> {
  if (!existsSync(join(folder, 'lock'))) return true;
  try {
    const lock = lockDataFolder(folder);
    await stopLeftovers(realpathSync(folder), openLedger(folder), say);
    lock.release();
    return true;
  } catch (error) {
    if (error instanceof EmbeddedError) return false;
    throw error;
  }
}
