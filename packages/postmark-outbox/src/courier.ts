import { happen } from './fate.ts';
import { postHook, type HookTarget } from './hook-post.ts';
import type { Announce } from './announce.ts';
import type { Hook } from './store/hooks.ts';
import type { Store } from './store/store.ts';

export type Courier = { wake: () => void; stop: () => Promise<void> };

const AT_ONCE = 8;
const OUTCOMES_AT_ONCE = 500;
const SLEEP_MS_MAX = 60_000;

/** Brings accepted mails to their outcome and posts webhooks when they are due, for as long as the outbox runs. */
export function startCourier(store: Store, announce: Announce, target: HookTarget): Courier {
  const underway = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function wake(): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(work, 0);
  }

  function work(): void {
    if (isStopped) return;
    const now = Date.now();
    letOutcomesHappen(now);
    startPosts(now);
    clearTimeout(timer);
    timer = setTimeout(work, sleepMs(now));
  }

  function letOutcomesHappen(now: number): void {
    store.database.transaction(() => {
      for (const { seq, mail_id, recipient, kind } of store.outcomes.due(now, OUTCOMES_AT_ONCE)) {
        const stored = store.mails.find(mail_id);
        if (stored) happen(store, announce, kind, { stored, recipient, at: now });
        store.outcomes.done(seq);
      }
    });
  }

  function startPosts(now: number): void {
    const free = AT_ONCE - underway.size;
    const due = store.hooks.due(now, AT_ONCE + underway.size).filter(({ seq }) => !underway.has(seq));
    for (const hook of due.slice(0, free)) underway.set(hook.seq, post(hook));
  }

  async function post(hook: Hook): Promise<void> {
    const result = await postHook(hook, target);
    underway.delete(hook.seq);
    if (isStopped) return;
    store.hooks.record(hook.seq, result);
    wake();
  }

  function sleepMs(now: number): number {
    const dues = [store.outcomes.nextDueAt(), store.hooks.waitingAfter(now)?.dueAt];
    const next = Math.min(...dues.map((due) => due ?? Infinity), now + SLEEP_MS_MAX);
    return Math.max(0, next - Date.now());
  }

  wake();

  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      target.stopping.abort();
      await Promise.all(underway.values());
    },
  };
}
