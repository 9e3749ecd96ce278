import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { firstOpening } from '../../policy/calendar/send-window.ts';
import { DAY_MS } from '../../policy/referrals/acknowledgement.ts';
import type { Fact } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { noteEvent } from '../referral-event.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { STAFF_HOURS } from '../outbound-mail/write-to-staff.ts';

/** T+24 h: whoever holds the duty, and the deputy, hear that a number is waiting. */
export async function remindDutyHolder(fact: Fact, referralId: string): Promise<void> {
  const { referral, today } = await waiting(fact, referralId);
  const holder = today.dutyHolder('acknowledge');
  referral.remindedAt = fact.now;
  noteEvent(fact, referral, 'reminded');
  writeTo(
    fact,
    referral,
    [...(holder ? [holder] : []), ...today.deputies()],
    today.practice.timezone,
    'reminder',
  );
}

/** T+36 h: it goes to the owner, or to whoever covers for the owner; the task goes with it. */
export async function escalateToOwner(fact: Fact, referralId: string): Promise<void> {
  const { referral, today } = await waiting(fact, referralId);
  const owners = today.owners();
  const holder = owners[0] ?? today.dutyHolder('acknowledge');
  referral.escalatedAt = fact.now;
  noteEvent(fact, referral, 'escalated');
  if (holder) {
    const assignee = fact.em.getReference(Staff, [fact.practiceId, holder.id]);
    await fact.em.nativeUpdate(Task, { referral, status: 'open' }, { assignee, updatedAt: fact.now });
  }
  writeTo(
    fact,
    referral,
    owners.length > 0 ? owners : holder ? [holder] : [],
    today.practice.timezone,
    'escalation',
  );
}

async function waiting(fact: Fact, referralId: string) {
  const referral = await fact.em.findOneOrFail(Referral, { practiceId: fact.practiceId, id: referralId });
  return { referral, today: await practiceToday(fact) };
}

function writeTo(
  fact: Fact,
  referral: Referral,
  staff: readonly Staff[],
  zone: string,
  occasion: string,
): void {
  const deadline = referral.dueAt ?? fact.now;
  const before = deadline > fact.now ? deadline : new Date(fact.now.getTime() + DAY_MS);
  const dueAt = firstOpening(STAFF_HOURS, zone, fact.now, before) ?? fact.now;
  for (const { id } of new Set(staff)) {
    fact.em.create(Message, {
      ...newMail(fact, `${occasion}/${referral.id}/${id}`),
      purpose: 'staff_note',
      template: 'm26',
      referral,
      staffId: id,
      dueAt,
    });
  }
}
