import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';

/** Whether a part answers; the text is for the operator. */
type Probe = () => Promise<{ ok: true } | { ok: false; detail: string }>;
export type Probes = { temporal: Probe; mail: Probe };

/** Liveness, readiness and metrics. Temporal being away fails readiness only: facts commit, and the relay sends their signals later. */
export function healthRoutes(database: Database, probes: Probes, metrics: Registry): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const [db, temporal, mail] = await Promise.all([
      probeDatabase(database)(),
      probes.temporal(),
      probes.mail(),
    ]);
    const ready = db.ok && temporal.ok && mail.ok;
    res.status(ready ? 200 : 503).json({
      status: ready ? 'ready' : 'not ready',
      database: inWords(db),
      temporal: inWords(temporal),
      mail: inWords(mail),
    });
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

function probeDatabase(database: Database): Probe {
  return async () => {
    try {
      await database.orm.em.fork().execute('select 1');
      return { ok: true };
    } catch {
      return { ok: false, detail: 'does not answer' };
    }
  };
}

function inWords(result: Awaited<ReturnType<Probe>>): { ok: boolean; detail?: string } {
  return result.ok ? { ok: true } : { ok: false, detail: result.detail };
}
