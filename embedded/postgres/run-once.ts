import { startChild } from '../child.ts';
import { EmbeddedError } from '../embedded-error.ts';
import { smallEnvironment } from '../environment.ts';
import type { Home } from '../service.ts';
import { explainTrouble } from '../startup-errors.ts';
import type { RunAs } from './account.ts';

export type Once = { command: string; args: string[]; input?: string };

/** Runs a tool of PostgreSQL's to its end; when it fails, its words become one clear error. */
export async function runOnce(home: Home, runAs: RunAs, { command, args, input }: Once): Promise<void> {
  if (home.closing.aborted) throw new EmbeddedError('Stopped before the database was made.');
  const env = smallEnvironment({ LC_ALL: 'C' });
  const launch = { ...runAs(command, args), cwd: '/', env, ...(input === undefined ? {} : { input }) };
  const tool = startChild('postgres-tool', launch, home);
  const end = await tool.exited;
  if (end !== 'exit code 0') {
    throw explainTrouble('PostgreSQL', `${tool.log.sinceOpened()}\n${end}`, tool.log.path);
  }
}
