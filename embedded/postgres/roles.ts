import type { Credentials } from '../credentials.ts';

/** In single-user mode with `-j` a statement ends with a semicolon and an empty line. */
const statements = (...sql: string[]) => sql.map((statement) => `${statement};\n\n`).join('');

/** Run in `template1`, so that every later database inherits it: the application role reads and writes and owns nothing. */
export const ROLES_SQL = statements(
  'create role kindword_owner login createdb nosuperuser nocreaterole noreplication nobypassrls',
  'create role kindword_app login nocreatedb nosuperuser nocreaterole noreplication nobypassrls',
  'alter default privileges for role kindword_owner grant select, insert, update, delete on tables to kindword_app',
  'alter default privileges for role kindword_owner grant usage on sequences to kindword_app',
  'alter default privileges for role kindword_owner grant usage on schemas to kindword_app',
);

export const DATABASE_SQL = statements('create database kindword owner kindword_owner');

/** The passwords are base64url (credentials.ts) and need no quoting. */
export function passwordSql({ ownerPassword, appPassword }: Credentials): string {
  return statements(
    `alter role kindword_owner password '${ownerPassword}'`,
    `alter role kindword_app password '${appPassword}'`,
  );
}
