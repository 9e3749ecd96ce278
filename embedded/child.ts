import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from './process-list.ts';
import { openLog, type LogFile } from './log-file.ts';
import { partMark } from './service-mark.ts';
import { startOf, type ProcessRecord } from './process-identity.ts';
import { sendSignal, signalsFor } from './signals.ts';

export type Launch = {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
  /** A pipe that closes when we die: for parts that can leave by themselves then. */
  holdsStdin?: boolean;
  /** All there is to read on its standard input. */
  input?: string;
};

export type Child = {
  record: ProcessRecord;
  log: LogFile;
  exited: Promise<string>;
  stop(hurry: AbortSignal): Promise<void>;
};

const PATIENCE_MS = 20_000;
const HURRIED_PATIENCE_MS = 500;
const living = new Map<Child, string>();

/** What is running in this data folder on our behalf, tools that make the database included. */
export function liveChildren(dataDir: string): Child[] {
  return [...living].flatMap(([child, home]) => (home === dataDir ? [child] : []));
}

/** Starts a part in a session of its own (a terminal's Ctrl-C must reach us, not it) and writes it down at once. */
export function startChild(name: string, launch: Launch, home: { dataDir: string; ledger: Ledger }): Child {
  const log = openLog(join(home.dataDir, 'logs', `${name}.log`));
  const { command, args, cwd, env, uid, gid, holdsStdin = false, input } = launch;
  const spawned = spawn(command, args, {
    cwd,
    env: { ...env, ...partMark(name, home.dataDir) },
    detached: true,
    stdio: [holdsStdin || input !== undefined ? 'pipe' : 'ignore', log.descriptor, log.descriptor],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  spawned.stdin?.on('error', () => {});
  if (input !== undefined) spawned.stdin?.end(input);
  const pid = spawned.pid ?? 0;
  const record = { name, pid, startedAt: startOf(pid) ?? 'gone' };
  if (pid > 0) noteOrEnd(record, home.ledger);

  const exited = endOf(spawned).then((words) => {
    if (pid > 0) home.ledger.remove(pid);
    living.delete(child);
    log.close();
    return words;
  });
  const child: Child = { record, log, exited, stop: (hurry) => stopChild(child, hurry) };
  if (pid > 0) living.set(child, home.dataDir);
  return child;
}

/** A process that cannot be written down must not run: nobody would find it after a kill -9. */
function noteOrEnd(record: ProcessRecord, ledger: Ledger): void {
  try {
    ledger.add(record);
  } catch (error) {
    sendSignal(record.pid, 'SIGKILL');
    throw error;
  }
}

async function stopChild(child: Child, hurry: AbortSignal): Promise<void> {
  for (const signal of signalsFor(child.record.name)) {
    if (!living.has(child)) return;
    sendSignal(child.record.pid, signal);
    if (await isGone(child, hurry)) return;
  }
  await child.exited;
}

async function isGone(child: Child, hurry: AbortSignal): Promise<boolean> {
  const done = new AbortController();
  const gone = child.exited.then(() => true);
  const late = pause(PATIENCE_MS, false, { signal: AbortSignal.any([done.signal, hurry]) })
    .catch(() => (done.signal.aborted ? false : pause(HURRIED_PATIENCE_MS, false, { signal: done.signal })))
    .catch(() => false);
  try {
    return await Promise.race([gone, late]);
  } finally {
    done.abort();
  }
}

function endOf(spawned: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    spawned.once('error', (error) => resolve(error.message));
    spawned.once('exit', (code, signal) =>
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
  });
}

/** A `process.exit` in the middle of things leaves no orphan: each is told to go, and goes by itself. */
process.once('exit', () => {
  for (const { record } of living.keys()) sendSignal(record.pid, signalsFor(record.name)[0] ?? 'SIGTERM');
});
