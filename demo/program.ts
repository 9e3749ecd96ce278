import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readRunning, type Running } from '../embedded/running.ts';
import type { Teller } from './teller.ts';

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const READY = 'Kindword is ready';
const USUAL_PORT = 3000;

/** Kindword, found running or started for the story. */
export type Program = {
  running: Running;
  isOurs: boolean;
  /** Somebody pressed Ctrl-C. */
  asked: Promise<void>;
  stop(): Promise<void>;
};

/** Uses what runs in this data folder, else starts it; only what was started here is stopped again. */
export async function findOrStart(dataDir: string, teller: Teller): Promise<Program> {
  const asked = askedToStop();
  const found = readRunning(dataDir);
  if (found) {
    refuseRealMail(found);
    return { running: found, isOurs: false, asked, stop: async () => undefined };
  }
  teller.note('Starting Kindword on this machine. The first time takes a little longer.');
  const child = spawn(process.execPath, [MAIN], {
    // A terminal's Ctrl-C must reach us alone; npm's mark lets it leave by itself when we are gone.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: process.env['PORT'] ?? String(await freePort()),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      npm_lifecycle_event: 'demo',
    },
  });
  void asked.then(() => child.kill('SIGINT'));
  await untilReady(child, teller);
  const running = readRunning(dataDir);
  if (!running) throw new Error('Kindword started, but its running.json cannot be read.');
  return { running, isOurs: true, asked, stop: () => stopped(child) };
}

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

function refuseRealMail({ outbox }: Running): void {
  if (outbox === '')
    throw new Error(
      'What runs here sends real mail. Set KINDWORD_DATA to another folder, and the demo starts a Kindword of its own there.',
    );
}

async function untilReady(child: ChildProcess, teller: Teller): Promise<void> {
  const complaints: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const heard = { ready: false };
    onLines(child.stdout, (line) => {
      if (line.startsWith(READY)) resolve();
      heard.ready ||= line.startsWith(READY);
      if (!heard.ready && !line.startsWith('{')) teller.aside(line);
    });
    onLines(child.stderr, (line) => complaints.push(line));
    child.once('error', reject);
    child.once('close', () =>
      reject(new Error(complaints.join('\n') || 'Stopped before everything was ready.')),
    );
  });
}

function onLines(stream: NodeJS.ReadableStream | null, heard: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) heard(line);
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (!child.killed) child.kill('SIGTERM');
  await gone;
}

/** The usual port; where another program has it, any free one, because nobody asked for this one. */
async function freePort(): Promise<number> {
  return (await tryPort(USUAL_PORT)) ?? (await tryPort(0)) ?? USUAL_PORT;
}

function tryPort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
