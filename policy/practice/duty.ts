import { WORKS_HERE, type Role } from '../access/routes.ts';

export type StaffMember = { id: string; roles: readonly Role[]; active: boolean };
/** Days are dates of the practice's calendar (YYYY-MM-DD), both ends included. */
export type Away = { staffId: string; from: string; to: string; coverStaffId: string | null };

/**
 * Who holds a duty on this day: the holder or their cover, else a deputy, else an owner (or their cover); null: nobody
 * is there, and the automatic default applies (S40, §4.3).
 */
export function dutyHolder(
  holderId: string | null,
  staff: readonly StaffMember[],
  away: readonly Away[],
  today: string,
): string | null {
  const wanted = [holderId, ...withRole(staff, 'deputy'), ...withRole(staff, 'owner')];
  for (const candidate of wanted) {
    const present = candidate === null ? null : presentOrCover(candidate, staff, away, today);
    if (present !== null) return present;
  }
  return null;
}

/** Everybody who acts in a role on this day; absent ones are replaced by their cover. */
export function holdersOf(
  role: Role,
  staff: readonly StaffMember[],
  away: readonly Away[],
  today: string,
): string[] {
  const present = withRole(staff, role).map((id) => presentOrCover(id, staff, away, today));
  return [...new Set(present.filter((id) => id !== null))];
}

/** Whether everybody of this role is absent on this day; a cover does not count. */
export function isRoleAway(
  role: Role,
  staff: readonly StaffMember[],
  away: readonly Away[],
  today: string,
): boolean {
  return withRole(staff, role).every((id) =>
    away.some((one) => one.staffId === id && one.from <= today && today <= one.to),
  );
}

/** One person with a working role runs the practice alone, unless the policy says otherwise (§5a.10). */
export function isSolo(
  setting: 'auto' | boolean,
  staff: readonly Pick<StaffMember, 'roles' | 'active'>[],
): boolean {
  if (setting !== 'auto') return setting;
  const working = staff.filter(
    ({ active, roles }) => active && roles.some((role) => WORKS_HERE.includes(role)),
  );
  return working.length === 1;
}

/** Whether the covers of one day would form a cycle. */
export function coverLoops(added: Away, away: readonly Away[]): boolean {
  const days = [added, ...away].map(({ from }) => (from > added.from ? from : added.from));
  return days.some((day) => day <= added.to && loopsOn(day, added, away));
}

/** Follows the covers of that day from the added absence, breadth first. */
function loopsOn(day: string, added: Away, away: readonly Away[]): boolean {
  const asked = new Set(added.coverStaffId === null ? [] : [added.coverStaffId]);
  for (const id of asked) {
    for (const { staffId, from, to, coverStaffId } of away) {
      if (staffId === id && from <= day && day <= to && coverStaffId !== null) asked.add(coverStaffId);
    }
  }
  return asked.has(added.staffId);
}

/** Who acts for this member of staff on that day: they themselves, or whoever covers for them; null: nobody. */
export function presentOrCover(
  staffId: string,
  staff: readonly StaffMember[],
  away: readonly Away[],
  today: string,
): string | null {
  const tried = new Set<string>();
  let candidate: string | null = staffId;
  while (candidate !== null && !tried.has(candidate)) {
    tried.add(candidate);
    const id: string = candidate;
    const absence = away.find((one) => one.staffId === id && one.from <= today && today <= one.to);
    if (!absence && staff.some((member) => member.id === id && member.active)) return id;
    candidate = absence?.coverStaffId ?? null;
  }
  return null;
}

function withRole(staff: readonly StaffMember[], role: Role): string[] {
  return staff.filter(({ roles, active }) => active && roles.includes(role)).map(({ id }) => id);
}
