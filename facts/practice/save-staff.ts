import { randomUUIDv7 } from 'node:crypto';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { hasSayOver } from '../../policy/access/whose.ts';
import type { Role } from '../../policy/access/routes.ts';
import { isSolo, type StaffMember } from '../../policy/practice/duty.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { manualFollows } from '../manual/keep-manual.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { scheduleFridayList } from '../commitments/schedule-friday-list.ts';
import { conflict, notFound, Refusal } from '../refusal.ts';
import { reevaluatePractice } from '../commitments/reevaluate-subjects.ts';

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

/** Adds a member of staff; `by`: the roles of whoever asks. */
export function createStaff(tx: Tx, by: readonly Role[], fields: StaffFields): Promise<Staff> {
  return manualFollows(tx, () => addStaff(tx, by, fields));
}

async function addStaff(tx: Tx, by: readonly Role[], fields: StaffFields): Promise<Staff> {
  if (!hasSayOver(by, fields.roles)) throw new Refusal(403, 'Only an owner may make somebody an owner.');
  const { policy, timezone } = await lockPractice(tx);
  const before = await allStaff(tx);
  const member = tx.em.create(Staff, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    name: fields.name,
    email: fields.email,
    emailHash: emailHash(fields.email),
    roles: [],
    active: true,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  write(tx, member, fields);
  await scheduleFridayList(tx, member, timezone);
  await reevaluateIfSoloChanged(tx, policy.acknowledgement.solo, before, [...before, snapshot(member)]);
  if (isPractitioner(snapshot(member))) await openCommitment(tx, 'capacityNotice', tx.practiceId);
  audit(tx, 'create', { entity: 'staff', id: member.id }, Object.keys(fields));
  return member;
}

/** Changes a member of staff; an active owner always remains. The open tasks of whoever leaves move on (S40). */
export function patchStaff(
  tx: Tx,
  by: readonly Role[],
  staffId: string,
  fields: StaffChange,
): Promise<Staff> {
  return manualFollows(tx, () => changeStaff(tx, by, staffId, fields));
}

async function changeStaff(
  tx: Tx,
  by: readonly Role[],
  staffId: string,
  fields: StaffChange,
): Promise<Staff> {
  const { policy, timezone } = await lockPractice(tx);
  const before = await allStaff(tx);
  const member = await tx.em.findOne(Staff, { id: staffId, erasedAt: null });
  if (!member) throw notFound('member of staff');
  if (!hasSayOver(by, member.roles)) throw new Refusal(403, 'Only an owner may change an owner.');
  if (!hasSayOver(by, fields.roles ?? []))
    throw new Refusal(403, 'Only an owner may make somebody an owner.');
  write(tx, member, fields);
  await scheduleFridayList(tx, member, timezone);
  const after = before.map((one) => (one.id === member.id ? snapshot(member) : one));
  if (!after.some(({ active, roles }) => active && roles.includes('owner'))) {
    throw conflict('A practice needs an owner who works here. Make somebody else an owner first.');
  }
  await reevaluateIfSoloChanged(tx, policy.acknowledgement.solo, before, after);
  if (!member.active) reevaluate(tx, 'housekeeping', tx.practiceId);
  const known = before.find(({ id }) => id === member.id);
  if (isPractitioner(known) !== isPractitioner(snapshot(member)))
    await openCommitment(tx, 'capacityNotice', tx.practiceId);
  audit(tx, 'change', { entity: 'staff', id: member.id }, Object.keys(fields));
  return member;
}

function write(tx: Tx, member: Staff, fields: StaffChange): void {
  const { roles, ...plain } = fields;
  tx.em.assign(member, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
  if (roles !== undefined) member.roles = [...new Set(roles)];
  member.emailHash = emailHash(member.email);
  member.updatedAt = tx.now;
}

async function allStaff(tx: Tx): Promise<StaffMember[]> {
  return (await tx.em.find(Staff, {}, { refresh: true })).map(snapshot);
}

function snapshot({ id, roles, active }: Staff): StaffMember {
  return { id, roles: [...roles], active };
}

/** What the practice says of its places is made of everybody's who works with people here (S71a). */
function isPractitioner(member: StaffMember | undefined): boolean {
  return member !== undefined && member.active && member.roles.includes('practitioner');
}

/** In a solo practice the thanks is sent earlier (S42), so open commitments are reevaluated when that changes. */
async function reevaluateIfSoloChanged(
  tx: Tx,
  setting: 'auto' | boolean,
  before: readonly StaffMember[],
  after: readonly StaffMember[],
): Promise<void> {
  if (isSolo(setting, before) !== isSolo(setting, after)) await reevaluatePractice(tx);
}
