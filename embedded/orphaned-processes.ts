import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.ts';
import type { ProcessList } from './process-list.ts';
import { markedProcesses } from './service-mark.ts';
import { isStillRunning, startOf, type ProcessRecord } from './process-identity.ts';
import { sendSignal, signalsFor } from './signals.ts';

const POLL_MS = 25;
const GRACE_MS = 10_000;

/** Stops services that an earlier Kindword left running; a reused pid (other start time) is left alone. */
export async function stopOrphanedProcesses(
  dataDir: string,
  processes: ProcessList,
  say: (line: string) => void,
): Promise<void> {
  const written = processes.all();
  const unwritten = markedProcesses(dataDir).filter(
    ({ pid }) => !written.some((record) => record.pid === pid),
  );
  await Promise.all(
    [...written, ...unwritten].map(async (record) => {
      if (isStillRunning(record)) {
        say(`Stopping ${record.name} (pid ${record.pid}), left running by an earlier Kindword …`);
        await stopOrphan(record);
      }
      processes.remove(record.pid);
    }),
  );
}

/** Stops a process that is not our child, so its end is polled for. */
export async function stopOrphan(record: ProcessRecord): Promise<void> {
  for (const signal of signalsFor(record.name)) {
    sendSignal(record.pid, signal);
    if (await isGoneWithin(record, GRACE_MS)) return;
  }
  throw new EmbeddedError(
    `${record.name} (pid ${record.pid}), left by an earlier Kindword, does not stop. End it by hand (kill -9 ${record.pid}) and start again.`,
  );
}

async function isGoneWithin(record: ProcessRecord, graceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + graceMs; Date.now() < deadline; await pause(POLL_MS)) {
    if (startOf(record.pid) !== record.startedAt) return true;
  }
  return false;
}
