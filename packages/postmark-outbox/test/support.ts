import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerClient, type Models } from 'postmark';
import { startOutbox, type OutboxSettings, type RunningOutbox } from '../src/index.ts';
import { anything, number, object, record } from '../src/shape.ts';

export const TOKEN = 'outbox-test';
const POLL_MS = 20;
const PATIENCE_MS = 20_000;

const Payload = record(anything);
const Listening = object({ port: number });

/** A receiver's address before the path, with its basic authentication. */
type Hook = { url: string; user: string; password: string };
export type TestSettings = Partial<OutboxSettings> & { hook?: Hook };

const NO_RECEIVER = { url: 'http://127.0.0.1:9', user: 'hook', password: 'secret' };

export type Posted = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };

/** An outbox in this process, on a file and a port of its own. */
export class TestOutbox {
  readonly port: number;
  readonly url: string;
  readonly client: ServerClient;
  readonly #outbox: RunningOutbox;
  readonly #folder: string;

  private constructor(outbox: RunningOutbox, folder: string) {
    this.#outbox = outbox;
    this.#folder = folder;
    this.port = outbox.port;
    this.url = outbox.url;
    this.client = clientOf(outbox.port);
  }

  static async start({ hook = NO_RECEIVER, ...settings }: TestSettings = {}): Promise<TestOutbox> {
    const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    const outbox = await startOutbox({
      database: join(folder, 'outbox.sqlite'),
      token: TOKEN,
      webhooks: webhooksTo(hook),
      deliverAfterMs: 10,
      lateIndexMs: 500,
      ...settings,
    });
    return new TestOutbox(outbox, folder);
  }

  async stop(): Promise<void> {
    await this.#outbox.close();
    await rm(this.#folder, { recursive: true });
  }

  /** Posts to one of the page's forms, as a program would. */
  async press(path: string, body: object): Promise<Response> {
    return fetch(`${this.url}/outbox${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

/** A receiver of webhooks, which answers with the given statuses first and with 200 afterwards. */
export class HookReceiver {
  readonly posted: Posted[] = [];
  readonly url: string;
  readonly #stop: () => Promise<void>;

  private constructor(port: number, stop: () => Promise<void>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#stop = stop;
  }

  static async start(...statuses: number[]): Promise<HookReceiver> {
    const server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        receiver.posted.push({
          path: req.url ?? '',
          headers: req.headers,
          body: Payload(JSON.parse(Buffer.concat(chunks).toString())),
        });
        res.writeHead(statuses.shift() ?? 200).end();
      });
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(Listening(server.address()).port)),
    );
    const receiver = new HookReceiver(port, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return receiver;
  }

  of(recordType: string): Posted[] {
    return this.posted.filter(({ body }) => body['RecordType'] === recordType);
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}

export function clientOf(port: number, token = TOKEN, timeout = 5): ServerClient {
  return new ServerClient(token, { useHttps: false, requestHost: `127.0.0.1:${port}`, timeout });
}

export function aMail(change: Partial<Models.Message> = {}): Models.Message {
  return {
    From: '"Anna at Example" <anna@mail.example.org>',
    To: 'jo@example.com',
    Subject: 'Thank you',
    TextBody: 'Thank you for thinking of us.',
    ...change,
  };
}

/** Polls until there is an answer, or fails with what was asked. */
export async function eventually<T>(
  ask: () => T | null | undefined | Promise<T | null | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const patienceEnds = Date.now() + patienceMs;
  while (Date.now() < patienceEnds) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Still not so after ${patienceMs} ms: ${ask.toString()}`);
}

/** What a call that must fail fails with. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => Promise.reject(new Error(`Expected a failure, got ${JSON.stringify(answer)}`)),
    (error: unknown) => error,
  );
}

function webhooksTo({ url, user, password }: Hook) {
  const path = `${url}/hooks/postmark`;
  return { eventsUrl: `${path}/events`, inboundUrl: `${path}/inbound`, user, password };
}
