import { readlinkSync, realpathSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { codeOf } from '../embedded-error.ts';
import { stopOrphan } from '../orphaned-processes.ts';
import { readText } from '../private-file.ts';
import { startOf } from '../process-identity.ts';

/** Whether PostgreSQL accepts connections: the eighth line of postmaster.pid. */
export function isReady(folder: string, pid: number): boolean {
  const lines = (readText(join(folder, 'postmaster.pid')) ?? '').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * Stops a server of this folder that is missing from the process list. Removes a postmaster.pid whose pid was reused by
 * another program or a zombie, which PostgreSQL would take for a running server; one whose pid is gone it handles itself.
 */
export async function clearPostmasterFile(folder: string): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const pid = Number((readText(path) ?? '').split('\n')[0]);
  if (!(pid > 0) || !isTaken(pid)) return;
  const startedAt = startOf(pid);
  if (startedAt !== null && isServerOf(folder, pid)) {
    await stopOrphan({ name: 'postgres', pid, startedAt });
  }
  if (isTaken(pid)) rmSync(path, { force: true });
}

/** Signal 0, as PostgreSQL itself checks; a zombie answers it too. */
function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A server's working directory is its data folder. */
function isServerOf(folder: string, pid: number): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder);
  } catch {
    return false;
  }
}
