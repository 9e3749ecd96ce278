import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const READY = 'Kindword is ready';
const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));

export type Program = { pid: number; readyMs: number; end(signal: NodeJS.Signals): Promise<void> };

/** Starts the program as a process of its own and waits until it says that it is ready. */
export async function startProgram(settings: Record<string, string>): Promise<Program> {
  const startedAt = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, HOME, LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(READY)) break;
  }
  if (child.exitCode !== null) throw new Error('The program did not start.');
  child.stdout.resume();
  return {
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
