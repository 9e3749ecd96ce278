import express, { type Express, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';
import { publicPages } from '../web/public-pages.ts';
import { docsPage } from './docs-page.ts';
import { errorHandler } from './error-handler.ts';
import { healthRoutes, type Probes } from './health.ts';
import { hookRoutes, type HookCredentials } from './hooks.ts';
import { openApiDocument } from './openapi.ts';
import { Problem } from './problem.ts';
import { ROUTES } from './routes/index.ts';
import { serveRoute } from './serve-route.ts';

export type AppParts = {
  database: Database;
  publicUrl: string;
  hooks: HookCredentials;
  probes: Probes;
  metrics: Registry;
  log: Logger;
  /** A worker alone shows its health and nothing else. */
  serves: 'everything' | 'health';
};

const CSV_TYPES = ['text/csv', 'application/csv', 'text/plain', 'text/tab-separated-values', 'application/vnd.ms-excel', 'application/octet-stream'];
const PUBLIC_PER_MINUTE = 60;

/** Everything that is served over HTTP; whoever starts it decides where it listens. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } }, strictTransportSecurity: parts.publicUrl.startsWith('https:') }));
  app.use(healthRoutes(parts.database, parts.probes, parts.metrics));
  if (parts.serves === 'everything') serveEverything(app, parts);
  app.use(() => {
    throw new Problem(404, 'There is nothing at this address; /docs lists what there is.');
  });
  app.use(errorHandler(parts.log));
  return app;
}

function serveEverything(app: Express, parts: AppParts): void {
  app.use(hookRoutes(parts.database, parts.hooks));
  app.use(docsPage());
  app.get('/openapi.json', (_req, res) => {
    res.json(openApiDocument(ROUTES, parts.publicUrl));
  });
  app.use('/api/v1', apiRoutes(parts));
  app.use(publicLimit, publicPages(parts.database));
}

function apiRoutes(parts: AppParts): Router {
  const router = express.Router();
  router.use('/imports', express.raw({ type: CSV_TYPES, limit: '50mb' }));
  router.use(express.json({ limit: '1mb' }));
  for (const route of ROUTES) router[route.method](route.path, serveRoute(parts, route));
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const allowed = ROUTES.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    router.all(path, () => {
      throw new Problem(405, `Only ${allowed.join(', ')} can be asked here.`, { headers: { Allow: allowed.join(', ') } });
    });
  }
  return router;
}

const publicLimit = rateLimit({ windowMs: 60_000, limit: PUBLIC_PER_MINUTE, standardHeaders: 'draft-8', legacyHeaders: false, handler: tooMany });

function tooMany(): never {
  throw new Problem(429, 'Too many requests from this address; wait a minute.', { headers: { 'Retry-After': '60' } });
}
