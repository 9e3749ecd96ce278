import { z } from 'zod';
import { TOKEN_PREFIX } from './token.ts';

const Environment = z.object({
  OUTBOX_DB: z.string().min(1),
  OUTBOX_PORT: z.coerce.number().int().min(0).max(65_535),
  OUTBOX_HOST: z.string().default('127.0.0.1'),
  OUTBOX_TOKEN: z.string().startsWith(TOKEN_PREFIX),
  OUTBOX_HOOK_URL: z.url(),
  OUTBOX_HOOK_USER: z.string().min(1),
  OUTBOX_HOOK_PASSWORD: z.string().min(1),
  OUTBOX_DELIVER_AFTER_MS: z.coerce.number().int().min(0).default(1_000),
  OUTBOX_LATE_INDEX_MS: z.coerce.number().int().min(0).default(60_000),
  OUTBOX_EXIT_WITH_PARENT: z.stringbool().default(false),
});

export type OutboxSettings = {
  database: string;
  port: number;
  host: string;
  token: string;
  hook: { url: string; user: string; password: string };
  deliverAfterMs: number;
  lateIndexMs: number;
};

export type ProcessSettings = OutboxSettings & { exitsWithParent: boolean };

/** Reads the environment once, at start-up; a missing or malformed setting stops the process by name. */
export function readSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Bad outbox settings:\n${z.prettifyError(parsed.error)}`);
  const set = parsed.data;
  return {
    database: set.OUTBOX_DB,
    port: set.OUTBOX_PORT,
    host: set.OUTBOX_HOST,
    token: set.OUTBOX_TOKEN,
    hook: {
      url: set.OUTBOX_HOOK_URL.replace(/\/+$/, ''),
      user: set.OUTBOX_HOOK_USER,
      password: set.OUTBOX_HOOK_PASSWORD,
    },
    deliverAfterMs: set.OUTBOX_DELIVER_AFTER_MS,
    lateIndexMs: set.OUTBOX_LATE_INDEX_MS,
    exitsWithParent: set.OUTBOX_EXIT_WITH_PARENT,
  };
}
