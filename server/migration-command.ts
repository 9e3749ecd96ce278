import { openOrm } from '../entities/orm.ts';

const ownerUrl = process.env['DATABASE_OWNER_URL'];
if (!ownerUrl) {
  console.error(
    'Set DATABASE_OWNER_URL to a migrated database; the new migration is the difference to the entities.',
  );
  process.exit(1);
}
const orm = await openOrm(ownerUrl, { poolMax: 2, timeouts: null });
const { fileName } = await orm.migrator.create(undefined, false, false, process.argv[2]);
console.log(
  fileName === '' ? 'Entities and migrations agree: nothing to do.' : `Wrote migrations/${fileName}`,
);
await orm.close(true);
