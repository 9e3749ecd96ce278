import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../embedded-error.ts';
import type { PostgresBinaries } from './binaries.ts';

type Command = { command: string; args: string[]; uid?: number; gid?: number };

/** Turns a command line into one that runs as the database's user. */
export type RunAs = (command: string, args: string[]) => Command;

/** After a plain `su` the PATH may lack the administrator's programs. */
const ADMIN_PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`;

type User = { uid: number; gid: number };

/** PostgreSQL refuses to run as root: as root it runs as `postgres` (created where missing), otherwise as our user. */
export function databaseAccount(folder: string, binaries: PostgresBinaries): RunAs {
  const owner = statSync(folder);
  if (process.getuid?.() !== 0) {
    if (owner.uid === process.getuid?.()) return (command, args) => ({ command, args });
    throw new EmbeddedError(
      `The database in ${folder} belongs to another user (uid ${owner.uid}). Start Kindword as that user, or set KINDWORD_DATA to a folder of your own.`,
    );
  }
  const user = owner.uid === 0 ? postgresUser() : { uid: owner.uid, gid: owner.gid };
  chownSync(folder, user.uid, user.gid);
  return waysIn(user).find((way) => canWork(way, folder, binaries)) ?? refuse(folder, binaries);
}

/** Below a folder closed to others (/root), `setpriv` grants a capability to traverse it; permissions are not changed. */
function waysIn({ uid, gid }: User): RunAs[] {
  const plain: RunAs = (command, args) => ({ command, args, uid, gid });
  const lent = ['dac_read_search', 'dac_override'].map((right): RunAs => {
    const rights = [`--inh-caps=+${right}`, `--ambient-caps=+${right}`];
    const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    return (command, args) => ({ command: 'setpriv', args: [...who, ...rights, '--', command, ...args] });
  });
  return [plain, ...lent];
}

function canWork(way: RunAs, folder: string, { postgres }: PostgresBinaries): boolean {
  const { command, args, ...as } = way('/bin/sh', [
    '-c',
    'cd "$1" && "$2" --version',
    'sh',
    folder,
    postgres,
  ]);
  return spawnSync(command, args, { ...as, cwd: '/', stdio: 'ignore' }).status === 0;
}

function refuse(folder: string, { postgres }: PostgresBinaries): never {
  const runs = spawnSync(postgres, ['--version'], { cwd: '/', encoding: 'utf8' });
  const why = runs.error?.message ?? runs.stderr;
  if (runs.status !== 0)
    throw new EmbeddedError(
      `PostgreSQL cannot run on this machine: ${why.trim()}. Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of yours.`,
    );
  throw new EmbeddedError(
    `PostgreSQL must not run as root, and the user it would run as may not enter ${folder} or ${join(postgres, '..')}. Start Kindword as an ordinary user, or move it (and KINDWORD_DATA) out of root's own folders, for example below /srv.`,
  );
}

function postgresUser(): User {
  const user = lookUp() ?? makeUser();
  if (user !== null) return user;
  throw new EmbeddedError(
    'PostgreSQL must not run as root, and the user "postgres" is missing and could not be made (useradd or adduser failed). Make one, or start Kindword as an ordinary user.',
  );
}

function makeUser(): User | null {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  for (const [command, args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore', env: { PATH: ADMIN_PATH } }).status === 0)
      return lookUp();
  }
  return null;
}

function lookUp(): User | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
