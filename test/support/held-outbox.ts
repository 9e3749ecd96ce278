import { createServer, type IncomingMessage, type Server } from 'node:http';

/** What happens to a batch: it goes on to the outbox and back, is never passed on, or is passed on and its answer lost, or held until it is let go. */
type Manner = 'pass' | 'swallow' | 'lose_answer' | 'hold_answer';

/** Stands between the program and an outbox, and counts the batches that came. */
export class HeldOutbox {
  readonly host: string;
  manner: Manner = 'pass';
  batches = 0;
  readonly #letGo = Promise.withResolvers<void>();
  readonly #server: Server;

  private constructor(server: Server) {
    const address = server.address();
    this.host = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
    this.#server = server;
  }

  static async before(outbox: string): Promise<HeldOutbox> {
    const server = createServer((request, response) => {
      void (async () => {
        const isBatch = request.url === '/email/batch';
        const manner = isBatch ? held.manner : 'pass';
        const body = await bodyOf(request);
        const answer = manner === 'swallow' ? null : await passOn(outbox, request, body);
        if (isBatch) held.batches += 1;
        if (answer === null || manner === 'lose_answer') return;
        if (manner === 'hold_answer') await held.#letGo.promise;
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      })().catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const held = new HeldOutbox(server);
    return held;
  }

  letGo(): void {
    this.#letGo.resolve();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function passOn(outbox: string, { method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) {
  const kept = ['content-type', 'accept', 'x-postmark-server-token'];
  return fetch(`http://${outbox}${url}`, {
    method,
    headers: kept.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
}
