import { join } from 'node:path';
import { connect } from 'node:net';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { smallEnvironment } from '../environment.ts';
import { onFreePorts } from '../free-ports.ts';
import { type EmbeddedContext, type Service, startService } from '../service.ts';
import type { GivenPorts } from '../ports.ts';
import { findTemporal, type TemporalSource } from './find.ts';

export type TemporalOptions = {
  sources: TemporalSource[];
  flags: string[];
  inMemory: boolean;
  ports: GivenPorts;
};
export type TemporalServer = { service: Service; address: string; ui: string };

const PRAGMAS = { journal_mode: 'WAL', synchronous: 'NORMAL' };
const NAMESPACE = 'default';

/** The types as the CLI names them. */
const TYPE_NAMES = { KEYWORD: 'Keyword', BOOL: 'Bool' } as const;
const CALL_DEADLINE_MS = 2_000;

/** A smaller garbage target than Go's default (100): less memory at rest for some processor time. */
const GO_SETTINGS = { GOGC: '50' };

/** Sized for one worker on a small machine: each queue worker and each partition costs memory at rest. */
const DYNAMIC_CONFIG = {
  'history.timerProcessorSchedulerWorkerCount': 32,
  'history.transferProcessorSchedulerWorkerCount': 32,
  'history.visibilityProcessorSchedulerWorkerCount': 32,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'worker.historyScannerEnabled': false,
  'worker.taskQueueScannerEnabled': false,
};

/** A Temporal dev server with its UI and a persistent store: what it acknowledged survives a kill -9. */
export async function startTemporal(
  context: EmbeddedContext,
  options: TemporalOptions,
): Promise<TemporalServer> {
  const folder = join(context.dataDir, 'temporal');
  const command = await findTemporal(options.sources, { say: context.say, signal: context.closing });
  const { service, ports } = await onFreePorts(
    context,
    ['temporal', 'temporalUi'],
    options.ports,
    ({ temporal: port, temporalUi: uiPort }) =>
      startService(
        {
          name: 'temporal',
          title: 'Temporal',
          launch: () => ({
            command,
            args: temporalArguments({ port, uiPort }, options),
            cwd: folder,
            // The CLI reads configuration below HOME; the user's own must not apply.
            env: smallEnvironment({ HOME: folder, ...GO_SETTINGS }),
          }),
          isReady: async () => (await isListening(port)) && isServing(`127.0.0.1:${port}`),
        },
        context,
      ),
  );
  return { service, address: `127.0.0.1:${ports.temporal}`, ui: `http://127.0.0.1:${ports.temporalUi}` };
}

/** The file name is relative to the working folder: SQLite's URI does not accept every path. */
function temporalArguments(
  at: { port: number; uiPort: number },
  { flags, inMemory }: TemporalOptions,
): string[] {
  const each = (flag: string, values: object): string[] =>
    Object.entries(values).map(([name, value]) => `--${flag}=${name}=${String(value)}`);
  const attributes = Object.fromEntries(SEARCH_ATTRIBUTES.map(({ name, type }) => [name, TYPE_NAMES[type]]));
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    '--log-level=warn',
    `--port=${at.port}`,
    `--ui-port=${at.uiPort}`,
    ...(inMemory ? [] : ['--db-filename=kindword.db', ...each('sqlite-pragma', PRAGMAS)]),
    ...each('search-attribute', attributes),
    ...each('dynamic-config-value', DYNAMIC_CONFIG),
    ...flags,
  ];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Ready when the namespace answers and has every search attribute that our workflows set. */
export async function isServing(address: string): Promise<boolean> {
  // Loaded here, because loading the client takes longer than starting the server.
  const { Connection } = await import('@temporalio/client');
  const connection = Connection.lazy({ address, connectTimeout: CALL_DEADLINE_MS });
  try {
    return await connection.withDeadline(Date.now() + CALL_DEADLINE_MS, async () => {
      await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace: NAMESPACE,
      });
      return SEARCH_ATTRIBUTES.every(({ name }) => name in customAttributes);
    });
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
