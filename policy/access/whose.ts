import { ACCESS, DESK, type Role, type RouteName } from './routes.ts';

/**
 * Whether somebody who holds these roles may make, change or issue keys for somebody with those. Only an owner has a say
 * about owners: a deputy stands in for them for a time, and must not outlast it through a key, an address or a new owner.
 */
export function hasSayOver(held: readonly Role[], theirs: readonly Role[]): boolean {
  return held.includes('owner') || !theirs.includes('owner');
}

/** Whether it is this role alone that opens the route to somebody with these roles. */
export function narrowsTo(role: Role, route: RouteName, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = ACCESS[route];
  const opening = roles.filter((one) => allowed.includes(one));
  return opening.length > 0 && opening.every((one) => one === role);
}

/** A practitioner who has no other role sees only their own clients and what concerns them. */
export function seesOwnOnly(roles: readonly Role[]): boolean {
  return !roles.some((role) => DESK.includes(role));
}
