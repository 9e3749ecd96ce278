import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { boolean, json, number, object } from '../src/shape.ts';
import { aMail, clientOf, eventually, HookReceiver, TOKEN } from './support.ts';

const PROGRAM = fileURLToPath(new URL('../bin/postmark-outbox.js', import.meta.url));
const Ready = json(object({ ready: boolean, port: number }));

let folder: string;
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
  await rm(folder, { recursive: true });
});

test('a mail that was answered for survives a kill -9 right after the answer', async () => {
  const first = await startedProcess();
  const { MessageID } = await clientOf(first.port).sendEmail(aMail({ Metadata: { sid: 'kept' } }));
  await end(first.child, 'SIGKILL');

  const second = await startedProcess();

  const found = await clientOf(second.port).getOutboundMessages({
    count: 1,
    offset: 0,
    metadata_sid: 'kept',
  });
  expect(found.Messages.map((message) => message.MessageID)).toEqual([MessageID]);
});

test('in the middle of traffic a kill -9 loses nothing that was answered for', async () => {
  const first = await startedProcess();
  const client = clientOf(first.port);
  const answered: string[] = [];
  const sends = Array.from({ length: 60 }, async () => {
    const { MessageID } = await client.sendEmail(aMail());
    answered.push(MessageID);
    if (answered.length === 20) first.child.kill('SIGKILL');
  });
  await Promise.allSettled(sends);
  await end(first.child, 'SIGKILL');

  const second = await startedProcess();

  const { Messages } = await clientOf(second.port).getOutboundMessages({ count: 100, offset: 0 });
  expect(answered.length).toBeGreaterThanOrEqual(20);
  expect(answered.length).toBeLessThan(60);
  expect(Messages.map(({ MessageID }) => MessageID)).toEqual(expect.arrayContaining(answered));
});

test('a mail accepted without an answer survives a kill -9 too', async () => {
  const first = await startedProcess();
  const mail = aMail({ To: 'x+fault-accept-reset@example.com', Metadata: { sid: 'silent' } });
  await clientOf(first.port)
    .sendEmail(mail)
    .catch(() => null);
  await end(first.child, 'SIGKILL');

  const second = await startedProcess();

  const found = await clientOf(second.port).getOutboundMessages({
    count: 1,
    offset: 0,
    metadata_sid: 'silent',
  });
  expect(found.TotalCount).toBe(1);
});

test('a webhook that could not be posted before a kill is posted after the restart', async () => {
  const first = await startedProcess({ OUTBOX_DELIVER_AFTER_MS: '0' });
  const { MessageID } = await clientOf(first.port).sendEmail(aMail());
  await eventually(async () => {
    const page = await (await fetch(`http://127.0.0.1:${first.port}/outbox/mails/${MessageID}`)).text();
    return /after [1-9]\d* attempts?/.test(page) ? true : null;
  });
  await end(first.child, 'SIGKILL');
  const receiver = await HookReceiver.start();

  await startedProcess({ OUTBOX_HOOK_URL: `${receiver.url}/events` });

  const posted = await eventually(() => receiver.posted[0]);
  expect(posted.body).toMatchObject({ RecordType: 'Delivery', MessageID });
  await receiver.stop();
});

test('it stops cleanly when told to, though an answer hangs', async () => {
  const { child, port } = await startedProcess();
  const hanging = clientOf(port)
    .sendEmail(aMail({ To: 'x+fault-accept-hang@example.com', Metadata: { sid: 'hang' } }))
    .catch((error: unknown) => error);
  await eventually(async () => {
    const found = await clientOf(port).getOutboundMessages({ count: 1, offset: 0, metadata_sid: 'hang' });
    return Number(found.TotalCount) === 1 ? true : null;
  });

  const code = await end(child, 'SIGTERM');

  expect(code).toBe(0);
  expect(await hanging).toBeInstanceOf(Error);
});

test('it goes with its parent if asked to', async () => {
  const { child } = await startedProcess({ OUTBOX_EXIT_WITH_PARENT: '1' });

  child.stdin.end();

  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test.each<[string, (port: number) => NodeJS.ProcessEnv]>([
  ['OUTBOX_PORT', (port) => ({ OUTBOX_PORT: String(port), OUTBOX_DB: join(folder, 'other.sqlite') })],
  ['OUTBOX_DB', () => ({ OUTBOX_DB: join(folder, 'missing', 'outbox.sqlite') })],
  ['OUTBOX_TOKEN', () => ({ OUTBOX_TOKEN: 'a-real-looking-token' })],
])('a start that cannot work names %s and ends with code 1', async (setting, change) => {
  const { port } = await startedProcess();

  const child = startProcess(change(port));
  const errors = await errorText(child);

  expect(child.exitCode).toBe(1);
  expect(errors).toContain(setting);
});

function startProcess(env: NodeJS.ProcessEnv = {}, ...args: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: {
      OUTBOX_DB: join(folder, 'outbox.sqlite'),
      OUTBOX_PORT: '0',
      OUTBOX_TOKEN: TOKEN,
      OUTBOX_HOOK_URL: 'http://127.0.0.1:9/events',
      OUTBOX_HOOK_USER: 'hook',
      OUTBOX_HOOK_PASSWORD: 'secret',
      ...env,
    },
  });
  children.push(child);
  return child;
}

async function startedProcess(env: NodeJS.ProcessEnv = {}) {
  const child = startProcess(env);
  const [line] = await once(createInterface(child.stdout), 'line');
  const { port } = Ready(String(line));
  return { child, port };
}

async function errorText(child: ChildProcessWithoutNullStreams): Promise<string> {
  const chunks: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  await once(child, 'close');
  return chunks.join('');
}

async function end(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}
