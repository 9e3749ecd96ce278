import { randomUUIDv7 } from 'node:crypto';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { CHANGE_NOTICE, changeNotice } from '../../email/change-notice.ts';
import { firstWord } from '../../email/envelope.ts';
import { presentSender, type Sender } from '../../email/sender.ts';
import type { Role } from '../../policy/access/routes.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { changePractice, type PracticeChange } from '../practice/change-practice.ts';
import { patchStaff, type StaffChange } from '../practice/save-staff.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from './new-mail.ts';

/**
 * Changes the practice's details. Where its mails leave by something else from now on, every owner is told, and the
 * addresses that were in use before too, by a mail that leaves as mails left before: whoever took over hears, not sees.
 */
export async function changePracticeAndTell(tx: Tx, change: PracticeChange): Promise<Practice> {
  const { em, practiceId } = tx;
  const before = presentSender(await em.findOneOrFail(Practice, { id: practiceId }));
  const practice = await changePractice(tx, change);
  const after = presentSender(practice);
  const what = [
    ...(after.from === before.from ? [] : ['the address that mails come from']),
    ...(after.replyTo === before.replyTo ? [] : ['the address that answers go to']),
    ...(after.postmarkServerToken === before.postmarkServerToken ? [] : ['the mail server']),
  ];
  if (what.length === 0) return practice;
  const owners = await em.find(Staff, { active: true, roles: { $contains: ['owner'] } });
  const mailboxes = [
    ...(after.from === before.from ? [] : [before.from]),
    ...(after.replyTo === before.replyTo ? [] : [before.replyTo]),
  ];
  const told = new Set(owners.map(({ email }) => email));
  for (const owner of owners) await tell(tx, { practice, before, what, owner, to: owner.email });
  for (const to of new Set(mailboxes.filter((address) => !told.has(address))))
    for (const owner of owners.slice(0, 1)) await tell(tx, { practice, before, what, owner, to });
  return practice;
}

/** Changes a member of staff; an owner whose address changes is told at the one before. */
export async function patchStaffAndTell(
  tx: Tx,
  by: readonly Role[],
  staffId: string,
  change: StaffChange,
): Promise<Staff> {
  const { em, practiceId } = tx;
  const before = await em.findOne(Staff, { id: staffId });
  const address = before?.roles.includes('owner') ? before.email : null;
  const member = await patchStaff(tx, by, staffId, change);
  if (address === null || address === member.email) return member;
  const practice = await em.findOneOrFail(Practice, { id: practiceId });
  const notice = { practice, before: presentSender(practice), owner: member, to: address };
  await tell(tx, { ...notice, what: ['your own e-mail address here'] });
  return member;
}

type Notice = { practice: Practice; before: Sender; what: readonly string[]; owner: Staff; to: string };

async function tell(tx: Tx, { practice, before, what, owner, to }: Notice): Promise<void> {
  const words = changeNotice({ first: firstWord(owner.name), what, locale: practice.locale });
  const message = tx.em.create(Message, {
    ...newMail(tx, `changed/${randomUUIDv7()}`),
    ...words,
    purpose: 'staff_note',
    template: CHANGE_NOTICE,
    staffId: owner.id,
    to,
    toHash: emailHash(to),
    sender: JSON.stringify(before),
    dueAt: tx.now,
  });
  await openDelivery(tx, message.id);
}
