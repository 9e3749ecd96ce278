import { createOutbox, type Outbox } from './server.ts';
import { readSettings, type ProcessSettings } from './settings.ts';

/** Runs the outbox until it is told to stop, or, if asked, until its parent is gone. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const outbox = open(settings);
  const port = await listen(outbox, settings);

  const stop = () => void outbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (settings.exitsWithParent) process.stdin.resume().once('close', stop).once('error', stop);

  process.stdout.on('error', () => {});
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
}

function open(settings: ProcessSettings): Outbox {
  try {
    return createOutbox(settings);
  } catch (error) {
    const advice = 'Is it in use by another outbox, or is its folder not writable?';
    throw new Error(`OUTBOX_DB ${settings.database} cannot be written: ${reason(error)}. ${advice}`, {
      cause: error,
    });
  }
}

async function listen(outbox: Outbox, { host, port }: ProcessSettings): Promise<number> {
  try {
    return await outbox.listen();
  } catch (error) {
    await outbox.close();
    throw new Error(`OUTBOX_PORT ${port} on ${host} cannot be used: ${reason(error)}.`, { cause: error });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(reason(error));
  process.exit(1);
});
