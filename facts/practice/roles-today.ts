import type { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { type Role } from '../../policy/access/routes.ts';
import { actingRoles } from '../../policy/access/may-use.ts';
import { isRoleAway } from '../../policy/practice/duty.ts';
import type { Tx } from '../transaction.ts';
import { awayOn, dateIn } from './practice-today.ts';

/** What a member of staff may do on the practice's own day: only a deputy's rights depend on who is away. */
export async function rolesToday(
  tx: Tx,
  roles: readonly Role[],
  { timezone }: Practice,
): Promise<readonly Role[]> {
  if (!roles.includes('deputy')) return roles;
  const today = dateIn(timezone, tx.now);
  const staff = await tx.em.find(Staff, { active: true });
  return actingRoles(roles, isRoleAway('owner', staff, await awayOn(tx, today), today));
}
