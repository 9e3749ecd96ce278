import { createServer } from 'node:net';
import { pino } from 'pino';
import type { Embedded } from '../embedded/index.ts';
import { ConfigError, isExpected, readConfig, type Config } from './config.ts';
import {
  announceServices,
  resolveSettings,
  startEmbeddedServices,
  stopEmbeddedServices,
} from './embedded-services.ts';
import type { Kindword } from './kindword.ts';
import { releaseStartupMemory } from './startup-memory.ts';
import { listenForStop, type StopSignal } from './stop-signal.ts';

/** From the wish to stop on. What is our own takes 20 s at most; a part that is ended by force, a second or two. */
const FORCED_AFTER_MS = 22_000;
const ENDED_AFTER_MS = 28_500;

const say = (line: string): void => console.log(line);

/** Runs the whole program until it is asked to stop, then ends the process. */
export async function runProgram(env: NodeJS.ProcessEnv): Promise<never> {
  try {
    const config = readConfig(env);
    await refuseTakenPort(config);
    await run(config, listenForStop());
    process.exit(0);
  } catch (error) {
    console.error(isExpected(error) ? error.message : error);
    process.exit(1);
  }
}

/** Loads our own code while the services start in processes of their own. */
async function run(config: Config, stop: StopSignal): Promise<void> {
  const [embedded, { startKindword }, { logTemporalTo }] = await Promise.all([
    startEmbeddedServices(config, say, stop.signal),
    import('./kindword.ts'),
    import('../worker/temporal.ts'),
  ]);
  const log = pino({ level: config.logLevel });
  logTemporalTo(log);
  let kindword: Kindword | null = null;
  try {
    kindword = await startKindword({ ...(await resolveSettings(config, embedded)), log });
    await announce(config, embedded, kindword);
    releaseStartupMemory();
    await stop.asked;
    say('Stopping: work in hand is finished first (Ctrl-C again to hurry).');
  } finally {
    const [hurry, end] = endAnyway(embedded);
    await Promise.race([kindword?.stop(), stop.forced]);
    await stopEmbeddedServices(config, embedded);
    clearTimeout(hurry);
    clearTimeout(end);
  }
}

/** Whatever hangs: what is embedded is ended by force, and then the process itself. */
function endAnyway(embedded: Embedded | null): [NodeJS.Timeout, NodeJS.Timeout] {
  const hurry = setTimeout(() => void embedded?.stop(), FORCED_AFTER_MS);
  const end = setTimeout(() => {
    say('Something hangs while stopping; what was in hand is done again after the next start.');
    process.exit(1);
  }, ENDED_AFTER_MS);
  return [hurry, end];
}

async function announce(
  config: Config,
  embedded: Embedded | null,
  { url, database }: Kindword,
): Promise<void> {
  if (embedded) await announceServices(config, embedded, url, say);
  if (config.role !== 'worker') {
    const { firstLinkLine } = await import('./first-link.ts');
    const line = await firstLinkLine(database, config.publicUrl ?? url);
    if (line) say(line);
  }
  say(`Kindword is ready: ${url}/docs`);
}

/** Checked before anything is started, so that this message is the only output. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        taken
          ? new ConfigError(
              `Port ${port} is taken by another program (is Kindword running already?): stop it, or set PORT to a free one.`,
            )
          : error,
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
