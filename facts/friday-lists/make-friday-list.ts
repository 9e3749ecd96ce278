import { FridayList } from '../../entities/friday-list.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { lastFriday, nextFriday } from '../../policy/calendar/friday.ts';
import type { Fact } from '../transaction.ts';
import { expectNextLook, keepPromise } from '../commitments/next-check.ts';
import { openFridayList } from './open-friday-list.ts';

/** A list that could not be made on Friday is made at the weekend, and after that not at all. */
const STILL_THAT_WEEK_MS = 2 * 86_400_000;

/** This week's list of a practitioner, once; and when the next one is due. Nobody who left is asked. */
export async function makeFridayList(fact: Fact, staffId: string, publicUrl: string): Promise<void> {
  const { em, practiceId, now } = fact;
  const practitioner = await em.findOne(Staff, { practiceId, id: staffId });
  if (!practitioner?.active || !practitioner.roles.includes('practitioner'))
    return keepPromise(fact, 'fridayList', staffId);
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const friday = lastFriday(now, timezone);
  const late = now.getTime() - friday.epochMilliseconds;
  const on = friday.toPlainDate().toString();
  const made = await em.count(FridayList, { practiceId, practitionerId: staffId, on: { $gte: on } });
  if (late < STILL_THAT_WEEK_MS && made === 0) await openFridayList(fact, staffId, publicUrl);
  await expectNextLook(fact, 'fridayList', staffId, nextFriday(now, timezone));
}
