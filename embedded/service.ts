import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type Child, type Launch } from './child.ts';
import { EmbeddedError, reasonOf } from './embedded-error.ts';
import type { ProcessList } from './process-list.ts';
import { startupError } from './startup-error.ts';

export type EmbeddedContext = {
  dataDir: string;
  processes: ProcessList;
  say: (line: string) => void;
  /** Aborted when everything is to stop. */
  closing: AbortSignal;
  /** Aborted when it is to stop without grace. */
  force: AbortSignal;
  changed: () => void;
};

export type ServicePlan = {
  name: string;
  title: string;
  launch: () => Launch;
  isReady: (child: Child) => Promise<boolean>;
};

/** `settled` resolves when its watch loop has ended, after `closing`. */
export type Service = { settled: Promise<void> };

const POLL_MS = 25;
const READY_WITHIN_MS = 300_000;
const PROGRESS_EVERY_MS = 15_000;
const STABLE_AFTER_MS = 60_000;
const MAX_BACKOFF_MS = 30_000;
const FIRST_BACKOFF_MS = 250;

/** Starts a service, waits until it is ready, and restarts it on the same port, with backoff, when it exits by itself. */
export async function startService(plan: ServicePlan, context: EmbeddedContext): Promise<Service> {
  let child = await startUntilReady(plan, context);

  async function watch(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    for (let since = Date.now(); ; since = Date.now()) {
      const reason = await child.exited;
      if (context.closing.aborted) return;
      backoffMs =
        Date.now() - since > STABLE_AFTER_MS ? FIRST_BACKOFF_MS : Math.min(backoffMs * 2, MAX_BACKOFF_MS);
      context.say(`${plan.title} stopped by itself (${reason}); starting it again …`);
      await restart(backoffMs);
    }
  }

  async function restart(backoffMs: number): Promise<void> {
    try {
      await pause(backoffMs, undefined, { signal: context.closing });
      child = await startUntilReady(plan, context);
      context.changed();
      context.say(`${plan.title} is back (pid ${child.record.pid}).`);
    } catch (error) {
      if (!context.closing.aborted) context.say(reasonOf(error));
    }
  }

  return { settled: watch() };
}

async function startUntilReady(plan: ServicePlan, context: EmbeddedContext): Promise<Child> {
  refuseWhenClosing(plan, context);
  const child = startChild(plan.name, plan.launch(), context);
  const ended: { reason: string | null } = { reason: null };
  void child.exited.then((reason) => (ended.reason = reason));
  try {
    await untilReady(plan, context, child, ended);
    return child;
  } catch (error) {
    await child.stop(context.force);
    throw error;
  }
}

async function untilReady(
  plan: ServicePlan,
  context: EmbeddedContext,
  child: Child,
  ended: { reason: string | null },
): Promise<void> {
  const start = Date.now();
  for (let reportedAt = start; Date.now() - start < READY_WITHIN_MS; await pause(POLL_MS)) {
    if (ended.reason !== null) {
      throw startupError(plan.title, `${child.log.sinceOpened()}\n${ended.reason}`, child.log.path);
    }
    refuseWhenClosing(plan, context);
    if (await plan.isReady(child)) return;
    if (Date.now() - reportedAt > PROGRESS_EVERY_MS) {
      reportedAt = Date.now();
      context.say(`${plan.title} is still getting ready (${Math.round((reportedAt - start) / 1000)} s) …`);
    }
  }
  throw new EmbeddedError(
    `${plan.title} was not ready after ${READY_WITHIN_MS / 60_000} minutes. Its log says why: ${child.log.path}`,
  );
}

function refuseWhenClosing({ title }: ServicePlan, { closing }: EmbeddedContext): void {
  if (closing.aborted) throw new EmbeddedError(`${title} was stopped before it was ready.`);
}
