import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startEmbedded, type Embedded } from '../embedded/index.ts';
import { generatedSecrets } from '../embedded/secrets.ts';
import { asker, type House } from './house.ts';

const PORT = '3982';
const API = `http://127.0.0.1:${PORT}/api/v1`;
const PRACTICE_COMMAND = fileURLToPath(new URL('../server/practice-command.ts', import.meta.url));

export type Settings = Record<string, string>;

/** The services alone, and the settings with which the program runs on them as a process of its own. */
export async function onEmbeddedServices<T>(
  work: (embedded: Embedded, settings: Settings) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kindword-apart-'));
  const embedded = await startEmbedded({
    dataDir,
    postgres: true,
    temporal: true,
    outbox: { hookUrl: `http://127.0.0.1:${PORT}` },
    say: () => undefined,
  });
  try {
    return await work(embedded, settingsFor(dataDir, embedded));
  } finally {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function settingsFor(dataDir: string, { postgres, temporal, outbox }: Embedded): Settings {
  if (!postgres || !temporal || !outbox) throw new Error('A part did not start.');
  return {
    PORT,
    KINDWORD_DATA: dataDir,
    KINDWORD_SECRETS: generatedSecrets(dataDir),
    DATABASE_URL: postgres.databaseUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    POSTMARK_SERVER_TOKEN: outbox.token,
    POSTMARK_API_URL: outbox.url,
    POSTMARK_WEBHOOK_USER: outbox.hooks.user,
    POSTMARK_WEBHOOK_PASSWORD: outbox.hooks.password,
    POSTMARK_SEARCH_LAG: 'PT75S',
  };
}

/** Founds a practice, and asks the API for it. */
export async function practiceClient(settings: Settings): Promise<House['ask']> {
  const options = ['--name', 'Bench', '--timezone', 'Europe/London', '--owner-email', 'owner@example.org'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PRACTICE_COMMAND, 'create', ...options, '--json'],
    { env: { PATH: process.env['PATH'] ?? '', ...settings } },
  );
  const { apiKey } = z.object({ apiKey: z.string() }).parse(JSON.parse(stdout));
  return asker(API, apiKey);
}
