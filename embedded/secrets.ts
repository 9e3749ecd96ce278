import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';
import { createPrivately, readText } from './private-file.ts';

const SECRETS = /^\d+:[A-Za-z0-9+/]{43}=(,\d+:[A-Za-z0-9+/]{43}=)*$/;

/** The sealing keys of the embedded database: generated once, never overwritten. */
export function generatedSecrets(dataDir: string): string {
  const path = join(dataDir, 'secrets');
  mkdirSync(dataDir, { recursive: true });
  if (readText(path) === null) createPrivately(path, `1:${randomBytes(32).toString('base64')}\n`);

  const secrets = (readText(path) ?? '').trim();
  if (SECRETS.test(secrets)) return secrets;
  throw new EmbeddedError(
    `${path} is damaged: it should hold keys written as 1:<base64 of 32 bytes>, separated by commas. Put back a copy of it; without it names and addresses in this database cannot be read.`,
  );
}
