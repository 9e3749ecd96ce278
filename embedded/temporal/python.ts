import { execFile } from 'node:child_process';
import { codeOf, EmbeddedError } from '../embedded-error.ts';

const GIVE_UP_AFTER_MS = 600_000;

/** Runs python3 to its end; a failure carries its last error line. */
export function runPython(args: string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      'python3',
      args,
      { timeout: GIVE_UP_AFTER_MS, ...(signal && { signal }) },
      (error, _out, said) => {
        if (error === null) resolve();
        else reject(new EmbeddedError(explain(error, said), { cause: error }));
      },
    );
  });
}

function explain(error: Error, said: string): string {
  if (codeOf(error) === 'ENOENT') return 'python3 is not installed';
  if (/No module named pip/.test(said)) return 'python3 has no pip (on Debian: apt-get install python3-pip)';
  if (/No space left on device/.test(said)) return 'the disk is full';
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? error.message;
}
