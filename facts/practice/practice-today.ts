import type { Absence } from '../../entities/absence.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { dutyHolder, holdersOf, presentOrCover, type Away } from '../../policy/practice/duty.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Tx } from '../transaction.ts';

type Duty = keyof PracticePolicy['duties'];

/** The practice with its active staff, and who holds which duty today (S40). */
export type PracticeToday = {
  practice: Practice;
  staff: readonly Staff[];
  /** The holder, their cover, a deputy or an owner; null only where no owner, nor a cover for one, is there. */
  dutyHolder(duty: Duty): Staff | null;
  /** This person or whoever covers for them, else an owner, or their cover (S40). */
  inPlaceOf(staffId: string | null | undefined): Staff | null;
  /** Who takes over what this person had: their cover, a deputy or an owner (S40). */
  takesOverFrom(staffId: string): Staff | null;
  /** They work here and are not away. */
  isHere(staffId: string): boolean;
  deputies(): Staff[];
  owners(): Staff[];
};

/** Reads it for the practice's own date. */
export async function practiceToday(tx: Tx): Promise<PracticeToday> {
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const staff = await tx.em.find(Staff, { active: true });
  const today = dateIn(practice.timezone, tx.now);
  const away = await awayOn(tx, today);
  const byId = (id: string | null): Staff | null => staff.find((member) => member.id === id) ?? null;
  const people = (ids: readonly string[]): Staff[] => staff.filter(({ id }) => ids.includes(id));
  const owners = () => people(holdersOf('owner', staff, away, today));
  return {
    practice,
    staff,
    dutyHolder: (duty) => byId(dutyHolder(practice.policy.duties[duty] ?? null, staff, away, today)),
    takesOverFrom: (staffId) => byId(dutyHolder(staffId, staff, away, today)),
    isHere: (staffId) => presentOrCover(staffId, staff, away, today) === staffId,
    deputies: () => people(holdersOf('deputy', staff, away, today)),
    inPlaceOf: (staffId) =>
      byId(staffId ? presentOrCover(staffId, staff, away, today) : null) ?? owners()[0] ?? null,
    owners,
  };
}

/** The practice's calendar date at this instant, YYYY-MM-DD. */
export function dateIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

const AWAY = `
  select staff_id as "staffId", "from", "to", cover_staff_id as "coverStaffId" from absence
  where practice_id = ? and "from" <= ? and "to" >= ?`;

/** Who is away on a day of the practice's calendar. */
export async function awayOn({ em, practiceId }: Tx, day: string): Promise<Away[]> {
  return em.execute<Away[]>(AWAY, [practiceId, day, day]);
}

/** Absences as the duty rules take them. */
export function awayDays(absences: readonly Absence[]) {
  return absences.map(({ staffId, from, to, coverStaffId }) => ({
    staffId,
    from,
    to,
    coverStaffId: coverStaffId ?? null,
  }));
}
