import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const COMMAND = fileURLToPath(new URL('../server/practice-command.ts', import.meta.url));
const WHO = [
  '--name=Harbour House',
  '--timezone=Europe/London',
  '--owner-name=Olive Marsh',
  '--owner-email=olive@harbour-house.example',
];
const Founded = z.object({
  practiceId: z.uuid(),
  slug: z.string(),
  staffId: z.uuid(),
  apiKey: z.string(),
  signIn: z.url(),
});
/** The demo's practice, its owner's key and the link with which its owner signs in. */
export type DemoPractice = z.infer<typeof Founded>;

/** A practice of its own for every demo, made as anybody makes one: npm run -s practice -- create. */
export async function foundDemoPractice(): Promise<DemoPractice> {
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, 'create', ...WHO, '--json']);
  return Founded.parse(JSON.parse(stdout));
}
