import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedError, reasonOf } from './embedded-error.ts';
import { writeUnsynced, readJson } from './private-file.ts';
import { ProcessRecord, thisProcess } from './process-identity.ts';
import { readRunning } from './running.ts';
import { startupError } from './startup-error.ts';

export type Lock = { release(): void };

/** An exclusive lock on the data folder, held through SQLite's file lock: the kernel releases it even after a kill -9. */
export function lockDataFolder(dataDir: string): Lock {
  const path = join(dataDir, 'lock');
  const file = open(path);
  try {
    file.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    file.close();
    if (/locked|busy/i.test(reasonOf(error))) throw new EmbeddedError(whoHolds(dataDir), { cause: error });
    throw new EmbeddedError(`The data folder cannot be locked: ${path}: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  try {
    chmodSync(path, 0o600);
    writeUnsynced(holderPath(dataDir), JSON.stringify(thisProcess('kindword')));
  } catch (error) {
    file.close();
    throw startupError('Kindword', reasonOf(error), dataDir);
  }
  return { release: () => file.close() };
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw new EmbeddedError(
      `${path} cannot be opened: ${reasonOf(error)}. It is made by whoever starts Kindword first: start it as that user, or set KINDWORD_DATA to a folder of your own.`,
      { cause: error },
    );
  }
}

function whoHolds(dataDir: string): string {
  const holder = readJson(holderPath(dataDir), ProcessRecord);
  const running = readRunning(dataDir);
  const where = running === null ? ` on ${dataDir}` : ` at ${running.api}`;
  const who = holder === null ? '' : ` (pid ${holder.pid})`;
  return `Kindword is already running${where}${who}; stop it or set KINDWORD_DATA to another folder.`;
}

function holderPath(dataDir: string): string {
  return join(dataDir, 'lock.json');
}
