import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.ts';
import type { Ledger } from './process-list.ts';
import { markedProcesses } from './service-mark.ts';
import { isStillRunning, startOf, type ProcessRecord } from './process-identity.ts';
import { sendSignal, signalsFor } from './signals.ts';

const LOOK_EVERY_MS = 25;
const PATIENCE_MS = 10_000;

/** Stops what an earlier Kindword left running; a pid that now belongs to something else is left alone. */
export async function stopLeftovers(
  dataDir: string,
  ledger: Ledger,
  say: (line: string) => void,
): Promise<void> {
  const written = ledger.all();
  const unwritten = markedProcesses(dataDir).filter(
    ({ pid }) => !written.some((record) => record.pid === pid),
  );
  await Promise.all(
    [...written, ...unwritten].map(async (record) => {
      if (isStillRunning(record)) {
        say(`Stopping ${record.name} (pid ${record.pid}), left running by an earlier Kindword …`);
        await stopStranger(record);
      }
      ledger.remove(record.pid);
    }),
  );
}

/** Stops a process that is not our child: it can only be looked at, not waited for. */
export async function stopStranger(record: ProcessRecord): Promise<void> {
  for (const signal of signalsFor(record.name)) {
    sendSignal(record.pid, signal);
    if (await isGoneWithin(record, PATIENCE_MS)) return;
  }
  throw new EmbeddedError(
    `${record.name} (pid ${record.pid}), left by an earlier Kindword, does not stop. End it by hand (kill -9 ${record.pid}) and start again.`,
  );
}

async function isGoneWithin(record: ProcessRecord, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    if (startOf(record.pid) !== record.startedAt) return true;
  }
  return false;
}
