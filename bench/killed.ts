import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Embedded } from '../embedded/index.ts';
import { onEmbeddedServices, practiceClient, type Settings } from './apart.ts';
import { percentile, thankAfter, together, type House } from './house.ts';
import { startProgram } from './program.ts';

const COUNT = 300;
const AT_ONCE = 8;
const KILL_AFTER = 100;
const WAIT_MS = Number(process.env['BENCH_WAIT_MS'] ?? 30_000);
const GIVE_UP_MS = 180_000;

const Sent = z.object({
  TotalCount: z.number(),
  Messages: z.array(z.object({ ReceivedAt: z.string(), Recipients: z.array(z.string()) })),
});

/**
 * The program killed with -9 while it thanks for 300 referrals and restarted at once: how long until the rest are thanked.
 * The floor is the same, not killed: from the hundredth thanks on.
 */
export async function benchKilled(): Promise<string[]> {
  const floor = await onEmbeddedServices((embedded, settings) => thankAll(embedded, settings, false));
  const killed = await onEmbeddedServices((embedded, settings) => thankAll(embedded, settings, true));
  const ratio = percentile(killed.waited, 0.9) / percentile(floor.waited, 0.9);
  return [
    `killed with -9 after ${killed.before} of ${COUNT} thanks; ready again after ${(killed.readyMs / 1_000).toFixed(1)} s`,
    `  the other ${killed.waited.length} thanked after ${inWords(killed.waited)} from the restart (p90 15, max 40 wanted)`,
    `  floor, not killed: after ${inWords(floor.waited)} from thanks ${floor.before}; ratio of p90 ${ratio.toFixed(2)}`,
    `  not thanked: ${COUNT - killed.thanked}; thanked twice, as the outbox counts: ${killed.twice} (0 wanted)`,
  ];
}

async function thankAll(embedded: Embedded, settings: Settings, kill: boolean) {
  let program = await startProgram(settings);
  const ask = await practiceClient(settings);
  await thankAfter({ ask }, WAIT_MS);
  await postReferrals(ask);
  while ((await sentTo(embedded)).size < KILL_AFTER) await pause(100);

  if (kill) await program.end('SIGKILL');
  const before = await sentTo(embedded);
  const since = Date.now();
  if (kill) program = await startProgram(settings);
  const after = await untilAllAreThanked(embedded);
  await program.end('SIGINT');

  return {
    before: before.size,
    readyMs: program.readyMs,
    thanked: after.size,
    twice: [...after.values()].filter((times) => times.length > 1).length,
    waited: [...after].flatMap(([recipient, times]) =>
      before.has(recipient) ? [] : [(Math.min(...times) - since) / 1_000],
    ),
  };
}

function inWords(waited: readonly number[]): string {
  const [p50, p90, max] = [0.5, 0.9, 1].map((share) => percentile(waited, share).toFixed(1));
  return `p50 ${p50} s, p90 ${p90} s, max ${max} s`;
}

/** Each referrer is another client, so that each thanks has a recipient of its own. */
async function postReferrals(ask: House['ask']): Promise<void> {
  const referrers: unknown[] = [];
  await together(COUNT, AT_ONCE, async (index) => {
    const { id } = await ask('POST', '/clients', {
      firstName: 'Robin',
      email: `killed-${index}@example.org`,
    });
    referrers.push(id);
  });
  await together(COUNT, AT_ONCE, async (index) => {
    const referrer = { clientId: referrers[index] };
    await ask('POST', '/referrals', { learnedFrom: 'referrer', via: 'form', referrer });
  });
}

async function untilAllAreThanked(embedded: Embedded): Promise<Map<string, number[]>> {
  for (const giveUpAt = Date.now() + GIVE_UP_MS; ; await pause(250)) {
    const sent = await sentTo(embedded);
    if (sent.size >= COUNT || Date.now() > giveUpAt) return sent;
  }
}

/** When the outbox received each referrer's messages. */
async function sentTo({ outbox }: Embedded): Promise<Map<string, number[]>> {
  const received = new Map<string, number[]>();
  for (let offset = 0; ; offset += 500) {
    const response = await fetch(`${outbox?.url}/messages/outbound?count=500&offset=${offset}`, {
      headers: { 'X-Postmark-Server-Token': outbox?.token ?? '', Accept: 'application/json' },
    });
    const { TotalCount, Messages } = Sent.parse(await response.json());
    for (const { ReceivedAt, Recipients } of Messages) {
      for (const recipient of Recipients.filter((address) => address.startsWith('killed-')))
        received.set(recipient, [...(received.get(recipient) ?? []), Date.parse(ReceivedAt)]);
    }
    if (offset + 500 >= TotalCount) return received;
  }
}
