import type { WebhookSettings } from '../settings.ts';
import type { Webhook } from '../store/webhooks.ts';

type AttemptResult = Pick<Webhook, 'state' | 'dueAt' | 'lastResult'>;
type Call = { method: 'POST' | 'GET'; url: URL; headers: Record<string, string>; body: string };

const SECOND_MS = 1_000;
const TIMEOUT_MS = 30_000;
const REDIRECTS_MAX = 20;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** When a webhook is tried again: as often as Postmark does, in seconds where Postmark waits minutes. */
const RETRY_SECONDS = {
  events: [1, 5, 10, 30, 60, 300],
  inbound: [1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600],
};

/** Posts a webhook once; by Postmark's rules it is then delivered, dropped, or waiting for its next attempt. */
export async function postWebhook(
  webhook: Webhook,
  settings: WebhookSettings,
  stopping: AbortSignal,
): Promise<AttemptResult> {
  const url = webhook.kind === 'events' ? settings.eventsUrl : settings.inboundUrl;
  if (url === null) return { state: 'dropped', dueAt: webhook.dueAt, lastResult: 'no URL is set' };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]);
  const headers = headersOf(webhook, settings);
  try {
    const status = await follow({ method: 'POST', url: new URL(url), headers, body: webhook.body }, signal);
    return afterAnswer(webhook, status);
  } catch (error) {
    return retryLater(webhook, error instanceof Error ? error.message : String(error));
  }
}

function headersOf({ kind, traceId, attempts }: Webhook, { user, password }: WebhookSettings) {
  const retriesLeft = RETRY_SECONDS[kind].length - attempts;
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Postmark',
    ...(user === '' ? {} : { Authorization: `Basic ${credentials}` }),
    ...(kind === 'events'
      ? { 'X-PM-Webhook-Trace-Id': traceId, 'X-PM-Retries-Remaining': String(retriesLeft) }
      : {}),
  };
}

/** The status at the end of all redirects; as a browser does, 301 to 303 turn a post into a get. */
async function follow(first: Call, signal: AbortSignal): Promise<number> {
  let call = first;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const { status, location } = await request(call, signal);
    if (!REDIRECTS.has(status) || location === undefined) return status;
    call = redirected(call, new URL(location, call.url), status);
  }
  throw new Error(`more than ${REDIRECTS_MAX} redirects`);
}

function redirected(call: Call, url: URL, status: number): Call {
  const { Authorization: credentials, ...others } = call.headers;
  const isSameOrigin = url.origin === call.url.origin;
  const headers = isSameOrigin && credentials ? { ...others, Authorization: credentials } : others;
  return status < 307 ? { method: 'GET', url, headers, body: '' } : { ...call, url, headers };
}

/** By `node:http`, because the platform's fetch costs 14 MiB. */
function request(
  { method, url, headers, body }: Call,
  signal: AbortSignal,
): Promise<{ status: number; location: string | undefined }> {
  const client = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const length = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, 'Content-Length': length }, signal };
    const sent = client.request(url, options, (res) => {
      res.resume();
      resolve({ status: res.statusCode ?? 0, location: res.headers.location });
    });
    sent.once('error', reject).end(body);
  });
}

function afterAnswer(webhook: Webhook, status: number): AttemptResult {
  const lastResult = `HTTP ${status}`;
  if (isSuccess(webhook, status)) return { state: 'delivered', dueAt: webhook.dueAt, lastResult };
  if (isFinal(webhook, status)) return { state: 'dropped', dueAt: webhook.dueAt, lastResult };
  return retryLater(webhook, lastResult);
}

function isSuccess({ kind }: Webhook, status: number): boolean {
  return kind === 'inbound' ? status === 200 : status >= 200 && status < 300;
}

function isFinal({ kind }: Webhook, status: number): boolean {
  if (kind === 'inbound') return status === 403;
  return status < 500 && status !== 408 && status !== 429;
}

function retryLater(webhook: Webhook, lastResult: string): AttemptResult {
  const delay = RETRY_SECONDS[webhook.kind][webhook.attempts];
  if (delay === undefined) return { state: 'dropped', dueAt: webhook.dueAt, lastResult };
  return { state: 'waiting', dueAt: Date.now() + delay * SECOND_MS, lastResult };
}
