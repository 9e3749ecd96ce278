import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type Child, type Launch } from './child.ts';
import { EmbeddedError, reasonOf } from './embedded-error.ts';
import type { Ledger } from './process-list.ts';
import { explainTrouble } from './startup-errors.ts';

export type Home = {
  dataDir: string;
  ledger: Ledger;
  say: (line: string) => void;
  /** Aborted when everything is to stop. */
  closing: AbortSignal;
  /** Aborted when it is to stop at once. */
  hurry: AbortSignal;
  changed: () => void;
};

export type PartPlan = {
  name: string;
  title: string;
  launch: () => Launch;
  isReady: (child: Child) => Promise<boolean>;
};

/** `settled` once nobody watches over it any more: after everything was told to stop. */
export type Part = { settled: Promise<void> };

const LOOK_EVERY_MS = 25;
const READY_WITHIN_MS = 300_000;
const SAY_EVERY_MS = 15_000;
const CALM_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 250;

/** Starts a part, waits until it really answers, and brings it back on the same port when it dies by itself. */
export async function startPart(plan: PartPlan, home: Home): Promise<Part> {
  let child = await startUntilReady(plan, home);

  async function watch(): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    for (let since = Date.now(); ; since = Date.now()) {
      const words = await child.exited;
      if (home.closing.aborted) return;
      waitMs = Date.now() - since > CALM_MS ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
      home.say(`${plan.title} stopped by itself (${words}); starting it again …`);
      await bringBack(waitMs);
    }
  }

  async function bringBack(waitMs: number): Promise<void> {
    try {
      await pause(waitMs, undefined, { signal: home.closing });
      child = await startUntilReady(plan, home);
      home.changed();
      home.say(`${plan.title} is back (pid ${child.record.pid}).`);
    } catch (error) {
      if (!home.closing.aborted) home.say(reasonOf(error));
    }
  }

  return { settled: watch() };
}

async function startUntilReady(plan: PartPlan, home: Home): Promise<Child> {
  refuseWhenClosing(plan, home);
  const child = startChild(plan.name, plan.launch(), home);
  const ended: { words: string | null } = { words: null };
  void child.exited.then((words) => (ended.words = words));
  try {
    await untilReady(plan, home, child, ended);
    return child;
  } catch (error) {
    await child.stop(home.hurry);
    throw error;
  }
}

async function untilReady(
  plan: PartPlan,
  home: Home,
  child: Child,
  ended: { words: string | null },
): Promise<void> {
  const start = Date.now();
  for (let spoke = start; Date.now() - start < READY_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
    if (ended.words !== null) {
      throw explainTrouble(plan.title, `${child.log.sinceOpened()}\n${ended.words}`, child.log.path);
    }
    refuseWhenClosing(plan, home);
    if (await plan.isReady(child)) return;
    if (Date.now() - spoke > SAY_EVERY_MS) {
      spoke = Date.now();
      home.say(`${plan.title} is still getting ready (${Math.round((spoke - start) / 1000)} s) …`);
    }
  }
  throw new EmbeddedError(
    `${plan.title} was not ready after ${READY_WITHIN_MS / 60_000} minutes. Its log says why: ${child.log.path}`,
  );
}

function refuseWhenClosing({ title }: PartPlan, { closing }: Home): void {
  if (closing.aborted) throw new EmbeddedError(`${title} was stopped before it was ready.`);
}
