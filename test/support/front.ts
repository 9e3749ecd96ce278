import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a request is answered with instead of being passed on; `wrong_password`: it is passed on with another. */
type Instead = { status: number } | 'wrong_password';
type Passed = { method: string; path: string; body: string };

/** A reverse proxy in front of the program, which can be broken path by path. */
export class Front {
  readonly url: string;
  /** Where it leads; known once the program listens. */
  target = '';
  /** By a part of the method and path (`POST /p/willow/enquire`), or of the body. */
  broken: Record<string, Instead> = {};
  readonly passed: Passed[] = [];
  readonly #stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#stop = stop;
  }

  static async start(): Promise<Front> {
    const server = createServer((req, res) => void front.#take(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const front = new Front(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return front;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  async #take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = req;
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    this.passed.push({ method, path, body: body.toString('utf8') });
    const instead = Object.entries(this.broken).find(([part]) =>
      `${method} ${path} ${body.toString('utf8')}`.includes(part),
    )?.[1];
    if (instead && instead !== 'wrong_password') return void res.writeHead(instead.status).end('Broken');
    const authorization = `Basic ${Buffer.from('hook:not the one that was agreed').toString('base64')}`;
    const headers = { ...req.headers, ...(instead === 'wrong_password' ? { authorization } : {}) };
    const onward = request(`${this.target}${path}`, { method, headers, agent: false }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.writeHead(502).end());
    onward.end(body);
  }
}
