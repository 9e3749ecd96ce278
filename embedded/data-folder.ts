import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeOf, EmbeddedError, reasonOf } from './embedded-error.ts';

const FOLDERS = ['bin', 'logs', 'postgres', 'temporal', 'outbox'];
const ADVICE = 'Set KINDWORD_DATA to a folder you may write to, or change its owner';

/** Creates the data folder where it is missing and checks that it is writable; returns its real path. */
export function prepareDataFolder(dataDir: string): string {
  const root = resolve(dataDir);
  try {
    ensureFolder(root, process.getuid?.() === 0 ? 0o711 : 0o700);
    for (const name of FOLDERS) ensureFolder(join(root, name), 0o700);
    return realpathSync(root);
  } catch (error) {
    throw new EmbeddedError(`The data folder ${root} cannot be used: ${explain(error)}`, { cause: error });
  }
}

/** As root the database runs as another user, who needs execute permission (0711) on the outermost folder. */
function ensureFolder(path: string, mode: number): void {
  mkdirSync(path, { recursive: true, mode });
  if (!statSync(path).isDirectory()) throw new Error(`${path} is a file`);
  if (!isDatabaseOfAnother(path)) accessSync(path, constants.W_OK | constants.X_OK);
}

/** The database folder belongs to the database's user; `postgres/account.ts` checks that one. */
function isDatabaseOfAnother(path: string): boolean {
  return path.endsWith('/postgres') && statSync(path).uid !== process.getuid?.();
}

function explain(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return `this user may not write there. ${ADVICE}.`;
    case 'EROFS':
      return `it is on a read-only disk. ${ADVICE}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return 'part of its path is a file. Set KINDWORD_DATA to a folder, or move that file away.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full. Free some space (the embedded parts need about 500 MB) and start again.';
    case 'ENAMETOOLONG':
      return 'its path is too long. Set KINDWORD_DATA to a shorter one.';
    default:
      return `${reasonOf(error)}. ${ADVICE}.`;
  }
}
