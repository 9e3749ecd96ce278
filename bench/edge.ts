import type { AddressInfo } from 'node:net';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Express } from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { openOrm } from '../entities/orm.ts';
import { createApp } from '../server/http-app.ts';
import { together, type House } from './house.ts';

/** A server of its own and how to end it. */
export type Served = { url: string; stop(): Promise<void> };

/** One path of the API without a worker or a relay: what its signals start happens after the answer. */
export async function startEdge(
  house: House,
  path: string,
  onStatement?: (sql: string) => void,
): Promise<Served> {
  const orm = await openOrm(house.databaseUrl, onStatement ? { onStatement } : {});
  const app = createApp({
    database: { orm, onSignals: () => undefined },
    publicUrl: house.api,
    mailbox: null,
    webhookReach: 'nowhere',
    temporalUi: null,
    trustedProxies: null,
    hooks: { user: 'none', password: 'none' },
    probes: { temporal: async () => ({ ok: true }), mail: async () => ({ ok: true }) },
    metrics: new Registry(),
    log: pino({ level: 'silent' }),
    serves: 'everything',
  });
  return listening(app, `/api/v1/${path}`, orm);
}

export async function listening(app: Express, path: string, orm: MikroORM): Promise<Served> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await orm.close(true);
    },
  };
}

/** Posts `count` bodies, at most `atOnce` together; answers how long each took, and throws unless all are answered 201. */
export async function postMany(
  url: string,
  apiKey: string,
  body: () => unknown,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<number[]> {
  const times: number[] = [];
  await together(count, atOnce, async () => {
    const startedAt = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body()),
    });
    await response.arrayBuffer();
    if (response.status !== 201) throw new Error(`${url}: ${response.status}`);
    times.push(performance.now() - startedAt);
  });
  return times;
}

/** As many clients who may refer somebody. */
export async function referrers(house: House, count: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  await together(count, 8, async (index) => {
    const client = { firstName: 'Robin', email: `post-${index}@example.org` };
    ids.push((await house.ask('POST', '/clients', client))['id']);
  });
  return ids;
}
