import { FridayList } from '../../entities/friday-list.ts';
import { Satisfaction } from '../../entities/satisfaction.ts';
import { startOfDay } from '../../policy/calendar/carrier-moment.ts';
import { mondayOf } from '../../policy/calendar/week.ts';
import { ownClientsOf } from '../clients/own-clients.ts';
import type { Tx } from '../transaction.ts';

const LOOK_BACK_WEEKS = 13;

/**
 * What people wrote in the week of this list, and in the weeks before that had none, with their yes to passing it on:
 * for this practitioner alone, in an order that says nothing of whom (§5a.15).
 */
export async function readKindWords(tx: Tx, list: FridayList, zone: string): Promise<string[]> {
  const { em } = tx;
  const practitionerId = list.practitioner.id;
  const listBefore = await em.findOne(
    FridayList,
    { practitionerId, on: { $lt: list.on } },
    { orderBy: { on: 'desc' } },
  );
  const weekOf = ({ createdAt }: FridayList) => mondayOf(createdAt, zone);
  const lookBack = weekOf(list).subtract({ weeks: LOOK_BACK_WEEKS });
  const from = [lookBack, ...(listBefore ? [weekOf(listBefore).add({ weeks: 1 })] : [])].toSorted(
    (one, other) => Temporal.PlainDate.compare(one, other),
  );
  const [since, until] = [from.at(-1) ?? lookBack, weekOf(list).add({ weeks: 1 })];
  const said = await em.find(Satisfaction, {
    ...(await ownClientsOf(tx, practitionerId)),
    mayShare: true,
    at: { $gte: startOfDay(since.toString(), zone), $lt: startOfDay(until.toString(), zone) },
  });
  return said.flatMap(({ kindWords }) => kindWords ?? []).toSorted((one, other) => one.localeCompare(other));
}
