import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Json } from './practice.ts';

export type Received = { path: string; headers: IncomingHttpHeaders; body: string; json: Json; at: number };

/** What the next requests are answered with, in turn; afterwards 200. `hang` never answers, `close` breaks off. */
export type Manner = number | 'hang' | 'close' | { status: number; headers: Record<string, string> };

/** Another program that listens: over HTTP, as reliable as it is told to be. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  manners: Manner[] = [];
  /** What it does whenever it was told nothing else. */
  usually: Manner = 200;
  readonly url: string;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#stop = stop;
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const receiver = new WebhookReceiver(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const { url: path = '', headers } = request;
      receiver.received.push({ path, headers, body, json: JSON.parse(body), at: Date.now() });
      receiver.#answer(response, receiver.manners.shift() ?? receiver.usually);
    }
    return receiver;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** What came for one path. */
  at(path: string): Received[] {
    return this.received.filter((one) => one.path === path);
  }

  #answer(response: ServerResponse, manner: Manner): void {
    if (manner === 'hang') return;
    if (manner === 'close') return void response.destroy();
    const { status, headers } = typeof manner === 'number' ? { status: manner, headers: {} } : manner;
    response.writeHead(status, headers).end('{"mark":"words of the receiver"}');
  }
}

/** Checks a signature as any receiver would, from the specification's text alone. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  const fresh = Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp'])) < 300;
  return fresh && String(headers['webhook-signature']).split(' ').includes(wanted);
}
