import { ACCESS, BY_DUTY, type RouteName } from './routes.ts';
import type { Role } from './roles.ts';

/** Whether what they change of the policy and the words waits for an owner's yes: an agency is not of the practice. */
export function onlyProposes(roles: readonly Role[]): boolean {
  return roles.includes('agency') && !roles.includes('owner');
}

/** The roles as they act today: a deputy acts as owner while the owner is away, else as desk. */
export function actingRoles(roles: readonly Role[], ownerIsAway: boolean): Role[] {
  const standsInAs = ownerIsAway ? 'owner' : 'desk';
  return [...new Set(roles.map((role) => (role === 'deputy' ? standsInAs : role)))];
}

/** Who may, in words: a deputy only while the owner is away, where the desk may not. */
export function whoMay(route: RouteName): string {
  const allowed: readonly Role[] = ACCESS[route];
  const deputy = allowed.includes('desk') ? 'deputy' : 'deputy (while the owner is away)';
  const byDuty = BY_DUTY[route];
  return [
    ...allowed.map((role) => (role === 'deputy' ? deputy : role)),
    ...(byDuty ? [`whoever has the duty to ${byDuty}`] : []),
  ].join(', ');
}

/** Whether any of these roles (as they act today) opens the route. */
export function mayUse(route: RouteName, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = ACCESS[route];
  return roles.some((role) => allowed.includes(role));
}
