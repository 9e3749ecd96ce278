import { randomUUIDv7 } from 'node:crypto';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import type { Role } from '../../policy/access/routes.ts';
import { isSolo, type StaffMember } from '../../policy/practice/duty.ts';
import { audit, type Fact } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { promiseFridayList } from '../commitments/open-friday-list.ts';
import { conflict, notFound } from '../refusal.ts';
import { lookAgainEverywhere } from '../commitments/reevaluate-thanks.ts';

export type StaffFields = {
  name: string;
  email: string;
  roles: Role[];
  active?: boolean | undefined;
  whoWeHelp?: string | null | undefined;
  whatToExpect?: string | null | undefined;
  videoUrl?: string | null | undefined;
};

export type StaffChange = { [Field in keyof StaffFields]?: StaffFields[Field] | undefined };

/** Somebody begins to work here. */
export async function createStaff(fact: Fact, fields: StaffFields): Promise<Staff> {
  const { policy, timezone } = await lockPractice(fact);
  const before = await everybody(fact);
  const member = fact.em.create(Staff, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    name: fields.name,
    email: fields.email,
    emailHash: emailHash(fields.email),
    roles: [],
    active: true,
    createdAt: fact.now,
    updatedAt: fact.now,
  });
  write(fact, member, fields);
  await promiseFridayList(fact, member, timezone);
  await lookAgainIfSoloChanged(fact, policy.acknowledgement.solo, before, [...before, snapshot(member)]);
  audit(fact, 'create', { entity: 'staff', id: member.id }, Object.keys(fields));
  return member;
}

/** What is known of a member of staff changes; somebody who is there can always decide for the practice. */
export async function patchStaff(fact: Fact, staffId: string, fields: StaffChange): Promise<Staff> {
  const { policy, timezone } = await lockPractice(fact);
  const before = await everybody(fact);
  const member = await fact.em.findOne(Staff, { id: staffId });
  if (!member) throw notFound('member of staff');
  write(fact, member, fields);
  await promiseFridayList(fact, member, timezone);
  const after = before.map((one) => (one.id === member.id ? snapshot(member) : one));
  if (!after.some(({ active, roles }) => active && roles.includes('owner'))) {
    throw conflict('A practice needs an owner who works here. Make somebody else an owner first.');
  }
  await lookAgainIfSoloChanged(fact, policy.acknowledgement.solo, before, after);
  audit(fact, 'change', { entity: 'staff', id: member.id }, Object.keys(fields));
  return member;
}

function write(fact: Fact, member: Staff, fields: StaffChange): void {
  const { roles, ...plain } = fields;
  fact.em.assign(
    member,
    Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
  );
  if (roles !== undefined) member.roles = [...new Set(roles)];
  member.emailHash = emailHash(member.email);
  member.updatedAt = fact.now;
}

async function everybody(fact: Fact): Promise<StaffMember[]> {
  return (await fact.em.find(Staff, {}, { refresh: true })).map(snapshot);
}

function snapshot({ id, roles, active }: Staff): StaffMember {
  return { id, roles: [...roles], active };
}

/** Working alone, the thanks goes by itself earlier (S42): what is already running must hear of it. */
async function lookAgainIfSoloChanged(
  fact: Fact,
  setting: 'auto' | boolean,
  before: readonly StaffMember[],
  after: readonly StaffMember[],
): Promise<void> {
  if (isSolo(setting, before) !== isSolo(setting, after)) await lookAgainEverywhere(fact);
}
