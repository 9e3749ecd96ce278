import { readdirSync, readFileSync } from 'node:fs';
import type { House } from './house.ts';

const TICK_MS = 10;

export type Cpu = { program: number; temporal: number; postgres: number; outbox: number };

/** Processor milliseconds used so far by each part, backends of PostgreSQL included (Linux only). */
export function cpuOf(house: House): Cpu {
  const pidOf = (name: string): number =>
    house.embedded.processes.find((part) => part.name === name)?.pid ?? 0;
  const postgres = pidOf('postgres');
  return {
    program: usedBy(process.pid),
    temporal: usedBy(pidOf('temporal')),
    postgres: usedByTree(postgres),
    outbox: usedBy(pidOf('outbox')),
  };
}

/** What was used between two readings, per one of `count`, in words. */
export function perOne(before: Cpu, after: Cpu, count: number): string {
  return (['program', 'temporal', 'postgres', 'outbox'] as const)
    .map((part) => `${part} ${((after[part] - before[part]) / count).toFixed(1)}`)
    .join(', ');
}

export function childrenOf(parent: number): number[] {
  return allPids().filter((pid) => statOf(pid)?.parent === parent);
}

/** Processor milliseconds of a process and its children. */
export function usedByTree(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + usedBy(one), 0);
}

function usedBy(pid: number): number {
  return statOf(pid)?.usedMs ?? 0;
}

function statOf(pid: number): { parent: number; usedMs: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return { parent: Number(fields[1]), usedMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return null;
  }
}

function allPids(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}
