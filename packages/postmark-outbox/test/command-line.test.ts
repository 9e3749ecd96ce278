import { expect, test } from '@jest/globals';
import { helpText, readCommand } from '../src/command-line.ts';

test('without any option it runs in memory, on this machine alone, and posts no webhooks', () => {
  expect(readCommand([], {})).toEqual({
    kind: 'run',
    exitsWithParent: false,
    settings: {
      database: ':memory:',
      port: 8025,
      host: '127.0.0.1',
      token: 'outbox-local',
      webhooks: { eventsUrl: null, inboundUrl: null, user: '', password: '' },
      inboundAddress: null,
      deliverAfterMs: 1_000,
      lateIndexMs: 60_000,
    },
  });
});

test('an option wins over its environment variable', () => {
  const command = readCommand(['--port', '1', '--exit-with-parent'], {
    OUTBOX_PORT: '2',
    OUTBOX_HOST: '0.0.0.0',
    OUTBOX_HOOK_URL: 'https://app.example.org/postmark',
    OUTBOX_HOOK_USER: 'hook',
    OUTBOX_HOOK_PASSWORD: 'secret',
  });

  expect(command).toMatchObject({
    exitsWithParent: true,
    settings: {
      port: 1,
      host: '0.0.0.0',
      webhooks: { eventsUrl: 'https://app.example.org/postmark', user: 'hook', password: 'secret' },
    },
  });
});

test.each<[string[], string]>([
  [['--port', '99999'], '--port (OUTBOX_PORT)'],
  [['--port', 'x'], '--port (OUTBOX_PORT)'],
  [['--token', 'a-real-looking-token'], '--token (OUTBOX_TOKEN)'],
  [['--hook-url', 'localhost:3000'], '--hook-url (OUTBOX_HOOK_URL)'],
  [['--inbound-hook-url', 'ftp://example.org'], '--inbound-hook-url (OUTBOX_INBOUND_HOOK_URL)'],
  [['--inbound-address', 'in+x@in.example.org'], '--inbound-address (OUTBOX_INBOUND_ADDRESS)'],
  [['--inbound-address', 'nobody'], '--inbound-address (OUTBOX_INBOUND_ADDRESS)'],
  [['--hook-user', 'hook'], '--hook-password (OUTBOX_HOOK_PASSWORD)'],
  [['--hook-password', 'secret'], '--hook-user (OUTBOX_HOOK_USER)'],
  [['--deliver-after-ms', '1.5'], '--deliver-after-ms (OUTBOX_DELIVER_AFTER_MS)'],
  [['--late-index-ms', '-1'], '--late-index-ms'],
  [['--prot', '1'], '--prot'],
  [['start'], 'start'],
])('%j is refused by name', (args, named) => {
  expect(() => readCommand(args, {})).toThrow(named);
});

test('everything that is wrong is named at once, in the environment too', () => {
  const env = { OUTBOX_PORT: 'x', OUTBOX_TOKEN: 'y', OUTBOX_EXIT_WITH_PARENT: 'perhaps' };

  expect(() => readCommand([], env)).toThrow(/OUTBOX_PORT[^]*OUTBOX_TOKEN[^]*OUTBOX_EXIT_WITH_PARENT/);
});

test('help and version are answered, whatever else is said', () => {
  expect(readCommand(['--help'], { OUTBOX_PORT: 'x' })).toEqual({ kind: 'help' });
  expect(readCommand(['--version'], {})).toEqual({ kind: 'version' });
  expect(helpText()).toMatch(/--port NUMBER .*OUTBOX_PORT/);
});
