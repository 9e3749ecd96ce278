import { readdirSync, readFileSync } from 'node:fs';
import { type ProcessRecord, startOf } from './process-identity.ts';

const MARK = 'KINDWORD_PART';

/** Every part carries in its environment whose it is, so that it is known even if it was never written down. */
export function partMark(name: string, dataDir: string): Record<string, string> {
  return { [MARK]: `${name} ${dataDir}` };
}

/** The parts of this folder that are running, by their mark. Only Linux lets us look; elsewhere the list must do. */
export function markedProcesses(dataDir: string): ProcessRecord[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.flatMap((entry) => {
    const [pid, name] = [Number(entry), partNameOf(entry, dataDir)];
    const startedAt = name === null ? null : startOf(pid);
    return name === null || startedAt === null ? [] : [{ name, pid, startedAt }];
  });
}

function partNameOf(pid: string, dataDir: string): string | null {
  const mark = readEnvironment(pid).find((line) => line.startsWith(`${MARK}=`));
  const [name, folder] = mark?.slice(MARK.length + 1).split(/ (.*)/s) ?? [];
  return name !== undefined && folder === dataDir ? name : null;
}

function readEnvironment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
