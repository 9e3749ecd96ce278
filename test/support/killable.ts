import { createServer, type Server, type Socket } from 'node:net';
import type { Settings } from '../../server/kindword.ts';
import { startKindword, type TestKindword } from './kindword.ts';
import { readParts } from './parts.ts';
import type { TestPractice } from './practice.ts';
import { Program } from './program.ts';

/** Nobody listens there. */
export const NOWHERE = '127.0.0.1:9';

/** The program as a process of its own on the parts of a test, to be killed and started again. */
export class Killable {
  readonly #kindword: TestKindword;
  #program: Program | null = null;

  constructor(kindword: TestKindword) {
    this.#kindword = kindword;
  }

  async start(change: Record<string, string> = {}): Promise<void> {
    this.#program = await Program.start({ ...this.#settings(), ...change });
  }

  /** Without being asked, whatever it is doing. */
  async kill(): Promise<void> {
    await this.#program?.kill();
    this.#program = null;
  }

  /** As an operator does. */
  async stop(): Promise<void> {
    await this.#program?.stop();
    this.#program = null;
  }

  async killAndStart(change: Record<string, string> = {}): Promise<void> {
    await this.kill();
    await this.start(change);
  }

  #settings(): Record<string, string> {
    const { databaseUrl, secrets, mail, mailbox, port, taskQueue } = this.#kindword.settings;
    return {
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      KINDWORD_SECRETS: secrets,
      TEMPORAL_ADDRESS: readParts().temporal.address,
      TEMPORAL_TASK_QUEUE: taskQueue,
      POSTMARK_SERVER_TOKEN: mail.token,
      POSTMARK_API_URL: `http://${mail.host}`,
      POSTMARK_WEBHOOK_USER: mail.hooks.user,
      POSTMARK_WEBHOOK_PASSWORD: mail.hooks.password,
      POSTMARK_SEARCH_LAG: 'PT2S',
      POSTMARK_INBOUND_ADDRESS: mailbox ?? '',
      LOG_LEVEL: 'warn',
    };
  }
}

/** A delivery event would prove that a mail was taken; here the ledger must find out by itself. */
export const NO_WORD_OF_DELIVERY = { deliverAfterMs: 600_000 };

/** What one test kills: a program on a database, a task queue and an outbox of its own, and a practice in it. */
export type House = { kindword: TestKindword; practice: TestPractice; program: Killable };

/** Tests that kill share nothing, so that they run side by side; the house is gone when its test is over. */
export async function inOwnHouse(
  practiceIn: (kindword: TestKindword) => Promise<TestPractice>,
  live: (house: House) => Promise<void>,
  change: Partial<Settings> = {},
): Promise<void> {
  const kindword = await startKindword(change, NO_WORD_OF_DELIVERY);
  const program = new Killable(kindword);
  try {
    const practice = await practiceIn(kindword);
    await kindword.stopProgram();
    await live({ kindword, practice, program });
  } finally {
    await program.kill();
    await kindword.stop();
  }
}

/** Takes connections, answers that tracking is off, and never answers a mail: a carrier that heard nothing. */
export async function deafServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (!data.toString('latin1').startsWith('GET /server')) return;
      const body = JSON.stringify({ TrackOpens: false, TrackLinks: 'None' });
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
