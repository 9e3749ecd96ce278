import { join, resolve } from 'node:path';
import { z } from 'zod';
import { IsoDuration, toMs } from '../policy/calendar/duration.ts';
import { TrustedProxiesSetting, type TrustedProxies } from './trusted-proxies.ts';
import { ALLOWED_NETWORKS, type AllowedNetwork } from '../policy/webhooks/allowed-network.ts';

const POSTMARK_URL = 'https://api.postmarkapp.com';
const OUTBOX_TOKEN_PREFIX = 'outbox-';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const text = () => z.string().trim().min(1).optional();

/** One mailbox for all practices, without a plus: the part behind the plus names the practice. */
const Mailbox = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9._-]{1,46}@(?:[a-z0-9-]+\.)+[a-z]{2,63}$/,
    'must be an address without a plus (in@in.example.org)',
  );

const SHORTEST_PASSWORD = 24;

/** One, or several parted by commas while it is changed at the mail provider: the first is ours, every one is accepted. */
const HookPasswords = z
  .string()
  .transform((value) => value.split(',').map((one) => one.trim()))
  .refine(
    (passwords) => passwords.every(({ length }) => length >= SHORTEST_PASSWORD),
    `needs ${SHORTEST_PASSWORD} characters at least (openssl rand -hex 24); of several, parted by commas, each of them`,
  );

const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  KINDWORD_DATA: z.string().trim().min(1).default('.local'),
  KINDWORD_JOURNAL: text(),
  KINDWORD_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  KINDWORD_SECRETS: text(),
  DATABASE_URL: text(),
  DATABASE_OWNER_URL: text(),
  TEMPORAL_ADDRESS: text(),
  TEMPORAL_NAMESPACE: text(),
  TEMPORAL_PROFILE: text(),
  TEMPORAL_CONFIG_FILE: text(),
  TEMPORAL_UI: z.url({ protocol: /^https?$/ }).optional(),
  TEMPORAL_TASK_QUEUE: z.string().trim().min(1).default('kindword'),
  POSTMARK_SERVER_TOKEN: text(),
  POSTMARK_ACCOUNT_TOKEN: text(),
  POSTMARK_API_URL: text(),
  POSTMARK_WEBHOOK_USER: text(),
  POSTMARK_WEBHOOK_PASSWORD: HookPasswords.optional(),
  POSTMARK_SEARCH_LAG: IsoDuration.default('PT15M'),
  POSTMARK_INBOUND_ADDRESS: Mailbox.optional(),
  TRUSTED_PROXIES: TrustedProxiesSetting.optional(),
  WEBHOOK_REACH: z.enum(ALLOWED_NETWORKS).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type MailSettings = {
  token: string;
  accountToken: string | null;
  https: boolean;
  host: string;
  hooks: { user: string; password: string; formerPasswords?: readonly string[] };
  searchLagMs: number;
};

/** The parsed environment; null where the embedded service is used. */
export type Config = {
  port: number;
  host: string;
  publicUrl: string | null;
  dataDir: string;
  /** Where the journal is kept that a restored backup is brought up to. */
  journal: string;
  role: 'all' | 'api' | 'worker';
  secrets: string | null;
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
  temporalConfigured: boolean;
  /** Where Temporal has its own pages. */
  temporalUi: string | null;
  taskQueue: string;
  mail: MailSettings | null;
  mailbox: string | null;
  trustedProxies: TrustedProxies | null;
  webhookReach: AllowedNetwork | null;
  logLevel: string;
};

/** Names a wrong or missing setting and says what to do. */
export class ConfigError extends Error {}

/** Errors that a person can act on are printed without a stack; by name, because their modules are loaded lazily. */
export function isExpected(error: unknown): error is Error {
  return (
    error instanceof Error &&
    ['ConfigError', 'EmbeddedError', 'SecretsError'].includes(error.constructor.name)
  );
}

