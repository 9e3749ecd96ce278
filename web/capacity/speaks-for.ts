import type { PageAsked } from '../staff-page.ts';

/** Whether this reader may say of somebody whether they have room: practitioners of themselves, the desk of everybody (S71). */
export function speaksFor(practitionerId: string, { may, me, practice }: PageAsked): boolean {
  if (!may('PUT /capacity/:practitionerId')) return false;
  return !me.ownOnly || practitionerId === me.staffId || practice.policy.duties.capacity === me.staffId;
}
