import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';
import { recently } from './recently.ts';

/** Whether a dependency answers; the detail is for the operator. */
type Probe = () => Promise<{ ok: true } | { ok: false; detail: string }>;
export type Probes = { temporal: Probe; mail: Probe };

/** However often anybody looks, the database, Temporal and the mail server are asked this often. */
const ASKED_EVERY_MS = 1_000;

/** Liveness, readiness and metrics. No request fails because Temporal is away: signals wait in the database. */
export function healthRoutes(database: Database, probes: Probes, metrics: Registry): Router {
  const router = Router();
  const ask = recently(ASKED_EVERY_MS, () =>
    Promise.all([probeDatabase(database)(), probes.temporal(), probes.mail()]),
  );
  const collect = recently(ASKED_EVERY_MS, () => metrics.metrics());
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const [db, temporal, mail] = await ask();
    const ready = db.ok && temporal.ok && mail.ok;
    res.status(ready ? 200 : 503).json({
      status: ready ? 'ready' : 'not ready',
      database: inWords(db),
      temporal: inWords(temporal),
      mail: inWords(mail),
    });
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await collect());
  });
  return router;
}

function probeDatabase(database: Database): Probe {
  return async () => {
    try {
      await database.orm.em.fork().execute('select 1');
      return { ok: true };
    } catch {
      // harmless: the answer of /readyz says it
      return { ok: false, detail: 'does not answer' };
    }
  };
}

function inWords(result: Awaited<ReturnType<Probe>>): { ok: boolean; detail?: string } {
  return result.ok ? { ok: true } : { ok: false, detail: result.detail };
}
