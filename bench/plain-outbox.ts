import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ServerClient } from 'postmark';
import { z } from 'zod';

export type PlainOutbox = {
  url: string;
  token: string;
  client: ServerClient;
  pid: number;
  stop(): Promise<void>;
};

const Ready = z.object({ port: z.number() });

/** An outbox on a file that tells nobody what became of its mails: what is measured beside it is sending alone. */
export async function startPlainOutbox(database: string): Promise<PlainOutbox> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.resolve('postmark-outbox/bin')), '--port', '0', '--database', database],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const token = 'outbox-local';
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = Ready.parse(JSON.parse(line));
    const requestHost = `127.0.0.1:${port}`;
    return {
      url: `http://${requestHost}`,
      token,
      client: new ServerClient(token, { useHttps: false, requestHost }),
      pid: child.pid ?? 0,
      async stop() {
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('The outbox did not start.');
}
