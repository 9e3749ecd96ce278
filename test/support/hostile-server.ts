import { createServer, type Server, type Socket } from 'node:net';

/** What a server may do instead of answering. */
export const HOSTILE_MANNERS = {
  'switches protocols': (socket: Socket) =>
    void socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ),
  'switches protocols and goes on talking': (socket: Socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    trickle(socket, 'words ');
  },
  'says nothing': () => undefined,
  'says half a line': (socket: Socket) => void socket.write('HTTP/1.1 20'),
  'says half an answer': (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n'),
  'never ends its headers': (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    trickle(socket, 'X-More: words\r\n');
  },
  'asks for patience for ever': (socket: Socket) => trickle(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'never ends its body': (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    trickle(socket, '5\r\nwords\r\n');
  },
  'closes without an answer': (socket: Socket) => void socket.end(),
  'resets the connection': (socket: Socket) => void socket.resetAndDestroy(),
  'answers nonsense': (socket: Socket) => void socket.end('EHLO\r\n\r\n'),
} satisfies Record<string, (socket: Socket) => void>;
export type HostileManner = keyof typeof HOSTILE_MANNERS;

function trickle(socket: Socket, words: string): void {
  const timer = setInterval(() => socket.write(words), 100);
  socket.once('close', () => clearInterval(timer));
}

/** A server that takes every request and treats it as it is told to. */
export class HostileServer {
  readonly port: number;
  manner: HostileManner;
  requests = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, manner: HostileManner) {
    const address = server.address();
    this.port = address !== null && typeof address === 'object' ? address.port : 0;
    this.manner = manner;
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.once('data', () => {
        this.requests += 1;
        HOSTILE_MANNERS[this.manner](socket);
      });
    });
  }

  static async start(manner: HostileManner): Promise<HostileServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HostileServer(server, manner);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
