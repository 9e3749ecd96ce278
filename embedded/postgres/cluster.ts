import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from '../credentials.ts';
import { readText, writePrivately } from '../private-file.ts';
import type { EmbeddedContext } from '../service.ts';
import type { RunAs } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { runOnce } from './run-once.ts';
import { DATABASE_SQL, passwordSql, ROLES_SQL } from './roles.ts';

export type Cluster = {
  context: EmbeddedContext;
  binaries: PostgresBinaries;
  runAs: RunAs;
  isForTests: boolean;
};

/** Only the two roles may connect, from 127.0.0.1 with a password; the superuser cannot log in. */
const WHO_MAY_CONNECT = `host all kindword_owner,kindword_app 127.0.0.1/32 scram-sha-256\n`;

const INITDB = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=reject',
];

export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres', 'data');
}

/** Creates the cluster once, atomically (draft folder and rename), and sets the roles' passwords where they changed. */
export async function ensureCluster(cluster: Cluster, credentials: Credentials): Promise<void> {
  const folder = clusterFolder(cluster.context.dataDir);
  if (!existsSync(folder)) {
    cluster.context.say('Making the database …');
    await makeCluster(cluster, folder);
  }
  await alignPasswords(cluster, folder, credentials);
}

async function makeCluster(cluster: Cluster, folder: string): Promise<void> {
  const draft = `${folder}.making`;
  rmSync(draft, { recursive: true, force: true });
  await runOnce(cluster.context, cluster.runAs, {
    command: cluster.binaries.initdb,
    args: [`--pgdata=${draft}`, ...INITDB, ...(cluster.isForTests ? ['--no-sync'] : [])],
  });
  const { uid, gid } = statSync(draft);
  const rules = join(draft, 'pg_hba.conf');
  writeFileSync(rules, WHO_MAY_CONNECT);
  chownSync(rules, uid, gid);
  chmodSync(rules, 0o600);
  await asSuperuser(cluster, draft, 'template1', ROLES_SQL);
  await asSuperuser(cluster, draft, 'postgres', DATABASE_SQL);
  renameSync(draft, folder);
}

async function alignPasswords(cluster: Cluster, folder: string, credentials: Credentials): Promise<void> {
  const mark = join(cluster.context.dataDir, 'postgres.passwords');
  const sign = createHash('sha256')
    .update(`${identityOf(folder)} ${credentials.ownerPassword} ${credentials.appPassword}`)
    .digest('hex');
  if (readText(mark) === sign) return;
  await asSuperuser(cluster, folder, 'postgres', passwordSql(credentials));
  writePrivately(mark, sign);
}

/** The cluster's system identifier (first eight bytes of pg_control): a restored copy of another cluster has other passwords. */
function identityOf(folder: string): string {
  return readFileSync(join(folder, 'global', 'pg_control'))
    .subarray(0, 8)
    .toString('hex');
}

/** Runs SQL in single-user mode, without a server. */
async function asSuperuser(cluster: Cluster, folder: string, database: string, sql: string): Promise<void> {
  const settings = ['exit_on_error=true', 'log_min_messages=error', 'log_min_error_statement=panic'];
  await runOnce(cluster.context, cluster.runAs, {
    command: cluster.binaries.postgres,
    args: ['--single', '-j', ...settings.flatMap((set) => ['-c', set]), '-D', folder, database],
    input: sql,
  });
}
