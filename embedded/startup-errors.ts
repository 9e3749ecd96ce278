import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

export class PortTakenError extends EmbeddedError {}

const NEARLY_NOTHING_BYTES = 1_000_000;

type Trouble = { when: RegExp; say: (title: string) => string };

const TROUBLES: Trouble[] = [
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

/** Turns what a part said before it gave up into one sentence and what to do next. */
export function explainTrouble(title: string, words: string, logPath: string): EmbeddedError {
  if (/address already in use|EADDRINUSE/i.test(words)) {
    return new PortTakenError(`${title}'s port is taken by another program.`);
  }
  const told = isDiskFull(logPath) ? `${words}\nno space left on device` : words;
  const known = TROUBLES.find(({ when }) => when.test(told));
  if (known !== undefined) return new EmbeddedError(`${known.say(title)} (Details: ${logPath})`);
  return new EmbeddedError(
    `${title} did not start. Its last words: ${lastWords(words)} (All of them: ${logPath})`,
  );
}

/** A message that is only "exit code 1" helps nobody; the line that names the failure does. */
function lastWords(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /fatal|panic|error/i.test(line)) ?? lines.at(-1) ?? '(none)';
}

/** On a full disk a part cannot even write down why it gave up. */
function isDiskFull(logPath: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(logPath));
    return bavail * bsize < NEARLY_NOTHING_BYTES;
  } catch {
    return false;
  }
}
