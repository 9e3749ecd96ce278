import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Keyring, useKeyring } from '../entities/crypto/keyring.ts';
import { onEmbeddedServices, practiceClient, type Settings } from './apart.ts';
import { usedByTree } from './cpu.ts';
import type { House } from './house.ts';
import { addColleagues } from './many-colleagues.ts';
import { startPlainOutbox, type PlainOutbox } from './plain-outbox.ts';
import { startProgram, type Program } from './program.ts';

const COUNT = Number(process.env['BENCH_COUNT'] ?? 100_000);
const KILLS = Number(process.env['BENCH_KILLS'] ?? 3);
const MEMORY_AT = 20_000;
const BATCH = 500;
const LOOK_MS = 500;
const MIB = 1_024;

type Bench = { settings: Settings; ownerUrl: string; postgres: number; outbox: PlainOutbox };
type Sent = { perSecond: number; postedMs: number; rss: Map<number, number>; counts: unknown };

/**
 * One broadcast to many through the outbox, against a bare client that gives the same outbox the same messages, 500 a call;
 * and one more that is killed on the way.
 */
export async function benchBroadcast(): Promise<string[]> {
  return onEmbeddedServices(async (embedded, given) => {
    const database = join(given['KINDWORD_DATA'] ?? '', 'plain.db');
    const outbox = await startPlainOutbox(database);
    const settings: Settings = {
      ...given,
      POSTMARK_SERVER_TOKEN: outbox.token,
      POSTMARK_API_URL: outbox.url,
    };
    useKeyring(new Keyring(settings['KINDWORD_SECRETS'] ?? ''));
    const postgres = embedded.processes.find(({ name }) => name === 'postgres')?.pid ?? 0;
    const bench = { settings, ownerUrl: embedded.postgres?.ownerUrl ?? '', postgres, outbox };
    try {
      const once = await broadcastOnce(bench, 0);
      const floor = await floorPerSecond(outbox);
      const killed = KILLS > 0 ? await broadcastOnce(bench, KILLS) : null;
      await outbox.stop();
      return [...inWords(once, floor, killed), ...missedOrTwice(database, killed ? 2 : 1)];
    } finally {
      await outbox.stop();
    }
  });
}

function inWords(once: Sent, floor: number, killed: Sent | null): string[] {
  const rss = [...once.rss.entries()];
  const early = rss.find(([sent]) => sent >= MEMORY_AT)?.[1] ?? 0;
  const late = rss.at(-1)?.[1] ?? 0;
  return [
    `${COUNT} recipients: frozen in ${once.postedMs.toFixed(0)} ms; ${once.perSecond.toFixed(0)} a second`,
    `  floor, a bare client, ${BATCH} a call: ${floor.toFixed(0)} a second; ratio ${(once.perSecond / floor).toFixed(2)} (0.80 wanted)`,
    `  memory of the program: ${early.toFixed(0)} MiB at ${MEMORY_AT}, ${late.toFixed(0)} MiB at the end, ${Math.max(...once.rss.values()).toFixed(0)} at most`,
    `  memory by e-mails sent: ${everyTenth(rss)}`,
    `  counts ${JSON.stringify(once.counts)}`,
    ...(killed
      ? [
          `  killed ${KILLS} times: ${killed.perSecond.toFixed(0)} a second; counts ${JSON.stringify(killed.counts)}`,
        ]
      : []),
  ];
}

function everyTenth(rss: readonly [number, number][]): string {
  const step = Math.max(1, Math.floor(rss.length / 10));
  return rss
    .filter((_, index) => index % step === 0)
    .map(([sent, mib]) => `${sent}: ${mib.toFixed(0)}`)
    .join(', ');
}

async function broadcastOnce({ settings, ownerUrl, postgres, outbox }: Bench, kills: number): Promise<Sent> {
  let program = await startProgram(settings);
  const ask = await practiceClient(settings);
  const practiceId = await openPractice(ask);
  await addColleagues({ ownerUrl, practiceId, count: COUNT, prefix: `k${kills}` });
  const begunAt = performance.now();
  const { id } = await ask('POST', '/broadcasts', { kind: 'thanks_professionals', perDay: 100_000 });
  const postedMs = performance.now() - begunAt;
  const used = (): number[] => [program.pid, postgres, outbox.pid].map(usedByTree);
  const before = used();
  const rss = new Map<number, number>();
  let killed = 0;
  for (;;) {
    const { status, counts } = Progress.parse(await ask('GET', `/broadcasts/${String(id)}`));
    rss.set(counts.sent, rssOf(program));
    if (status === 'done') {
      const seconds = (performance.now() - begunAt - postedMs) / 1_000;
      if (kills === 0)
        console.log(
          '  processor µs each: program, postgres, outbox',
          used()
            .map((ms, i) => (((ms - (before[i] ?? 0)) / COUNT) * 1_000).toFixed(0))
            .join(' '),
        );
      await program.end('SIGINT');
      return { perSecond: COUNT / seconds, postedMs, rss, counts };
    }
    if (killed < kills && counts.sent > (COUNT * (killed + 1)) / (kills + 1)) {
      killed += 1;
      await program.end('SIGKILL');
      program = await startProgram(settings);
    }
    await pause(LOOK_MS);
  }
}

const Progress = z.object({
  status: z.string(),
  counts: z.object({
    frozen: z.number(),
    sent: z.number(),
    waiting: z.number(),
    leftOut: z.number(),
    unknown: z.number(),
  }),
});

async function openPractice(ask: House['ask']): Promise<string> {
  const policy = await ask('GET', '/practice/policy');
  await ask('PUT', '/practice/policy', { ...policy, sendWindows: 'always', broadcasts: { perDay: 100_000 } });
  await ask('PATCH', '/practice', { sending: 'live' });
  await ask('POST', '/professionals', {
    firstName: 'Kim',
    lastName: 'Colleague',
    kind: 'gp',
    email: 'first@example.org',
    soleTrader: false,
  });
  return String((await ask('GET', '/practice'))['id']);
}

/** The messages that the program sent, again, to others. */
async function floorPerSecond({ client }: PlainOutbox): Promise<number> {
  const page = { messageStream: 'broadcast', count: BATCH, offset: 0 };
  const { Messages } = await client.getOutboundMessages(page);
  const mails: z.output<typeof Kept>[] = [];
  for (const { MessageID } of Messages)
    mails.push(Kept.parse(await client.getOutboundMessageDetails(MessageID)));
  const begunAt = performance.now();
  for (let first = 0; first < COUNT; first += BATCH)
    await client.sendEmailBatch(
      mails.map((mail, index) => ({ ...mail, To: `floor-${first + index}@example.org` })),
    );
  return COUNT / ((performance.now() - begunAt) / 1_000);
}

const Kept = z.object({
  From: z.string(),
  ReplyTo: z.string(),
  Subject: z.string(),
  TextBody: z.string(),
  HtmlBody: z.string(),
  Tag: z.string(),
  Metadata: z.record(z.string(), z.string()),
  MessageStream: z.string(),
  TrackOpens: z.boolean(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
});

function rssOf({ pid }: Program): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / MIB;
}

/** As the outbox counts, by address. */
function missedOrTwice(database: string, runs: number): string[] {
  const file = new DatabaseSync(database);
  const counted = file
    .prepare(
      `select count(*) as people, coalesce(sum(times > 1), 0) as twice from
       (select email, count(*) as times from mail_recipient where email like 'many-%' group by email)`,
    )
    .get();
  file.close();
  return [`  as the outbox counts, of ${COUNT * runs}: ${JSON.stringify(counted)}`];
}
