import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '../embedded/index.ts';
import { readRunning } from '../embedded/running.ts';
import { childrenOf } from './cpu.ts';
import { percentile } from './house.ts';
import { startProgram } from './program.ts';

const PORT = '3983';
const STARTS = Number(process.env['BENCH_STARTS'] ?? 5);
/** Long enough for the memory of starting to be released. */
const REST_MS = 10_000;

type Memory = Record<'kindword' | 'temporal' | 'postgres' | 'outbox', number>;

/**
 * A start of everything after the first one, and the memory of the four processes at rest; the floor is the three
 * services alone, started by a program that does nothing else, and an empty Node.
 */
export async function benchStart(): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kindword-start-'));
  const [ready, floor, rests] = [[] as number[], [] as number[], [] as Memory[]];
  try {
    await (await startProgram({ PORT, KINDWORD_DATA: dataDir })).end('SIGINT');
    for (let round = 0; round < STARTS; round += 1) {
      floor.push(emptyNodeMs() + (await servicesAloneMs(dataDir)));
      const program = await startProgram({ PORT, KINDWORD_DATA: dataDir });
      ready.push(program.readyMs);
      await pause(REST_MS);
      rests.push(memoryOf(dataDir));
      await program.end('SIGINT');
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  const ratios = ready.map((ms, index) => ms / (floor[index] ?? Number.NaN));
  const part = (name: keyof Memory): number => median(rests.map((rest) => rest[name]));
  const total = median(rests.map((rest) => Object.values(rest).reduce((sum, mib) => sum + mib, 0)));
  return [
    `ready after ${seconds(median(ready))} s (${ready.map(seconds).join(' ')}), median of ${STARTS} starts after the first (4 wanted)`,
    `  floor ${seconds(median(floor))} s (${floor.map(seconds).join(' ')}): an empty Node and the three services alone; ratio ${median(ratios).toFixed(2)}`,
    `at rest, ${REST_MS / 1_000} s after that, MiB RSS: program ${part('kindword').toFixed(0)}, Temporal ${part('temporal').toFixed(0)}, outbox ${part('outbox').toFixed(0)}, PostgreSQL ${part('postgres').toFixed(0)}; together ${total.toFixed(0)} (450 wanted)`,
    `  floor: an empty Node ${emptyNodeMiB().toFixed(0)}`,
  ];
}

async function servicesAloneMs(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const embedded = await startEmbedded({
    dataDir,
    postgres: true,
    temporal: true,
    outbox: { hookUrl: `http://127.0.0.1:${PORT}` },
    say: () => undefined,
  });
  const took = performance.now() - startedAt;
  await embedded.stop();
  return took;
}

/** PostgreSQL's backends share their memory: what each maps counts in proportion (PSS), the others' RSS. */
function memoryOf(dataDir: string): Memory {
  const pids = new Map(readRunning(dataDir)?.processes.map(({ name, pid }) => [name, pid]));
  const rss = (name: string): number => memoryField(pids.get(name) ?? 0, 'Rss');
  const postgres = pids.get('postgres') ?? 0;
  return {
    kindword: rss('kindword'),
    temporal: rss('temporal'),
    outbox: rss('outbox'),
    postgres: [postgres, ...childrenOf(postgres)].reduce((sum, pid) => sum + memoryField(pid, 'Pss'), 0),
  };
}

function memoryField(pid: number, field: 'Rss' | 'Pss'): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) / 1_024;
}

function emptyNodeMs(): number {
  const startedAt = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  return performance.now() - startedAt;
}

function emptyNodeMiB(): number {
  const { stdout } = spawnSync(process.execPath, ['-p', 'process.memoryUsage.rss()'], { encoding: 'utf8' });
  return Number(stdout) / 1_048_576;
}

const median = (values: readonly number[]): number => percentile(values, 0.5);
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
