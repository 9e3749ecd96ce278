import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writePrivately } from './private-file.ts';

const Credentials = z.object({
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
  outboxToken: z.string().startsWith('outbox-'),
  hookUser: z.string().min(1),
  hookPassword: z.string().min(20),
});
export type Credentials = z.infer<typeof Credentials>;

/** The services' passwords: random, stored once, readable by the owner of the data folder only. */
export function savedCredentials(dataDir: string): Credentials {
  const path = join(dataDir, 'credentials.json');
  const kept = readJson(path, Credentials);
  if (kept !== null) return kept;

  const made: Credentials = {
    ownerPassword: password(),
    appPassword: password(),
    outboxToken: `outbox-${password()}`,
    hookUser: 'outbox',
    hookPassword: password(),
  };
  writePrivately(path, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

/** base64url, because it is put into URLs and SQL unescaped. */
function password(): string {
  return randomBytes(24).toString('base64url');
}
