import { DAY_MS } from '../../policy/calendar/units.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { lastFriday, nextFriday } from '../../policy/calendar/friday.ts';
import type { Tx } from '../transaction.ts';
import { openFridayList } from './open-friday-list.ts';

/** A list that could not be made on Friday is made at the weekend, and after that not at all. */
const STILL_THAT_WEEK_MS = 2 * DAY_MS;

/** Makes this week's list of an active practitioner, once, and schedules the next. */
export async function makeFridayList(tx: Tx, staffId: string, publicUrl: string): Promise<void> {
  const { em, practiceId, now } = tx;
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const friday = lastFriday(now, timezone);
  const late = now.getTime() - friday.epochMilliseconds;
  const on = friday.toPlainDate().toString();
  const made = await em.count(FridayList, { practiceId, practitionerId: staffId, on: { $gte: on } });
  if (late < STILL_THAT_WEEK_MS && made === 0) await openFridayList(tx, staffId, publicUrl);
}

/** When the next one is due; null for somebody who left or sees no clients. */
export async function nextFridayListAt(tx: Tx, staffId: string): Promise<Date | null> {
  const { em, practiceId, now } = tx;
  const practitioner = await em.findOne(Staff, { practiceId, id: staffId });
  if (!practitioner?.active || !practitioner.roles.includes('practitioner')) return null;
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  return nextFriday(now, timezone);
}
