import { MikroORM } from '@mikro-orm/postgresql';
import { rowsOf, type Size } from './giant-rows.ts';
import type { Rows } from './spread-rows.ts';
import type { House } from './house.ts';

type Grown = Pick<House, 'ask'> & { ownerUrl: string };
type Execute = <Row extends object>(statement: string) => Promise<Row[]>;

/**
 * A practice with so many clients and so many lines of the log, spread evenly over ten years, written by one statement a
 * table; what is sealed is copied from rows that the program itself made.
 */
export async function growPractice(
  { ask, ownerUrl }: Grown,
  practiceId: string,
  size: Size,
  also: readonly Rows[] = [],
): Promise<void> {
  await seedRows(ask);
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
  });
  try {
    const execute: Execute = (statement) => orm.em.getConnection().execute(statement);
    const rows = [...rowsOf(practiceId, size), ...also];
    for (const one of rows) await write(execute, practiceId, one);
    for (const table of new Set(rows.map((one) => one.table))) await execute(`vacuum analyze ${table}`);
  } finally {
    await orm.close(true);
  }
}

/** One row of each kind, made by the program itself: what is sealed in it stays as it is. */
async function seedRows(ask: House['ask']): Promise<void> {
  const client = await ask('POST', '/clients', { firstName: 'Robin', email: 'bench@example.org' });
  await ask('POST', `/clients/${String(client['id'])}/sessions`, {
    at: new Date(Date.now() - 86_400_000).toISOString(),
    status: 'attended',
  });
  await ask('POST', '/professionals', { firstName: 'Kim', lastName: 'Colleague', kind: 'gp' });
  await ask('POST', '/enquiries', { person: { firstName: 'Sam' }, via: 'phone' });
  await ask('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: client['id'] },
  });
}

async function write(execute: Execute, practiceId: string, rows: Rows): Promise<void> {
  const { table, count, copied, columns } = rows;
  const known = await execute<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = '${table}' and is_generated = 'NEVER' order by ordinal_position`,
  );
  const all = known.map(({ name }) => name);
  const names = copied ? all : all.filter((name) => name in columns);
  const values = names.map((name) => columns[name] ?? `seed."${name}"`);
  const seed = `(select * from "${table}" where practice_id = '${practiceId}' order by id limit 1) seed,`;
  await execute(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')})
    select ${values.join(', ')} from ${copied ? seed : ''} generate_series(1, ${count}) g(i) on conflict do nothing`,
  );
}
