import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { firstOpening } from '../../policy/calendar/send-window.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { addEvent } from '../referral-event.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { STAFF_HOURS } from '../outbound-mail/write-to-staff.ts';

/** T+24 h: whoever holds the duty, and the deputy, hear that a number is waiting. */
export async function remindDutyHolder(tx: Tx, referralId: string): Promise<void> {
  const { referral, today } = await waiting(tx, referralId);
  const holder = today.dutyHolder('acknowledge');
  referral.remindedAt = tx.now;
  addEvent(tx, referral, 'reminded');
  writeTo(
    tx,
    referral,
    [...(holder ? [holder] : []), ...today.deputies()],
    today.practice.timezone,
    'reminder',
  );
}

/** T+36 h: it goes to the owner, or to whoever covers for the owner; the task goes with it. */
export async function escalateToOwner(tx: Tx, referralId: string): Promise<void> {
  const { referral, today } = await waiting(tx, referralId);
  const owners = today.owners();
  const holder = owners[0] ?? today.dutyHolder('acknowledge');
  referral.escalatedAt = tx.now;
  addEvent(tx, referral, 'escalated');
  if (holder) {
    const assignee = tx.em.getReference(Staff, [tx.practiceId, holder.id]);
    await tx.em.nativeUpdate(Task, { referral, status: 'open' }, { assignee, updatedAt: tx.now });
  }
  writeTo(
    tx,
    referral,
    owners.length > 0 ? owners : holder ? [holder] : [],
    today.practice.timezone,
    'escalation',
  );
}

async function waiting(tx: Tx, referralId: string) {
  const referral = await tx.em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: referralId });
  return { referral, today: await practiceToday(tx) };
}

function writeTo(tx: Tx, referral: Referral, staff: readonly Staff[], zone: string, occasion: string): void {
  const deadline = referral.dueAt ?? tx.now;
  const before = deadline > tx.now ? deadline : new Date(tx.now.getTime() + DAY_MS);
  const dueAt = firstOpening(STAFF_HOURS, zone, tx.now, before) ?? tx.now;
  for (const { id } of new Set(staff)) {
    tx.em.create(Message, {
      ...newMail(tx, `${occasion}/${referral.id}/${id}`),
      purpose: 'staff_note',
      template: 'm26',
      referral,
      staffId: id,
      dueAt,
    });
  }
}
