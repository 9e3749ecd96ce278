import { helpText, readCommand } from './command-line.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { OutboxSettings } from './settings.ts';

/** The program: answers `--help` and `--version`, or runs an outbox until it is told to stop. */
async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.kind === 'run') await run(command.settings, command.exitsWithParent);
  else process.stdout.write(command.kind === 'help' ? helpText() : `${version()}\n`);
}

async function run(settings: OutboxSettings, exitsWithParent: boolean): Promise<void> {
  const outbox = open(settings);
  const port = await listen(outbox, settings);

  const stop = () => void outbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (exitsWithParent) process.stdin.resume().once('close', stop).once('error', stop);

  process.stdout.on('error', () => {});
  process.stdout.write(`${JSON.stringify({ ready: true, port, page: pageOf(settings.host, port) })}\n`);
}

function open(settings: OutboxSettings): Outbox {
  try {
    return createOutbox(settings);
  } catch (error) {
    const advice = 'Is it in use by another outbox, or is its folder not writable?';
    throw new Error(
      `--database (OUTBOX_DB) ${settings.database} cannot be written: ${reason(error)}. ${advice}`,
      { cause: error },
    );
  }
}

async function listen(outbox: Outbox, { host, port }: OutboxSettings): Promise<number> {
  try {
    return await outbox.listen();
  } catch (error) {
    await outbox.close();
    throw new Error(`--port (OUTBOX_PORT) ${port} on ${host} cannot be used: ${reason(error)}.`, {
      cause: error,
    });
  }
}

/** The pages are served under a local name only, whatever the address listened on. */
function pageOf(host: string, port: number): string {
  return `http://${host === '127.0.0.1' ? host : 'localhost'}:${port}/outbox`;
}

function version(): string {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const described: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof described === 'object' && described !== null && 'version' in described
    ? String(described.version)
    : 'unknown';
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(reason(error));
  process.exit(1);
});
