import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writePrivately } from './private-file.ts';
import { isStillRunning, ProcessRecord, thisProcess } from './process-identity.ts';

const Running = z.object({
  api: z.string(),
  databaseUrl: z.string(),
  temporal: z.string(),
  temporalUi: z.string(),
  outbox: z.string(),
  outboxToken: z.string(),
  hooks: z.object({ user: z.string(), password: z.string() }),
  processes: z.array(ProcessRecord),
});
export type Running = z.infer<typeof Running>;

const OWNER = 'kindword';

/** Writes running.json; this process is recorded as `kindword`, which makes a stale file detectable. */
export function writeRunning(dataDir: string, running: Running): void {
  const others = running.processes.filter(({ name }) => name !== OWNER);
  const processes = [thisProcess(OWNER), ...others];
  writePrivately(pathIn(dataDir), `${JSON.stringify({ ...running, processes }, null, 2)}\n`);
}

/** The addresses of what runs, or null where its `kindword` process is gone. */
export function readRunning(dataDir: string): Running | null {
  const running = readJson(pathIn(dataDir), Running);
  const owner = running?.processes.find(({ name }) => name === OWNER);
  return running !== null && owner !== undefined && isStillRunning(owner) ? running : null;
}

export function removeRunning(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

/** Updates the pids in running.json after a service was restarted. */
export function renewRunningProcesses(dataDir: string, services: ProcessRecord[]): void {
  const running = readRunning(dataDir);
  if (running !== null) writeRunning(dataDir, { ...running, processes: services });
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'running.json');
}
