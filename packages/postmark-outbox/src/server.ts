import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { announcer } from './announce.ts';
import { startCourier } from './courier.ts';
import { actionRoutes } from './page/actions.ts';
import { pageRoutes } from './page/routes.ts';
import { postOffice } from './post-office.ts';
import { answerErrors, answerRefusal, Refusal } from './refusal.ts';
import { bounceRoutes } from './routes/bounces.ts';
import { dataRemovalRoutes } from './routes/data-removals.ts';
import { emailRoutes } from './routes/email.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { messageRoutes } from './routes/messages.ts';
import { serverRoutes } from './routes/server.ts';
import { streamRoutes } from './routes/streams.ts';
import { suppressionRoutes } from './routes/suppressions.ts';
import type { OutboxSettings } from './settings.ts';
import { openStore } from './store/store.ts';
import { requireAccountToken, requireToken } from './token.ts';

export type Outbox = { app: Express; listen(): Promise<number>; close(): Promise<void> };

const PAGE_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** A Postmark of one's own: the API its official client speaks, its webhooks, and a page to read the mails on. */
export function createOutbox(settings: OutboxSettings): Outbox {
  const store = openStore(settings.database);
  const announce = announcer(store);
  const courier = startCourier(store, announce, { ...settings.hook, stopping: new AbortController() });
  const { wake } = courier;

  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: PAGE_POLICY,
      strictTransportSecurity: false,
      // Without a referrer a browser sends `Origin: null`, and the page's own forms would look foreign.
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  app.get('/healthz', (_req, res) => {
    res.json({ ok: true });
  });
  app.get('/', (_req, res) => res.redirect('/outbox'));
  app.use('/outbox', pageRoutes(store), actionRoutes(store, announce, wake));
  app.use('/data-removals', requireAccountToken(settings.token));
  app.use(dataRemovalRoutes(store));
  app.use(requireToken(settings.token));
  app.use(emailRoutes(store, postOffice(store, settings), wake));
  app.use(messageRoutes(store), inboundRoutes(store, wake));
  app.use(suppressionRoutes(store, announce, wake), bounceRoutes(store, announce, wake));
  app.use(serverRoutes(store, settings.token), streamRoutes(Date.now()));
  app.use((req, res) => {
    answerRefusal(
      res,
      new Refusal(501, `The outbox does not do ${req.method} ${req.path}; Postmark may.`, 501),
    );
  });
  app.use(answerErrors);

  const server = createServer(app);

  return {
    app,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(settings.port, settings.host, () => resolve(portOf(server.address())));
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, courier.stop()]);
      store.database.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
