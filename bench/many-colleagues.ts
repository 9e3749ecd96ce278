import { randomUUIDv7 } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { emailHash } from '../entities/crypto/look-up.ts';
import { keyring } from '../entities/crypto/keyring.ts';

type Grown = { ownerUrl: string; practiceId: string; count: number; prefix: string };

const IN_ONE_GO = 5_000;

/**
 * Colleagues who may be written to and through whom somebody came yesterday, each with a name and an address of their own; what
 * else they have is copied from the first one, whom the program made.
 */
export async function addColleagues({ ownerUrl, practiceId, count, prefix }: Grown): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
  });
  const execute = (statement: string) => orm.em.getConnection().execute(statement);
  try {
    for (let first = 0; first < count; first += IN_ONE_GO)
      await addSome(execute, { practiceId, prefix, first, count: Math.min(IN_ONE_GO, count - first) });
    for (const table of ['professional', 'source_log_line']) await execute(`vacuum analyze ${table}`);
  } finally {
    await orm.close(true);
  }
}

async function addSome(
  execute: (statement: string) => Promise<unknown>,
  { practiceId, prefix, first, count }: Omit<Grown, 'ownerUrl'> & { first: number },
): Promise<void> {
  const columns = await execute(
    `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
     where table_name = 'professional' and column_name not in ('id', 'first_name', 'email', 'email_hash')`,
  );
  const names = String(Object(columns)[0].names);
  const people = Array.from({ length: count }, (_, index) => {
    const email = `many-${prefix}-${first + index}@example.org`;
    const sealed = (text: string, place: string) =>
      `'\\x${keyring().seal(text, place).toString('hex')}'::bytea`;
    return `('${randomUUIDv7()}'::uuid, ${sealed(`Robin${first + index}`, 'professional.first_name')},
      ${sealed(email, 'professional.email')}, '${emailHash(email)}')`;
  });
  await execute(
    `with seed as (select * from professional where practice_id = '${practiceId}' order by created_at limit 1),
      added as (
        insert into professional (id, first_name, email, email_hash, ${names})
        select new.id, new.first_name, new.email, new.email_hash, ${names}
        from seed, (values ${people.join(', ')}) as new (id, first_name, email, email_hash) returning id)
     insert into source_log_line (practice_id, id, number, kind, source_kind, source_ref, channel, received_at, recorded_at)
     select '${practiceId}', gen_random_uuid(), ${1_000_000 + first} + row_number() over (), 'past', 'professional', id, 'letter',
       now() - interval '1 day', now() from added`,
  );
}
