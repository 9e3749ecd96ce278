import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 5_000_000;
const TAIL_BYTES = 64_000;

export type LogFile = { path: string; descriptor: number; sinceOpened(): string; close(): void };

/** A service's log file; `sinceOpened` is the output of the current process. Rotates once at 5 MB. */
export function openLog(path: string): LogFile {
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.old`);
  const descriptor = openSync(path, 'a', 0o600);
  const start = fstatSync(descriptor).size;
  return {
    path,
    descriptor,
    sinceOpened: () => readFrom(path, start),
    close: () => closeSync(descriptor),
  };
}

function readFrom(path: string, start: number): string {
  const descriptor = openSync(path, 'r');
  try {
    const end = fstatSync(descriptor).size;
    const from = Math.max(start, end - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, end - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}
