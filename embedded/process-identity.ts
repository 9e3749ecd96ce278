import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** `startedAt` is opaque and compared for equality: boot id and clock ticks, unaffected by clock changes. */
export const ProcessRecord = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});
export type ProcessRecord = z.infer<typeof ProcessRecord>;

/** The start of the process with this pid, or null where there is none (or a zombie). */
export function startOf(pid: number): string | null {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

/** Compares pid and start time, because pids are reused. */
export function isStillRunning({ pid, startedAt }: Pick<ProcessRecord, 'pid' | 'startedAt'>): boolean {
  return startOf(pid) === startedAt;
}

export function thisProcess(name: string): ProcessRecord {
  return { name, pid: process.pid, startedAt: startOf(process.pid) ?? 'unknown' };
}

/** Field 22 of `stat`: clock ticks since boot. Split after the last `)`, because the name in field 2 may hold spaces. */
function startFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || ticks === undefined) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return null;
  }
}

function startFromPs(pid: number): string | null {
  try {
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' });
    const [state = '', ...start] = line.trim().split(/\s+/);
    return state === '' || state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}
