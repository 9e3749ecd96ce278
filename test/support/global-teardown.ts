import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError, type Embedded } from '../../embedded/index.ts';
import { openProcessList } from '../../embedded/process-list.ts';
import { stopOrphanedProcesses } from '../../embedded/orphaned-processes.ts';
import { lockDataFolder } from '../../embedded/lock.ts';
import { readText } from '../../embedded/private-file.ts';
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
  if (await sweepScratch(folder, () => {})) rmSync(folder, { recursive: true, force: true });
}

/** What a killed run left, its processes first; the folder of a run that is still going is left alone. */
export async function sweepEarlierRuns(say: (line: string) => void): Promise<void> {
  for (const name of readdirSync(TEST_FOLDER).filter((entry) => entry.startsWith('run-'))) {
    const run = join(TEST_FOLDER, name);
    const isOver = (await sweepAway(run, say)) && (await sweepScratch(run, say));
    if (isOver) rmSync(run, { recursive: true, force: true });
  }
}

/** The data folders of single tests: an interrupt may have ended the test and not its parts. */
async function sweepScratch(run: string, say: (line: string) => void): Promise<boolean> {
  const scratch = join(run, 'scratch');
  const folders = existsSync(scratch) ? readdirSync(scratch) : [];
  const swept = await Promise.all(folders.map((name) => sweepAway(join(scratch, name), say)));
  return swept.every(Boolean);
}

async function sweepAway(folder: string, say: (line: string) => void): Promise<boolean> {
  if (!existsSync(join(folder, 'lock'))) return true;
  try {
    const lock = lockDataFolder(folder);
    await stopOrphanedProcesses(realpathSync(folder), openProcessList(folder), say);
    lock.release();
    return true;
  } catch (error) {
    if (error instanceof EmbeddedError) return false;
    throw error;
  }
}
