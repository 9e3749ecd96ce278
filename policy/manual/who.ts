import { isSolo, dutyHolder, holdersOf } from '../practice/duty.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import { listInWords } from './in-words.ts';
import type { ManualFacts } from './manual-facts.ts';

export type Duty = keyof PracticePolicy['duties'];

/** Who acts where nobody has to. */
export const BY_ITSELF = 'Kindword, by itself';
const NOBODY = 'nobody here today';

/** What becomes of a duty whose holder is away. */
export const FALLS_TO =
  'While they are away it falls to whoever covers for them, then to a deputy, then to an owner.';

/** Who does this today, by name, and for whom they stand in. */
export function holder(facts: ManualFacts, duty: Duty): string {
  const { policy, staff, away, today } = facts;
  const wanted = policy.duties[duty];
  const acts = dutyHolder(wanted, staff, away, today);
  if (acts === null) return NOBODY;
  return acts === wanted
    ? nameOf(facts, acts)
    : `${nameOf(facts, acts)}, standing in for ${nameOf(facts, wanted)}`;
}

/** The first name of whoever signs for this duty. */
export function signerOf(facts: ManualFacts, duty: Duty): string {
  const { policy, staff, away, today, practice } = facts;
  const acts = dutyHolder(policy.duties[duty], staff, away, today);
  const signer = staff.find(({ id }) => id === acts) ?? staff.find(({ active }) => active);
  const name = signer?.name ?? practice.neutralSenderName;
  return name.trim().split(/\s+/)[0] ?? name;
}

/** The owners, and whoever covers for one, today. */
export function owners(facts: ManualFacts): string {
  return inRole(facts, 'owner');
}

export function inRole(facts: ManualFacts, role: 'owner' | 'deputy' | 'practitioner'): string {
  const { staff, away, today } = facts;
  const names = holdersOf(role, staff, away, today).map((id) => nameOf(facts, id));
  return names.length > 0 ? listInWords(names) : NOBODY;
}

export function hasRole({ staff }: ManualFacts, role: 'deputy' | 'practitioner'): boolean {
  return staff.some(({ active, roles }) => active && roles.includes(role));
}

/** A client's own practitioner, or who is there for them. */
export const OWN_PRACTITIONER = 'the client’s own practitioner, their cover, or else an owner';

export function nameOf({ staff }: ManualFacts, id: string): string {
  return staff.find((member) => member.id === id)?.name ?? 'somebody who left';
}

/** Whether one person runs the practice. */
export function isAlone({ policy, staff }: ManualFacts): boolean {
  return isSolo(policy.acknowledgement.solo, staff);
}
