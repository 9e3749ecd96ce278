import { PromiseKept } from '../../entities/commitment.ts';
import type { Staff } from '../../entities/staff.ts';
import { nextFriday } from '../../policy/calendar/friday.ts';
import type { Fact } from '../transaction.ts';

/** A practitioner who works here gets a list each Friday; the first one is not made before the next. */
export async function promiseFridayList(
  fact: Fact,
  { id, active, roles }: Staff,
  zone: string,
): Promise<void> {
  if (!active || !roles.includes('practitioner')) return;
  const known = await fact.em.findOne(PromiseKept, { kind: 'fridayList', subjectId: id });
  if (known && !known.keptAt) return;
  await fact.em.upsert(PromiseKept, {
    kind: 'fridayList',
    subjectId: id,
    practiceId: fact.practiceId,
    dueAt: nextFriday(fact.now, zone),
    keptAt: null,
    rungAt: null,
    rings: 0,
  });
}
