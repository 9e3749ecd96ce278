import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { StaffAddress } from '../../entities/staff-address.ts';
import type { Database } from '../database.ts';
import { inTransaction } from '../transaction.ts';

/** Where, and as whom, somebody with an address may act. */
export type PlaceOfWork = { practiceId: string; practiceName: string; staffId: string; staffName: string };

/** Every place at which this address is that of somebody who works there now, in the order of their names. */
export async function placesOfWork(database: Database, addressHash: string): Promise<PlaceOfWork[]> {
  const places: PlaceOfWork[] = [];
  for (const { practiceId, staffId } of await staffWith(database, addressHash)) {
    const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
    const place = await inTransaction(database, of, async ({ em }) => {
      const { name: practiceName } = await em.findOneOrFail(Practice, { id: practiceId });
      const { name: staffName } = await em.findOneOrFail(Staff, { id: staffId });
      return { practiceId, practiceName, staffId, staffName };
    });
    places.push(place);
  }
  return places.toSorted(
    (one, other) =>
      one.practiceName.localeCompare(other.practiceName) || one.staffName.localeCompare(other.staffName),
  );
}

/** Who works anywhere here under this address. */
export async function staffWith({ orm }: Database, addressHash: string): Promise<StaffAddress[]> {
  if (addressHash === '') return [];
  return orm.em.fork().find(StaffAddress, { emailHash: addressHash }, { orderBy: { staffId: 'asc' } });
}
