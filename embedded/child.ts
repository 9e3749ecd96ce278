import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessList } from './process-list.ts';
import { openLog, type LogFile } from './log-file.ts';
import { serviceMark } from './service-mark.ts';
import { startOf, type ProcessRecord } from './process-identity.ts';
import { sendSignal, signalsFor } from './signals.ts';

export type Launch = {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
  /** Holds a pipe to its standard input; it closes when we die, and the service exits on that. */
  holdsStdin?: boolean;
  /** Written to its standard input, which is then closed. */
  input?: string;
};

export type Child = {
  record: ProcessRecord;
  log: LogFile;
  exited: Promise<string>;
  stop(force: AbortSignal): Promise<void>;
};

const GRACE_MS = 20_000;
const FORCED_GRACE_MS = 500;
const running = new Map<Child, string>();

/** The running children of this data folder, including one-off tools such as initdb. */
export function liveChildren(dataDir: string): Child[] {
  return [...running].flatMap(([child, folder]) => (folder === dataDir ? [child] : []));
}

/** Spawns a process in its own session, so that a terminal's Ctrl-C reaches only us, and adds it to the process list. */
export function startChild(
  name: string,
  launch: Launch,
  context: { dataDir: string; processes: ProcessList },
): Child {
  const log = openLog(join(context.dataDir, 'logs', `${name}.log`));
  const { command, args, cwd, env, uid, gid, holdsStdin = false, input } = launch;
  const spawned = spawn(command, args, {
    cwd,
    env: { ...env, ...serviceMark(name, context.dataDir) },
    detached: true,
    stdio: [holdsStdin || input !== undefined ? 'pipe' : 'ignore', log.descriptor, log.descriptor],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  spawned.stdin?.on('error', () => {});
  if (input !== undefined) spawned.stdin?.end(input);
  const pid = spawned.pid ?? 0;
  const record = { name, pid, startedAt: startOf(pid) ?? 'gone' };
  if (pid > 0) recordOrKill(record, context.processes);

  const exited = endOf(spawned).then((reason) => {
    if (pid > 0) context.processes.remove(pid);
    running.delete(child);
    log.close();
    return reason;
  });
  const child: Child = { record, log, exited, stop: (force) => stopChild(child, force) };
  if (pid > 0) running.set(child, context.dataDir);
  return child;
}

/** Kills a process that cannot be recorded: after a kill -9 of ours it could not be found. */
function recordOrKill(record: ProcessRecord, processes: ProcessList): void {
  try {
    processes.add(record);
  } catch (error) {
    sendSignal(record.pid, 'SIGKILL');
    throw error;
  }
}

async function stopChild(child: Child, force: AbortSignal): Promise<void> {
  for (const signal of signalsFor(child.record.name)) {
    if (!running.has(child)) return;
    sendSignal(child.record.pid, signal);
    if (await isGone(child, force)) return;
  }
  await child.exited;
}

async function isGone(child: Child, force: AbortSignal): Promise<boolean> {
  const done = new AbortController();
  const gone = child.exited.then(() => true);
  const late = pause(GRACE_MS, false, { signal: AbortSignal.any([done.signal, force]) })
    .catch(() => (done.signal.aborted ? false : pause(FORCED_GRACE_MS, false, { signal: done.signal })))
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

/** On `process.exit` each child is sent its first stop signal, so that none is orphaned. */
process.once('exit', () => {
  for (const { record } of running.keys()) sendSignal(record.pid, signalsFor(record.name)[0] ?? 'SIGTERM');
});
