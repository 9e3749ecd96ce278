import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { freePort } from '../support/free-port.ts';
import { scratchFolder } from '../support/parts.ts';
import { TestPractice, type Json } from '../support/practice.ts';
import { Program } from '../support/program.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { isThanked } from '../support/thanks.ts';

const COMMAND = fileURLToPath(new URL('../../server/practice-command.ts', import.meta.url));
const PATIENCE_MS = 150_000;
const ACKNOWLEDGEMENT = {
  deadline: 'PT40S',
  remindAt: 'PT1S',
  escalateAt: 'PT2S',
  sendAt: 'PT3S',
  soloSendAt: 'PT3S',
};
const CREATE = 'create --name Willow --timezone Europe/London --owner-email olive@example.org --json';

type Running = { outbox: string; outboxToken: string; processes: { name: string; pid: number }[] };
type Sent = { id: string; email: string };

/** The program as a newcomer starts it, with a database, a Temporal and an outbox of its own in one folder. */
class WholeHouse {
  readonly practice: TestPractice;
  readonly folder: string;
  readonly #settings: Record<string, string>;
  #program: Program;

  private constructor(practice: TestPractice, settings: Record<string, string>, program: Program) {
    this.practice = practice;
    this.folder = settings['KINDWORD_DATA'] ?? '';
    this.#settings = settings;
    this.#program = program;
  }

  static async live(life: (house: WholeHouse) => Promise<void>): Promise<void> {
    const port = String(await freePort());
    const settings = { PORT: port, KINDWORD_DATA: scratchFolder('house'), LOG_LEVEL: 'warn' };
    const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...CREATE.split(' ')], {
      env: { ...process.env, ...settings },
    });
    const practice = new TestPractice(`http://127.0.0.1:${port}/api/v1`, JSON.parse(stdout));
    const house = new WholeHouse(practice, settings, await Program.start(settings));
    try {
      await practice.setUp({ sending: 'live', sendWindows: 'always', acknowledgement: ACKNOWLEDGEMENT });
      await life(house);
    } finally {
      await house.stop();
    }
  }

  async start(): Promise<void> {
    this.#program = await Program.start(this.#settings);
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  get running(): Running {
    return JSON.parse(readFileSync(join(this.folder, 'running.json'), 'utf8'));
  }

  /** The database, Temporal, the outbox and the program itself, none of them asked. */
  async killEverything(): Promise<void> {
    for (const { pid } of this.running.processes) killIfThere(pid);
    await this.#program.kill();
  }

  async refer(local: string): Promise<Sent & { number: number }> {
    const email = `${local}@example.org`;
    const client = await this.practice.client({ email });
    const { id, number } = await this.practice.refer({ referrer: { clientId: client.id } });
    return { id, email, number };
  }

  async mailsTo(email: string): Promise<number> {
    const { outbox, outboxToken } = this.running;
    const query = new URLSearchParams({ recipient: email, count: '10', offset: '0' });
    const response = await fetch(`${outbox}/messages/outbound?${query}`, {
      headers: { 'X-Postmark-Server-Token': outboxToken, Accept: 'application/json' },
    });
    const { TotalCount } = (await response.json()) as { TotalCount: number };
    return TotalCount;
  }

  async thanksOnce(referrals: readonly Sent[]): Promise<void> {
    const patienceEnds = Date.now() + PATIENCE_MS;
    for (const { id } of referrals) {
      await isThanked(this.practice, id, Math.max(1, patienceEnds - Date.now()));
    }
    const counts = await Promise.all(referrals.map(({ email }) => this.mailsTo(email)));
    expect(counts.filter((count) => count !== 1)).toEqual([]);
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

const whole = (life: (house: WholeHouse) => Promise<void>) => () => WholeHouse.live(life);

const test = sideBySide();

test(
  'everything killed at random moments: nothing is lost, no number is missing, each is thanked once (S39)',
  whole(async (house) => {
    const referrals: Awaited<ReturnType<WholeHouse['refer']>>[] = [];
    for (let round = 0; round < 3; round += 1) {
      referrals.push(
        ...(await Promise.all(
          Array.from({ length: 6 }, (_, index) => house.refer(`round-${round}-${index}`)),
        )),
      );
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4_500));
      await house.killEverything();
      await house.start();
    }

    await house.thanksOnce(referrals);
    const { items } = await house.practice.ask('GET', '/source-log?limit=200');
    expect(items.map(({ number }: Json) => number)).toEqual(referrals.map((_, index) => index + 1));
  }),
);

test(
  "Temporal's whole store is deleted: every thanks still goes, once",
  whole(async (house) => {
    const referrals = await Promise.all(
      Array.from({ length: 5 }, (_, index) => house.refer(`lost-store-${index}`)),
    );
    const store = join(house.folder, 'temporal');
    const isThere = () => existsSync(store) && readdirSync(store).some((name) => name.includes('.db'));
    await until(isThere);
    await house.stop();
    expect(isThere()).toBe(true);
    rmSync(store, { recursive: true });

    await house.start();

    await house.thanksOnce(referrals);
  }),
);

test(
  'stopped with Ctrl-C it leaves no process and no running.json',
  whole(async (house) => {
    const { processes } = house.running;

    await house.stop();

    const left = processes.filter(({ pid }) => existsSync(`/proc/${pid}`) && process.platform === 'linux');
    expect(left).toEqual([]);
    expect(existsSync(join(house.folder, 'running.json'))).toBe(false);
  }),
);
