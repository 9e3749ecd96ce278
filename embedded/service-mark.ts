import { readdirSync, readFileSync } from 'node:fs';
import { type ProcessRecord, startOf } from './process-identity.ts';

const MARK = 'KINDWORD_SERVICE';

/** An environment variable that names the service and its data folder, to find orphans missing from the process list. */
export function serviceMark(name: string, dataDir: string): Record<string, string> {
  return { [MARK]: `${name} ${dataDir}` };
}

/** Running services of this data folder by that variable (Linux only, through /proc). */
export function markedProcesses(dataDir: string): ProcessRecord[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.flatMap((entry) => {
    const [pid, name] = [Number(entry), serviceNameOf(entry, dataDir)];
    const startedAt = name === null ? null : startOf(pid);
    return name === null || startedAt === null ? [] : [{ name, pid, startedAt }];
  });
}

function serviceNameOf(pid: string, dataDir: string): string | null {
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
