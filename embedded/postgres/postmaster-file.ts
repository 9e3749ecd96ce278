import { readlinkSync, realpathSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { codeOf } from '../embedded-error.ts';
import { stopStranger } from '../orphaned-processes.ts';
import { readText } from '../private-file.ts';
import { startOf } from '../process-identity.ts';

/** PostgreSQL's own word on whether it takes connections: the eighth line of the file it keeps while it runs. */
export function isReady(folder: string, pid: number): boolean {
  const lines = (readText(join(folder, 'postmaster.pid')) ?? '').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * A server of this folder that we did not write down is stopped; a file whose pid went to another program (or to a
 * zombie nobody buries) is removed, because PostgreSQL would take that for a server. A file whose pid is gone is
 * PostgreSQL's to judge.
 */
export async function clearPostmasterFile(folder: string): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const pid = Number((readText(path) ?? '').split('\n')[0]);
  if (!(pid > 0) || !isTaken(pid)) return;
  const startedAt = startOf(pid);
  if (startedAt !== null && isServerOf(folder, pid)) {
    await stopStranger({ name: 'postgres', pid, startedAt });
  }
  if (isTaken(pid)) rmSync(path, { force: true });
}

/** PostgreSQL's own question, which a zombie answers too. */
function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A server works from inside its data folder. */
function isServerOf(folder: string, pid: number): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder);
  } catch {
    return false;
  }
}
