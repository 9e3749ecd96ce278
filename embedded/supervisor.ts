import { liveChildren } from './child.ts';
import { openLedger } from './process-list.ts';
import type { Lock } from './lock.ts';
import type { Home, Part } from './service.ts';
import { removeRunning, renewRunningProcesses } from './running.ts';

export type Household = {
  home: Home;
  /** Notes a part that is being started, so that it is stopped with the others, in their order. */
  adopt<T extends { part: Part }>(starting: Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

const LEAVING_ORDER = ['outbox', 'temporal', 'postgres'];

/** All parts on one data folder: they live under one lock, and leave together, the ones that use others first. */
export function openHousehold(dataDir: string, say: (line: string) => void, lock: Lock): Household {
  const ledger = openLedger(dataDir);
  const [closing, hurry] = [new AbortController(), new AbortController()];
  const parts: Part[] = [];
  let leaving: Promise<void> | null = null;

  async function adopt<T extends { part: Part }>(starting: Promise<T>): Promise<T> {
    const started = await starting;
    parts.push(started.part);
    return started;
  }

  async function leave(): Promise<void> {
    closing.abort();
    removeRunning(dataDir);
    for (const name of LEAVING_ORDER) {
      for (const child of liveChildren(dataDir)) {
        if (child.record.name === name) await child.stop(hurry.signal);
      }
    }
    await Promise.all(liveChildren(dataDir).map((child) => child.stop(hurry.signal)));
    await Promise.all(parts.map((part) => part.settled));
    lock.release();
  }

  /** The second call means "now": nobody presses Ctrl-C twice in order to wait. */
  function stop(): Promise<void> {
    if (leaving !== null) hurry.abort();
    leaving ??= leave();
    return leaving;
  }

  const changed = () => renewRunningProcesses(dataDir, ledger.all());
  return {
    home: { dataDir, say, ledger, closing: closing.signal, hurry: hurry.signal, changed },
    adopt,
    stop,
  };
}
