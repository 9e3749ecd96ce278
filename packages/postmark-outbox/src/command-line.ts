import { TOKEN_PREFIX } from './api/tokens.ts';
import { isEmail } from './mail/address.ts';
import { DEFAULTS, type OutboxSettings } from './settings.ts';

type Option = { variable: string; value?: string; meaning: string };
type Name = keyof typeof OPTIONS;
type Given = Partial<Record<Name, string>>;

export type Command =
  | { kind: 'help' | 'version' }
  | { kind: 'run'; settings: OutboxSettings; exitsWithParent: boolean };

const OPTIONS = {
  port: { variable: 'OUTBOX_PORT', value: 'NUMBER', meaning: `port, 0 for a free one (${DEFAULTS.port})` },
  host: { variable: 'OUTBOX_HOST', value: 'ADDRESS', meaning: `address to listen on (${DEFAULTS.host})` },
  database: { variable: 'OUTBOX_DB', value: 'FILE', meaning: 'SQLite file (none: kept in memory)' },
  token: {
    variable: 'OUTBOX_TOKEN',
    value: 'TOKEN',
    meaning: `server and account token, begins with "${TOKEN_PREFIX}" (${DEFAULTS.token})`,
  },
  'hook-url': { variable: 'OUTBOX_HOOK_URL', value: 'URL', meaning: 'where webhooks of events are posted' },
  'inbound-hook-url': {
    variable: 'OUTBOX_INBOUND_HOOK_URL',
    value: 'URL',
    meaning: 'where inbound mail is posted',
  },
  'inbound-address': {
    variable: 'OUTBOX_INBOUND_ADDRESS',
    value: 'ADDRESS',
    meaning: 'mail to it, and to its plus addresses, comes back as inbound mail',
  },
  'hook-user': { variable: 'OUTBOX_HOOK_USER', value: 'NAME', meaning: 'basic authentication of both' },
  'hook-password': { variable: 'OUTBOX_HOOK_PASSWORD', value: 'PASSWORD', meaning: 'its password' },
  'deliver-after-ms': {
    variable: 'OUTBOX_DELIVER_AFTER_MS',
    value: 'NUMBER',
    meaning: `until a mail has its outcome (${DEFAULTS.deliverAfterMs})`,
  },
  'late-index-ms': {
    variable: 'OUTBOX_LATE_INDEX_MS',
    value: 'NUMBER',
    meaning: `how long +fault-late-index@ hides a mail (${DEFAULTS.lateIndexMs})`,
  },
  'exit-with-parent': {
    variable: 'OUTBOX_EXIT_WITH_PARENT',
    meaning: 'stop when standard input closes',
  },
} satisfies Record<string, Option>;

/** Reads the command line over the environment; throws one error that names everything that is wrong. */
export function readCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const { parseArgs } = process.getBuiltinModule('node:util');
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      ...Object.fromEntries(
        Object.entries<Option>(OPTIONS).map(([name, { value }]) => [
          name,
          { type: value === undefined ? 'boolean' : 'string' } as const,
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  if (values['help']) return { kind: 'help' };
  if (values['version']) return { kind: 'version' };
  return readSettings(withEnvironment(values, env));
}

export function helpText(): string {
  const lines = Object.entries<Option>(OPTIONS).map(([name, { value, variable, meaning }]) => {
    const option = `--${name}${value === undefined ? '' : ` ${value}`}`;
    return `  ${option.padEnd(26)} ${variable.padEnd(24)} ${meaning}`;
  });
  return `Usage: postmark-outbox [options]

A Postmark stand-in for this machine: takes mails, shows them at /outbox, posts webhooks.
An option wins over its environment variable.

${lines.join('\n')}
  --help, -h
  --version, -v
`;
}

function withEnvironment(
  values: Record<string, string | boolean | undefined>,
  env: NodeJS.ProcessEnv,
): Given {
  const given: Given = {};
  for (const name of names()) {
    const value = values[name] ?? env[OPTIONS[name].variable];
    if (value !== undefined && value !== '') given[name] = String(value);
  }
  return given;
}

function names(): Name[] {
  return Object.keys(OPTIONS).filter((name): name is Name => Object.hasOwn(OPTIONS, name));
}

function readSettings(given: Given): Command {
  const wrong: string[] = [];

  function read<T>(name: Name, fallback: T, parse: (text: string) => T | null, expected: string): T {
    const text = given[name];
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value === null) wrong.push(`--${name} (${OPTIONS[name].variable}) must be ${expected}.`);
    return value ?? fallback;
  }

  const url = 'an http or https URL';
  const duration = 'a whole number of milliseconds';
  const settings = {
    database: given.database ?? DEFAULTS.database,
    port: read('port', DEFAULTS.port, (text) => wholeNumber(text, 65_535), 'a whole number up to 65535'),
    host: given.host ?? DEFAULTS.host,
    token: read('token', DEFAULTS.token, tokenOf, `a token that begins with "${TOKEN_PREFIX}"`),
    webhooks: {
      eventsUrl: read('hook-url', null, webUrl, url),
      inboundUrl: read('inbound-hook-url', null, webUrl, url),
      user: given['hook-user'] ?? '',
      password: given['hook-password'] ?? '',
    },
    inboundAddress: read('inbound-address', null, addressOf, 'one address without a plus'),
    deliverAfterMs: read('deliver-after-ms', DEFAULTS.deliverAfterMs, wholeNumber, duration),
    lateIndexMs: read('late-index-ms', DEFAULTS.lateIndexMs, wholeNumber, duration),
  };
  const exitsWithParent = read('exit-with-parent', false, switchOf, '1 or 0');
  for (const [one, other] of [
    ['hook-user', 'hook-password'],
    ['hook-password', 'hook-user'],
  ] as const) {
    if (given[one] !== undefined && given[other] === undefined) {
      wrong.push(`--${other} (${OPTIONS[other].variable}) is needed with --${one}.`);
    }
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return { kind: 'run', settings, exitsWithParent };
}

function wholeNumber(text: string, max = 2_147_483_647): number | null {
  return /^\d+$/.test(text) && Number(text) <= max ? Number(text) : null;
}

function tokenOf(text: string): string | null {
  return text.startsWith(TOKEN_PREFIX) ? text : null;
}

function addressOf(text: string): string | null {
  return isEmail(text) && !text.includes('+') ? text : null;
}

function webUrl(text: string): string | null {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

function switchOf(text: string): boolean | null {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true;
  return /^(?:0|false|no|off)$/i.test(text) ? false : null;
}
