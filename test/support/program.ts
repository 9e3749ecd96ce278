import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFolder } from './parts.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const READY = 'Kindword is ready';
const PATIENCE_MS = 60_000;

/** The program as a process of its own, so that it can be killed. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #said = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    child.stdout?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
  }

  /** Starts it with these settings and nothing else of the environment that could matter; returns at once. */
  static spawn(settings: Record<string, string>): Program {
    const { PATH = '', HOME = '' } = process.env;
    const NODE_COMPILE_CACHE = join(runFolder(), 'compiled');
    return new Program(
      spawn(process.execPath, [MAIN], {
        env: { PATH, HOME, NODE_COMPILE_CACHE, ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  static async start(settings: Record<string, string>): Promise<Program> {
    const program = Program.spawn(settings);
    await program.ready();
    return program;
  }

  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async ready(): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; !this.#said.includes(READY);) {
      if (this.hasEnded || Date.now() > deadline) throw new Error(`It did not get ready:\n${this.#said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.#ended;
  }
}
