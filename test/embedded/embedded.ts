import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { EmbeddedTuning, EmbeddedOptions } from '../../embedded/index.ts';
import { rememberPort } from '../../embedded/ports.ts';
import { isStillRunning, ProcessRecord } from '../../embedded/process-identity.ts';
import { scratchFolder } from '../support/parts.ts';

/** Tests do not wait for the disk. */
export const FAST: EmbeddedTuning = { postgresFlags: ['-c', 'fsync=off'] };

const Answer = z.object({
  postgres: z.object({ databaseUrl: z.string(), ownerUrl: z.string() }).optional(),
  temporal: z.object({ address: z.string() }).optional(),
  processes: z.array(ProcessRecord).default([]),
  error: z.string().optional(),
});
export type Owner = { process: ChildProcess; answer: z.infer<typeof Answer>; ended: Promise<void> };

const OWNER = fileURLToPath(new URL('owner.ts', import.meta.url));

/** A data folder whose parts do not compete for ports with those of tests that run at the same time. */
export function newDataFolder(name: string): string {
  const folder = scratchFolder(name);
  mkdirSync(folder, { mode: 0o711 });
  const base = 10_000 + 5 * randomInt(4_000);
  for (const [index, port] of (['postgres', 'temporal', 'temporalUi', 'outbox'] as const).entries()) {
    rememberPort(folder, port, base + index);
  }
  return folder;
}

export function optionsFor(
  dataDir: string,
  parts: Partial<EmbeddedOptions> = {},
): EmbeddedOptions & { said: string[] } {
  const said: string[] = [];
  return {
    dataDir,
    postgres: false,
    temporal: false,
    outbox: false,
    say: (line) => said.push(line),
    said,
    ...parts,
  };
}

/** Starts a Kindword in a process of its own, and waits for what it has to say. */
export async function startOwner(order: object, as: { uid?: number; gid?: number } = {}): Promise<Owner> {
  const child = spawn(process.execPath, [OWNER, JSON.stringify({ ...optionsFor(''), ...order })], {
    ...as,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, answer: Answer.parse(JSON.parse(line)), ended };
  }
  throw new Error('The owner ended without a word.');
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await condition()); await pause(10)) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
  }
}

export function stillRunning(processes: ProcessRecord[]): string[] {
  return processes.filter(isStillRunning).map(({ name }) => name);
}

export async function ask(url: string | undefined, sql: string): Promise<unknown[]> {
  const orm = await MikroORM.init({
    clientUrl: url ?? '',
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
  });
  try {
    return await orm.em.getConnection().execute<unknown[]>(sql);
  } finally {
    await orm.close(true);
  }
}