/** Parses the environment or throws a ConfigError; an empty setting counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(`Bad settings:\n${z.prettifyError(parsed.error)}`);
  const settings = parsed.data;
  const config: Config = {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(settings.KINDWORD_DATA),
    journal: resolve(settings.KINDWORD_JOURNAL ?? join(settings.KINDWORD_DATA, 'journal')),
    role: settings.KINDWORD_ROLE,
    secrets: settings.KINDWORD_SECRETS ?? null,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? null,
    temporalConfigured: Boolean(
      settings.TEMPORAL_ADDRESS ?? settings.TEMPORAL_PROFILE ?? settings.TEMPORAL_CONFIG_FILE,
    ),
    temporalUi: settings.TEMPORAL_UI ?? null,
    taskQueue: settings.TEMPORAL_TASK_QUEUE,
    mail: readMail(settings),
    mailbox: settings.POSTMARK_INBOUND_ADDRESS ?? null,
    trustedProxies: settings.TRUSTED_PROXIES ?? null,
    webhookReach: settings.WEBHOOK_REACH ?? null,
    logLevel: settings.LOG_LEVEL,
  };
  refuseHalfConfigured(config);
  return config;
}

/** Accepts Postmark's own host exactly; any other host must be loopback, or the token must have the outbox's prefix. */
function readMail(settings: z.output<typeof Environment>): MailSettings | null {
  const {
    POSTMARK_SERVER_TOKEN: token,
    POSTMARK_ACCOUNT_TOKEN: accountToken,
    POSTMARK_API_URL: given,
    POSTMARK_WEBHOOK_USER: user,
    POSTMARK_WEBHOOK_PASSWORD: [password, ...formerPasswords] = [],
  } = settings;
  if (!token && !given) return null;
  if (!token)
    throw new ConfigError(
      'POSTMARK_API_URL is set without POSTMARK_SERVER_TOKEN: set the token of that server too.',
    );
  if (!user || !password)
    throw new ConfigError(
      'POSTMARK_SERVER_TOKEN needs POSTMARK_WEBHOOK_USER and POSTMARK_WEBHOOK_PASSWORD, which Postmark sends with its events.',
    );
  const url = new URL(given ?? POSTMARK_URL);
  const isPostmark = url.origin === POSTMARK_URL && url.pathname === '/';
  if (!isPostmark && !LOOPBACK.has(url.hostname) && !token.startsWith(OUTBOX_TOKEN_PREFIX)) {
    throw new ConfigError(
      `POSTMARK_API_URL must be exactly ${POSTMARK_URL}, or an outbox on this machine, or have a token that begins with "${OUTBOX_TOKEN_PREFIX}".`,
    );
  }
  const path = url.pathname === '/' ? '' : url.pathname.replace(/\/+$/, '');
  return {
    token,
    accountToken: accountToken ?? (token.startsWith(OUTBOX_TOKEN_PREFIX) ? token : null),
    https: url.protocol === 'https:',
    host: `${url.host}${path}`,
    hooks: { user, password, formerPasswords },
    searchLagMs: toMs(settings.POSTMARK_SEARCH_LAG),
  };
}

function refuseHalfConfigured(config: Config): void {
  if (config.databaseUrl && !config.secrets) {
    throw new ConfigError(
      'KINDWORD_SECRETS is missing: with a DATABASE_URL of your own it is never made up. Set "1:" and 32 random bytes in base64 (openssl rand -base64 32), and keep it safe.',
    );
  }
  if (config.role === 'all') return;
  const missing = [
    ...(config.databaseUrl ? [] : ['DATABASE_URL']),
    ...(config.temporalConfigured ? [] : ['TEMPORAL_ADDRESS']),
    ...(config.mail ? [] : ['POSTMARK_SERVER_TOKEN']),
    ...(config.secrets ? [] : ['KINDWORD_SECRETS']),
  ];
  if (missing.length > 0)
    throw new ConfigError(
      `KINDWORD_ROLE=${config.role} is one part of a production set-up and needs ${missing.join(', ')}.`,
    );
}
