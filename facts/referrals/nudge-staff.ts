import { Referral } from '../../entities/referral.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import { addEvent } from '../referral-event.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';
import { writeToStaff } from '../outbound-mail/write-to-staff.ts';

/** T+24 h: the holder of the duty, and the deputies, are written to. */
export async function remindDutyHolder(tx: Tx, referralId: string): Promise<void> {
  const { referral, today } = await waiting(tx, referralId);
  const holder = today.dutyHolder('acknowledge');
  referral.remindedAt = tx.now;
  addEvent(tx, referral, 'reminded');
  const staff = [...(holder ? [holder] : []), ...today.deputies()];
  await writeTo(tx, staff, 'reminder', referral, today);
}

/** T+36 h: the owner, or who covers for them, is written to and gets the task. */
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
  const staff = owners.length > 0 ? owners : holder ? [holder] : [];
  await writeTo(tx, staff, 'escalation', referral, today);
}

async function waiting(tx: Tx, referralId: string) {
  const referral = await tx.em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: referralId });
  return { referral, today: await practiceToday(tx) };
}

async function writeTo(
  tx: Tx,
  staff: readonly Staff[],
  occasion: string,
  referral: Referral,
  { practice: { timezone: zone } }: PracticeToday,
): Promise<void> {
  const note = {
    occasion: `${occasion}/${referral.id}`,
    about: { referral },
    zone,
    deadline: referral.dueAt ?? null,
  };
  await writeToStaff(tx, staff, note);
}
