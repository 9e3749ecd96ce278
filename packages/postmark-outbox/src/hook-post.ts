import type { Hook } from './store/hooks.ts';

export type HookTarget = { url: string; user: string; password: string; stopping: AbortController };
export type HookResult = Pick<Hook, 'state' | 'dueAt' | 'lastResult'>;

const SECOND_MS = 1_000;
const TIMEOUT_MS = 30_000;

/** When a webhook is tried again: as often as Postmark does, in seconds where Postmark waits minutes. */
const RETRY_SECONDS = {
  events: [1, 5, 10, 30, 60, 300],
  inbound: [1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600],
};

/** Posts a webhook once and tells what is to become of it by Postmark's rules. */
export async function postHook(hook: Hook, target: HookTarget): Promise<HookResult> {
  const retriesLeft = RETRY_SECONDS[hook.kind].length - hook.attempts;
  try {
    const response = await fetch(`${target.url}/hooks/postmark/${hook.kind}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Postmark',
        Authorization: `Basic ${Buffer.from(`${target.user}:${target.password}`).toString('base64')}`,
        ...(hook.kind === 'events' ? traceHeaders(hook, retriesLeft) : {}),
      },
      body: hook.body,
      signal: AbortSignal.any([target.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return afterAnswer(hook, response.status);
  } catch (error) {
    return later(hook, error instanceof Error ? error.message : String(error));
  }
}

function traceHeaders({ traceId }: Hook, retriesLeft: number) {
  return { 'X-PM-Webhook-Trace-Id': traceId, 'X-PM-Retries-Remaining': String(retriesLeft) };
}

function afterAnswer(hook: Hook, status: number): HookResult {
  const lastResult = `HTTP ${status}`;
  if (isSuccess(hook, status)) return { state: 'delivered', dueAt: hook.dueAt, lastResult };
  if (isFinal(hook, status)) return { state: 'dropped', dueAt: hook.dueAt, lastResult };
  return later(hook, lastResult);
}

function isSuccess({ kind }: Hook, status: number): boolean {
  return kind === 'inbound' ? status === 200 : status >= 200 && status < 300;
}

function isFinal({ kind }: Hook, status: number): boolean {
  if (kind === 'inbound') return status === 403;
  return status < 500 && status !== 408 && status !== 429;
}

function later(hook: Hook, lastResult: string): HookResult {
  const delay = RETRY_SECONDS[hook.kind][hook.attempts];
  if (delay === undefined) return { state: 'dropped', dueAt: hook.dueAt, lastResult };
  return { state: 'waiting', dueAt: Date.now() + delay * SECOND_MS, lastResult };
}
