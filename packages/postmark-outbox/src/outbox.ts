import type { AddressInfo } from 'node:net';
import { bounceRoutes } from './api/bounces.ts';
import { dataRemovalRoutes } from './api/data-removals.ts';
import { emailRoutes } from './api/email.ts';
import { inboundRoutes } from './api/inbound.ts';
import { messageRoutes } from './api/messages.ts';
import { serverRoutes } from './api/server.ts';
import { streamRoutes } from './api/streams.ts';
import { suppressionRoutes } from './api/suppressions.ts';
import { requireAccountToken, requireServerToken } from './api/tokens.ts';
import { startDispatcher } from './events/dispatcher.ts';
import { eventQueue } from './events/event-queue.ts';
import { json, redirect } from './http/answer.ts';
import { get } from './http/router.ts';
import { refuseOtherSites } from './http/same-site.ts';
import { siteListener, type Area } from './http/site.ts';
import { mailAcceptor } from './mail/accept-mail.ts';
import { actionRoutes } from './page/actions.ts';
import { pageRoutes } from './page/routes.ts';
import type { OutboxSettings } from './settings.ts';
import { openStore, type Store } from './store/store.ts';

/** An outbox that does not listen yet; `listen` answers with its port. */
export type Outbox = { listen(): Promise<number>; close(): Promise<void> };

/** The API that Postmark's official clients speak, its webhooks, and a page to read the mails on. */
export function createOutbox(settings: OutboxSettings): Outbox {
  const store = openStore(settings.database);
  const enqueue = eventQueue(store, settings.webhooks.eventsUrl !== null);
  const dispatcher = startDispatcher(store, enqueue, settings);
  // `node:http` as an ES import evaluates every lazy export, the fetch implementation too: 14 MiB.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer(siteListener(areas(settings, { store, enqueue, notify: dispatcher.notify })));

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(settings.port, settings.host, () => resolve(portOf(server.address())));
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, dispatcher.stop()]);
      store.database.close();
    },
  };
}

type Parts = { store: Store; enqueue: ReturnType<typeof eventQueue>; notify: () => void };

function areas(settings: OutboxSettings, { store, enqueue, notify }: Parts): Area[] {
  const { token, webhooks } = settings;
  return [
    { routes: [get('/healthz', () => json({ ok: true })), get('/', () => redirect('/outbox', 302))] },
    {
      prefix: '/outbox',
      headers: { 'Cache-Control': 'no-store' },
      guard: refuseOtherSites,
      routes: [
        ...pageRoutes(store),
        ...actionRoutes({ store, enqueue, notify, hasInboundReceiver: webhooks.inboundUrl !== null }),
      ],
    },
    { prefix: '/data-removals', guard: requireAccountToken(token), routes: dataRemovalRoutes(store) },
    {
      guard: requireServerToken(token),
      routes: [
        ...emailRoutes(store, mailAcceptor(store, settings), notify),
        ...messageRoutes(store),
        ...inboundRoutes(store, notify),
        ...suppressionRoutes(store, enqueue, notify),
        ...bounceRoutes(store, enqueue, notify),
        ...serverRoutes(store, settings),
        ...streamRoutes(store, Date.now()),
      ],
    },
  ];
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
