import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { scratchFolder } from '../support/parts.ts';
import { TestPractice, type Json } from '../support/practice.ts';
import { Program } from '../support/program.ts';

const COMMAND = fileURLToPath(new URL('../../server/practice-command.ts', import.meta.url));
const PORT = '3917';
const HOUSE = { PORT, KINDWORD_DATA: '', LOG_LEVEL: 'warn' };
const PATIENCE_MS = 150_000;

let program: Program;
let practice: TestPractice;

beforeAll(async () => {
  HOUSE.KINDWORD_DATA = scratchFolder('house');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      COMMAND,
      'create',
      '--name',
      'Willow',
      '--timezone',
      'Europe/London',
      '--owner-email',
      'olive@example.org',
      '--json',
    ],
    { env: { ...process.env, ...HOUSE } },
  );
  practice = new TestPractice(`http://127.0.0.1:${PORT}/api/v1`, JSON.parse(stdout));
  program = await Program.start(HOUSE);
  const acknowledgement = {
    deadline: 'PT40S',
    remindAt: 'PT1S',
    escalateAt: 'PT2S',
    sendAt: 'PT3S',
    soloSendAt: 'PT3S',
  };
  await practice.setUp({ sending: 'live', sendWindows: 'always', acknowledgement });
}, 120_000);
afterAll(async () => {
  await program.stop();
}, 60_000);

type Running = { outbox: string; outboxToken: string; processes: { name: string; pid: number }[] };

function running(): Running {
  return JSON.parse(readFileSync(join(HOUSE.KINDWORD_DATA, 'running.json'), 'utf8'));
}

/** The database, Temporal, the outbox and the program itself, none of them asked. */
async function killEverything(): Promise<void> {
  for (const { pid } of running().processes) killIfThere(pid);
  await program.kill();
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

async function mailsTo(email: string): Promise<number> {
  const { outbox, outboxToken } = running();
  const query = new URLSearchParams({ recipient: email, count: '10', offset: '0' });
  const response = await fetch(`${outbox}/messages/outbound?${query}`, {
    headers: { 'X-Postmark-Server-Token': outboxToken, Accept: 'application/json' },
  });
  const { TotalCount } = (await response.json()) as { TotalCount: number };
  return TotalCount;
}

async function referralOf(local: string): Promise<{ id: string; email: string; number: number }> {
  const email = `${local}@example.org`;
  const client = await practice.client({ email });
  const { id, number } = await practice.refer({ referrer: { clientId: client.id } });
  return { id, email, number };
}

async function areThankedOnce(referrals: readonly { id: string; email: string }[]): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (const { id } of referrals) {
    await eventually(
      async () => ((await practice.referral(id)).acknowledgement.status === 'sent' ? true : null),
      Math.max(1, until - Date.now()),
    );
  }
  const counts = await Promise.all(referrals.map(({ email }) => mailsTo(email)));
  expect(counts.filter((count) => count !== 1)).toEqual([]);
}

test('everything killed at random moments: nothing is lost, no number is missing, each is thanked once', async () => {
  const referrals: Awaited<ReturnType<typeof referralOf>>[] = [];
  for (let round = 0; round < 3; round += 1) {
    referrals.push(
      ...(await Promise.all(Array.from({ length: 6 }, (_, index) => referralOf(`round-${round}-${index}`)))),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4_500));
    await killEverything();
    program = await Program.start(HOUSE);
  }

  await areThankedOnce(referrals);
  const { items } = await practice.ask('GET', '/source-log?limit=200');
  expect(items.map(({ number }: Json) => number)).toEqual(referrals.map((_, index) => index + 1));
}, 300_000);

test("Temporal's whole store is deleted: every thanks still goes, once", async () => {
  const referrals = await Promise.all(
    Array.from({ length: 5 }, (_, index) => referralOf(`lost-store-${index}`)),
  );
  await program.stop();
  const store = join(HOUSE.KINDWORD_DATA, 'temporal');
  expect(existsSync(store) && readdirSync(store).some((name) => name.includes('.db'))).toBe(true);
  rmSync(store, { recursive: true });

  program = await Program.start(HOUSE);

  await areThankedOnce(referrals);
}, 200_000);

test('stopped with Ctrl-C it leaves no process and no running.json', async () => {
  const { processes } = running();

  await program.stop();

  const left = processes.filter(({ pid }) => existsSync(`/proc/${pid}`) && process.platform === 'linux');
  expect(left).toEqual([]);
  expect(existsSync(join(HOUSE.KINDWORD_DATA, 'running.json'))).toBe(false);
  program = await Program.start(HOUSE);
}, 90_000);
