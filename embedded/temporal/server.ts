import { join } from 'node:path';
import { connect } from 'node:net';
import { TypedSearchAttributes } from '@temporalio/common';
import { smallEnvironment } from '../environment.ts';
import { onFreePorts } from '../free-ports.ts';
import { type Home, type Part, startPart } from '../service.ts';
import type { GivenPorts } from '../ports.ts';
import { findTemporal, type TemporalSource } from './find.ts';
import { temporalAnswers } from './ready.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';

export type TemporalWish = {
  sources: TemporalSource[];
  flags: string[];
  inMemory: boolean;
  ports: GivenPorts;
};
export type TemporalServer = { part: Part; address: string; ui: string };

/** A real Temporal server with its pages; what it has acknowledged outlives a kill -9. */
export async function startTemporal(home: Home, wish: TemporalWish): Promise<TemporalServer> {
  const folder = join(home.dataDir, 'temporal');
  const command = await findTemporal(wish.sources, { say: home.say, signal: home.closing });
  const { part, ports } = await onFreePorts(home, ['temporal', 'temporalUi'], wish.ports, (free) =>
    startPart(
      {
        name: 'temporal',
        title: 'Temporal',
        launch: () => ({
          command,
          args: temporalArguments({ port: free.temporal, uiPort: free.temporalUi }, wish),
          cwd: folder,
          // The CLI reads settings below HOME; those of the person who starts us are not meant for this server.
          env: smallEnvironment({ HOME: folder }),
        }),
        isReady: async () => {
          const isListening = await listens(free.temporal);
          return (
            isListening &&
            temporalAnswers(
              `127.0.0.1:${free.temporal}`,
              SEARCH_ATTRIBUTES.map(({ name }) => name),
            )
          );
        },
      },
      home,
    ),
  );
  return { part, address: `127.0.0.1:${ports.temporal}`, ui: `http://127.0.0.1:${ports.temporalUi}` };
}

/** The file is named relative to the working folder: in a URI to SQLite a path may not hold every character. */
function temporalArguments(
  at: { port: number; uiPort: number },
  { flags, inMemory }: TemporalWish,
): string[] {
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'].map((pragma) => `--sqlite-pragma=${pragma}`);
  const attributes = SEARCH_ATTRIBUTES.map(
    ({ name, type }) => `--search-attribute=${name}=${TypedSearchAttributes.toMetadataType(type)}`,
  );
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    '--log-level=warn',
    `--port=${at.port}`,
    `--ui-port=${at.uiPort}`,
    ...(inMemory ? [] : ['--db-filename=kindword.db', ...pragmas]),
    ...attributes,
    ...flags,
  ];
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
