import { liveChildren } from './child.ts';
import { openProcessList } from './process-list.ts';
import type { Lock } from './lock.ts';
import type { EmbeddedContext, Service } from './service.ts';
import { removeRunning, renewRunningProcesses } from './running.ts';

export type Supervisor = {
  context: EmbeddedContext;
  /** Registers a service that is being started, to be awaited on stop. */
  supervise<T extends { service: Service }>(starting: Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

const STOP_ORDER = ['outbox', 'temporal', 'postgres'];

/** The services of one data folder under one lock; stops them together, dependents first. */
export function openSupervisor(dataDir: string, say: (line: string) => void, lock: Lock): Supervisor {
  const processes = openProcessList(dataDir);
  const [closing, force] = [new AbortController(), new AbortController()];
  const services: Service[] = [];
  let stopping: Promise<void> | null = null;

  async function supervise<T extends { service: Service }>(starting: Promise<T>): Promise<T> {
    const started = await starting;
    services.push(started.service);
    return started;
  }

  async function stopAll(): Promise<void> {
    closing.abort();
    removeRunning(dataDir);
    for (const name of STOP_ORDER) {
      for (const child of liveChildren(dataDir)) {
        if (child.record.name === name) await child.stop(force.signal);
      }
    }
    await Promise.all(liveChildren(dataDir).map((child) => child.stop(force.signal)));
    await Promise.all(services.map((service) => service.settled));
    lock.release();
  }

  /** A second call stops without grace. */
  function stop(): Promise<void> {
    if (stopping !== null) force.abort();
    stopping ??= stopAll();
    return stopping;
  }

  const changed = () => renewRunningProcesses(dataDir, processes.all());
  return {
    context: { dataDir, say, processes, closing: closing.signal, force: force.signal, changed },
    supervise,
    stop,
  };
}
