import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { z } from 'zod';
import { createPractice } from '../facts/practice/create-practice.ts';
import { startEmbedded, type Embedded } from '../embedded/index.ts';
import { generatedSecrets } from '../embedded/secrets.ts';
import { startKindword, type Kindword } from '../server/kindword.ts';

const PORT = Number(process.env['BENCH_PORT'] ?? 3981);

export type House = {
  api: string;
  dataDir: string;
  apiKey: string;
  databaseUrl: string;
  outbox: { url: string; token: string };
  temporal: string;
  client: Client;
  kindword: Kindword;
  embedded: Embedded;
  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Ends the program alone; its database and the other parts stay. */
  stopProgram(): Promise<void>;
  stop(): Promise<void>;
};

/** The whole program on the embedded parts in a folder of its own, with one live practice that thanks after a second. */
export async function openHouse(): Promise<House> {
  const log = pino({ level: 'silent' });
  const dataDir = mkdtempSync(join(tmpdir(), 'kindword-bench-'));
  const embedded = await startEmbedded({
    dataDir,
    postgres: true,
    temporal: true,
    outbox: { hookUrl: `http://127.0.0.1:${PORT}` },
    say: () => undefined,
  });
  const { postgres, temporal, outbox } = embedded;
  if (!postgres || !temporal || !outbox) throw new Error('A part did not start.');
  const kindword = await startKindword({
    role: 'all',
    host: '127.0.0.1',
    port: PORT,
    publicUrl: null,
    databaseUrl: postgres.databaseUrl,
    ownerUrl: postgres.ownerUrl,
    secrets: generatedSecrets(dataDir),
    temporal: { connectionOptions: { address: temporal.address }, namespace: 'default' },
    taskQueue: 'kindword',
    mail: {
      token: outbox.token,
      https: false,
      host: new URL(outbox.url).host,
      hooks: outbox.hooks,
      accountToken: null,
      searchLagMs: 75_000,
    },
    mailbox: null,
    log,
  });
  const owner = {
    ownerEmail: 'owner@example.org',
    ownerName: 'Olive Owner',
    locale: 'en-GB',
    currency: 'GBP',
  };
  const { apiKey } = await createPractice(
    kindword.database,
    { name: 'Bench', timezone: 'Europe/London', ...owner },
    new Date(),
  );
  const api = `${kindword.url}/api/v1`;
  const ask = asker(api, apiKey);
  let stopped: Promise<void> | null = null;
  const stopProgram = (): Promise<void> => (stopped ??= kindword.stop());
  const connection = await Connection.connect({ address: temporal.address });
  return {
    api,
    dataDir,
    apiKey,
    databaseUrl: postgres.databaseUrl,
    outbox,
    temporal: temporal.address,
    client: new Client({ connection }),
    kindword,
    embedded,
    ask,
    stopProgram,
    async stop() {
      await connection.close();
      await stopProgram();
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks the API with this key; throws what is no success. */
export function asker(api: string, apiKey: string): House['ask'] {
  return async (method, path, body) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return z.record(z.string(), z.unknown()).parse(await response.json());
  };
}

/** Thanks go by themselves after `afterMs`; nobody is reminded before. */
export async function thankAfter(house: Pick<House, 'ask'>, afterMs: number): Promise<void> {
  const policy = await house.ask('GET', '/practice/policy');
  const seconds = (ms: number): string => `PT${ms / 1_000}S`;
  await house.ask('PUT', '/practice/policy', {
    ...policy,
    sendWindows: 'always',
    acknowledgement: {
      solo: true,
      soloSendAt: seconds(afterMs),
      sendAt: 'PT44H',
      remindAt: 'PT24H',
      escalateAt: 'PT36H',
      deadline: 'PT48H',
    },
  });
  await house.ask('PATCH', '/practice', { sending: 'live' });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `work` for 0…count-1, at most `atOnce` together; answers how long it took in seconds. */
export async function together(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
  return (performance.now() - startedAt) / 1_000;
}
