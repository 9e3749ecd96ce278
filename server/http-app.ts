import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { wrongKeyCounter } from './metrics.ts';
import type { Database } from '../facts/database.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import { staffRouter } from '../web/frame/staff-router.ts';
import { publicPages } from '../web/public-pages.ts';
import { signInPages } from '../web/sign-in/sign-in-pages.ts';
import { STAFF_PAGES } from '../web/staff-pages.ts';
import type { TrustedProxies } from './trusted-proxies.ts';
import { docsPage } from './docs-page.ts';
import { errorHandler } from '../http/error-handler.ts';
import { healthRoutes, type Probes } from './health.ts';
import { hookRoutes, type HookCredentials } from './provider-hooks.ts';
import { openApiDocument } from './openapi.ts';
import { Problem } from '../http/problem.ts';
import { ROUTES } from '../api/routes/index.ts';
import { serveRoute } from '../api/serve-route.ts';
import { staticFiles } from '../http/static-files.ts';
import { failedAuthLimit } from '../http/failed-auth-limit.ts';

export type AppParts = {
  database: Database;
  publicUrl: string;
  mailbox: string | null;
  /** Which networks webhooks may go to. */
  webhookReach: AllowedNetwork;
  /** Where Temporal shows the runs, its namespace included. */
  temporalUi: string | null;
  /** The proxies in front, which say whose a request is; null: nobody named any, and everybody may have one address. */
  trustedProxies: TrustedProxies | null;
  hooks: HookCredentials;
  probes: Probes;
  metrics: Registry;
  log: Logger;
  /** A worker alone shows its health and nothing else. */
  serves: 'everything' | 'health';
};

/** What a page of ours may load and do: nothing inline, nothing from elsewhere; see also `mayBeFramed`. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The Express app of the API, the pages, the hooks and health; the caller makes it listen. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  if (parts.trustedProxies !== null) app.set('trust proxy', parts.trustedProxies);
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: POLICY },
      // Others learn no address of ours; our own forms still say where they come from.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
      strictTransportSecurity: parts.publicUrl.startsWith('https:'),
    }),
  );
  app.use(healthRoutes(parts.database, parts.probes, parts.metrics));
  app.all(['/healthz', '/readyz', '/metrics'], only(['GET', 'HEAD']));
  if (parts.serves === 'everything') serveEverything(app, parts);
  app.use(nothingHere);
  app.use(errorHandler(parts.log));
  return app;
}

function serveEverything(app: Express, parts: AppParts): void {
  app.use(staticFiles());
  app.use(hookRoutes(parts));
  app.use(docsPage());
  app.get('/openapi.json', (_req, res) => {
    res.json(openApiDocument(ROUTES, parts.publicUrl));
  });
  app.use('/api/v1', apiRoutes(parts));
  app.all(['/docs', '/openapi.json'], only(['GET', 'HEAD']));
  app.all(['/hooks/postmark/events', '/hooks/postmark/inbound'], only(['POST']));
  app.use(publicPages(parts.database, parts));
  app.use(signInPages(parts));
  app.use(staffRouter(parts, STAFF_PAGES));
}

function apiRoutes(parts: AppParts): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  const wrongKeys = wrongKeyCounter(parts.metrics);
  const countWrongKey = failedAuthLimit(() => {
    wrongKeys.inc();
    parts.log.warn('A request came without a key that fits; whose it was is in the log of the proxy.');
  });
  for (const route of ROUTES) router[route.method](route.path, serveRoute(parts, route, countWrongKey));
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const methods = ROUTES.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    router.all(path, only(methods.includes('GET') ? [...methods, 'HEAD'] : methods));
  }
  router.use(nothingHere);
  return router;
}

const nothingHere: RequestHandler = () => {
  throw new Problem(404, 'There is nothing at this address; /docs lists what there is.');
};

/** Answers 405 with `Allow`, after the handlers of every method that exists. */
function only(methods: readonly string[]): RequestHandler {
  const allowed = methods.join(', ');
  return () => {
    throw new Problem(405, `Only ${allowed} can be asked here.`, { headers: { Allow: allowed } });
  };
}
