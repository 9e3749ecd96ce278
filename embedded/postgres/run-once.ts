import { startChild } from '../child.ts';
import { EmbeddedError } from '../embedded-error.ts';
import { smallEnvironment } from '../environment.ts';
import type { EmbeddedContext } from '../service.ts';
import { startupError } from '../startup-error.ts';
import type { RunAs } from './account.ts';

export type Once = { command: string; args: string[]; input?: string };

/** Runs a PostgreSQL tool to its end; a failure becomes a startup error. */
export async function runOnce(
  context: EmbeddedContext,
  runAs: RunAs,
  { command, args, input }: Once,
): Promise<void> {
  if (context.closing.aborted) throw new EmbeddedError('Stopped before the database was made.');
  const env = smallEnvironment({ LC_ALL: 'C' });
  const launch = { ...runAs(command, args), cwd: '/', env, ...(input === undefined ? {} : { input }) };
  const tool = startChild('postgres-tool', launch, context);
  const end = await tool.exited;
  if (end !== 'exit code 0') {
    throw startupError('PostgreSQL', `${tool.log.sinceOpened()}\n${end}`, tool.log.path);
  }
}
