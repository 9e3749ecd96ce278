import { createServer, connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openOrm } from '../../entities/orm.ts';
import type { Database } from '../../facts/database.ts';
import type { Json } from './practice.ts';

/** A log that is read. */
export function readableLog(): { log: Logger; lines: Json[] } {
  const lines: Json[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { log: pino({ level: 'info' }, stream), lines };
}

/** A connection to the program's database of one's own, which tells no relay of its commits. */
export async function openDatabase(
  url: string,
  onStatement?: (sql: string) => void,
): Promise<Database & { close(): Promise<void> }> {
  const orm: MikroORM = await openOrm(url, onStatement ? { onStatement } : {});
  return { orm, onSignals: () => undefined, close: () => orm.close(true) };
}

/** Stands between a program and a server until it is frozen: then connections stay open and carry nothing. */
export class FreezingProxy {
  readonly port: number;
  readonly #sockets: Set<Socket>;
  readonly #close: () => Promise<void>;

  private constructor(port: number, sockets: Set<Socket>, close: () => Promise<void>) {
    this.port = port;
    this.#sockets = sockets;
    this.#close = close;
  }

  static async start(target: { host: string; port: number }): Promise<FreezingProxy> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      const upstream = connect(target);
      for (const one of [socket, upstream]) {
        sockets.add(one);
        one.on('error', () => undefined);
      }
      socket.pipe(upstream);
      upstream.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    return new FreezingProxy(port, sockets, async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
  }

  freeze(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  close(): Promise<void> {
    return this.#close();
  }
}
