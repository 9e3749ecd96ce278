import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { savedCredentials } from './credentials.ts';
import { smallEnvironment } from './environment.ts';
import { onFreePorts } from './free-ports.ts';
import { type EmbeddedContext, type Service, startService } from './service.ts';
import type { GivenPorts } from './ports.ts';

/** `mailbox`: what goes to it comes back as mail that came in, so that the way in can be checked. */
export type OutboxOptions = { hookUrl: string; mailbox?: string; ports: GivenPorts };
export type OutboxProcess = {
  service: Service;
  url: string;
  token: string;
  hooks: { user: string; password: string };
};

/** It sets these by itself once it runs; from the first instruction on they spare it another 3 MiB. */
const LEAN = ['--no-opt', '--no-maglev'];
const READY = /^\{"ready":true,/m;

/** The Postmark stand-in as a child process, which exits when its standard input closes. */
export async function startOutbox(context: EmbeddedContext, options: OutboxOptions): Promise<OutboxProcess> {
  const { outboxToken: token, hookUser: user, hookPassword: password } = savedCredentials(context.dataDir);
  const { service, ports } = await onFreePorts(context, ['outbox'], options.ports, ({ outbox: port }) =>
    startService(
      {
        name: 'outbox',
        title: 'The outbox',
        launch: () => ({
          command: process.execPath,
          args: [...LEAN, fileURLToPath(import.meta.resolve('postmark-outbox/bin'))],
          cwd: context.dataDir,
          holdsStdin: true,
          env: smallEnvironment({
            OUTBOX_DB: join(context.dataDir, 'outbox', 'outbox.db'),
            OUTBOX_PORT: String(port),
            OUTBOX_TOKEN: token,
            OUTBOX_HOOK_URL: `${options.hookUrl}/hooks/postmark/events`,
            OUTBOX_INBOUND_HOOK_URL: `${options.hookUrl}/hooks/postmark/inbound`,
            OUTBOX_INBOUND_ADDRESS: options.mailbox ?? '',
            OUTBOX_HOOK_USER: user,
            OUTBOX_HOOK_PASSWORD: password,
            OUTBOX_EXIT_WITH_PARENT: '1',
          }),
        }),
        isReady: async ({ log }) => READY.test(log.sinceOpened()),
      },
      context,
    ),
  );
  return { service, url: `http://127.0.0.1:${ports.outbox}`, token, hooks: { user, password } };
}
