import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { openOrm } from '../../entities/orm.ts';
import { cloneDatabase } from '../support/parts.ts';

const ADD = 'insert into installation (name) values (?)';

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;
let orm: MikroORM;
beforeAll(async () => {
  cloned = await cloneDatabase('batched');
  orm = await openOrm(cloned.databaseUrl);
});
afterAll(async () => {
  await orm.close(true);
});

const transaction = <T>(work: (em: EntityManager) => Promise<T>): Promise<T> =>
  orm.em.fork().transactional(work);

async function count(em: EntityManager, name: string): Promise<number> {
  const [row] = await em.execute<{ n: number }[]>(
    'select count(*)::int as n from installation where name like ?',
    [`${name}%`],
  );
  return row?.n ?? 0;
}

test('what is held is there for the next statement of its transaction, and for everybody after the commit', async () => {
  const name = randomUUID();

  const inside = await transaction(async (em) => {
    await em.execute(ADD, [`${name}/1`]);
    await em.execute(ADD, [`${name}/2; select ';'`]);
    const [seen, unseen] = [await count(em, name), await count(orm.em.fork(), name)];
    await em.execute(ADD, [`${name}/3`]);
    return { seen, unseen };
  });

  expect(inside).toEqual({ seen: 2, unseen: 0 });
  expect(await count(orm.em.fork(), name)).toBe(3);
});

test('a transaction whose held insert fails commits nothing, says why, and leaves its connection usable', async () => {
  const name = randomUUID();

  const twice = transaction(async (em) => {
    await em.execute(ADD, [name]);
    await em.execute(ADD, [name]);
  });

  await expect(twice).rejects.toThrow(/installation_pkey/);
  expect(await count(orm.em.fork(), name)).toBe(0);
  expect(await transaction((em) => count(em, name))).toBe(0);
});

test('a transaction that is given up takes what was held with it', async () => {
  const name = randomUUID();

  const givenUp = transaction(async (em) => {
    await count(em, name);
    await em.execute(ADD, [name]);
    throw new Error('given up');
  });

  await expect(givenUp).rejects.toThrow('given up');
  expect(await count(orm.em.fork(), name)).toBe(0);
});

test('a savepoint that is given up takes back what was held since, and nothing from before', async () => {
  const name = randomUUID();

  await transaction(async (em) => {
    await em.execute(ADD, [`${name}/before`]);
    await em
      .transactional(async (inner) => {
        await inner.execute(ADD, [`${name}/inside`]);
        throw new Error('given up');
      })
      .catch(() => undefined);
    await em.execute(ADD, [`${name}/after`]);
  });

  const kept = await orm.em
    .fork()
    .execute<{ name: string }[]>('select name from installation where name like ? order by name', [
      `${name}%`,
    ]);
  expect(kept.map((row) => row.name)).toEqual([`${name}/after`, `${name}/before`]);
});

test('a lock that is held back is taken before the statement after it looks', async () => {
  const name = randomUUID();
  const addOnce = () =>
    transaction(async (em) => {
      await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
      if ((await count(em, name)) === 0) await em.execute(ADD, [name]);
    });

  await Promise.all(Array.from({ length: 10 }, addOnce));

  expect(await count(orm.em.fork(), name)).toBe(1);
});

test('a statement with parameters of its own comes after what was held', async () => {
  const name = randomUUID();

  const seen = await transaction(async (em) => {
    await em.execute(ADD, [name]);
    return em
      .getKysely<{ installation: { name: string } }>()
      .selectFrom('installation')
      .select('name')
      .where('name', '=', name)
      .execute();
  });

  expect(seen).toEqual([{ name }]);
});
