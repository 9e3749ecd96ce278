import { FridayList } from '../../entities/friday-list.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Tx } from '../transaction.ts';

/** As long as the link to it works. */
const OPEN_FOR_MS = 14 * DAY_MS;

/** The last list of a practitioner; null where that was more than a fortnight ago. */
export function latestFridayList({ em, now }: Tx, practitionerId: string): Promise<FridayList | null> {
  return em.findOne(
    FridayList,
    { practitionerId, createdAt: { $gte: new Date(now.getTime() - OPEN_FOR_MS) } },
    { orderBy: { on: 'desc' } },
  );
}
