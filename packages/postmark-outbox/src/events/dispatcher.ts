import type { OutboxSettings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { Webhook } from '../store/webhooks.ts';
import { enqueueInbound, type EnqueueEvents } from './event-queue.ts';
import { applyOutcome } from './outcomes.ts';
import { isInbound, postedBack } from '../mail/posted-back.ts';
import { postWebhook } from './webhook-post.ts';

/** `notify` after a commit that made something due: otherwise it is noticed at the next check. */
export type Dispatcher = { notify: () => void; stop: () => Promise<void> };

const CONCURRENT_POSTS = 8;
const OUTCOMES_PER_ROUND = 500;
const CHECK_EVERY_MS = 60_000;

/** Applies outcomes and posts webhooks when they are due, until it is stopped. */
export function startDispatcher(
  store: Store,
  enqueue: EnqueueEvents,
  { webhooks: settings, inboundAddress }: Pick<OutboxSettings, 'webhooks' | 'inboundAddress'>,
): Dispatcher {
  const underway = new Map<number, Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  function notify(): void {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(runRound, 0);
  }

  function runRound(): void {
    const now = Date.now();
    applyDueOutcomes(now);
    startDuePosts(now);
    timer = setTimeout(runRound, delayMs(now));
  }

  function applyDueOutcomes(now: number): void {
    store.database.transaction(() => {
      for (const { seq, mailId, recipient, kind } of store.outcomes.due(now, OUTCOMES_PER_ROUND)) {
        const stored = store.mails.find(mailId);
        if (stored) applyOutcome(store, enqueue, kind, { stored, recipient, at: now });
        if (stored && kind === 'delivered' && isInbound(inboundAddress, recipient))
          enqueueInbound(store, postedBack(stored, recipient, new Date(now)), {
            at: now,
            hasReceiver: settings.inboundUrl !== null,
          });
        store.outcomes.remove(seq);
      }
    });
  }

  function startDuePosts(now: number): void {
    const free = CONCURRENT_POSTS - underway.size;
    const due = store.webhooks.due(now, CONCURRENT_POSTS + underway.size);
    const startable = due.filter(({ seq }) => !underway.has(seq)).slice(0, free);
    for (const webhook of startable) underway.set(webhook.seq, post(webhook));
  }

  async function post(webhook: Webhook): Promise<void> {
    const result = await postWebhook(webhook, settings, stopping.signal);
    underway.delete(webhook.seq);
    if (stopping.signal.aborted) return;
    store.webhooks.recordAttempt(webhook.seq, result);
    notify();
  }

  function delayMs(now: number): number {
    const dues = [store.outcomes.nextDueAt(), store.webhooks.waitingAfter(now)?.dueAt];
    const next = Math.min(...dues.map((due) => due ?? Infinity), now + CHECK_EVERY_MS);
    return Math.max(0, next - Date.now());
  }

  notify();

  return {
    notify,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.all(underway.values());
    },
  };
}
