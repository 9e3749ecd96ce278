import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

export class PortTakenError extends EmbeddedError {}

const MIN_FREE_BYTES = 1_000_000;

type KnownError = { when: RegExp; say: (title: string) => string };

const KNOWN_ERRORS: KnownError[] = [
  {
    when: /no space left on device|database or disk is full|ENOSPC|disk quota exceeded/i,
    say: (title) =>
      `${title} cannot write: the disk is full. Free some space and start again; nothing that was confirmed is lost.`,
  },
  {
    when: /error while loading shared libraries|Library not loaded|image not found/i,
    say: (title) =>
      `${title} lacks a library it was installed with. Run "npm rebuild" (or "npm ci") and start again; on Alpine and other systems without glibc set DATABASE_URL instead.`,
  },
  {
    when: /exec format error|ENOEXEC|bad CPU type|cannot execute binary/i,
    say: (title) =>
      `${title} is built for another kind of processor (this is ${process.platform} ${process.arch}). Remove node_modules and run "npm ci" on this machine.`,
  },
  {
    when: /database files are incompatible with server/i,
    say: (title) =>
      `${title}'s data was made by another version. Start the Kindword that made it, or set KINDWORD_DATA to a new folder and restore a backup there.`,
  },
  {
    when: /cannot allocate memory|could not (map anonymous|resize) shared memory|out of memory/i,
    say: (title) =>
      `${title} did not get enough memory. Close other programs (about 500 MB must be free) and start again.`,
  },
  {
    when: /permission denied|EACCES|EPERM/i,
    say: (title) =>
      `${title} may not read or write its files. Start Kindword as the user who owns the data folder, or set KINDWORD_DATA to a folder of your own.`,
  },
  {
    when: /ENOENT/,
    say: (title) =>
      `${title} cannot be run on this system (${process.platform} ${process.arch}): the program or its loader is missing. Run "npm ci" again; on Alpine and other systems without glibc set DATABASE_URL instead.`,
  },
];

/** Maps a service's last output to an error that says what to do; a taken port becomes a PortTakenError. */
export function startupError(title: string, output: string, logPath: string): EmbeddedError {
  if (/address already in use|EADDRINUSE/i.test(output)) {
    return new PortTakenError(`${title}'s port is taken by another program.`);
  }
  const told = isDiskFull(logPath) ? `${output}\nno space left on device` : output;
  const known = KNOWN_ERRORS.find(({ when }) => when.test(told));
  if (known !== undefined) return new EmbeddedError(`${known.say(title)} (Details: ${logPath})`);
  return new EmbeddedError(
    `${title} did not start. Its last words: ${lastErrorLine(output)} (All of them: ${logPath})`,
  );
}

/** The last line that names a failure, else the last line. */
function lastErrorLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /fatal|panic|error/i.test(line)) ?? lines.at(-1) ?? '(none)';
}

/** On a full disk a service cannot log why it failed. */
function isDiskFull(logPath: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(logPath));
    return bavail * bsize < MIN_FREE_BYTES;
  } catch {
    return false;
  }
}
