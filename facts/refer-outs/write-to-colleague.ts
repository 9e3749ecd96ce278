import { DAY_MS } from '../../policy/calendar/units.ts';
import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { firstOpening } from '../../policy/calendar/send-window.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const LATEST_MS = 4 * DAY_MS;

/** The idempotency key of the M14: one person, one colleague, one e-mail. */
export function handoverKey(referOutId: string, professionalId: string): string {
  return `refer-out/${referOutId}/${TEMPLATE.handover}/${professionalId}`;
}

/** Queues the M14 to the consented colleague, in the next send window for professionals. */
export async function writeToColleague(tx: Tx, referOut: ReferOut): Promise<void> {
  const { em, practiceId, now } = tx;
  const professionalId = referOut.toProfessional?.id;
  if (!professionalId) return;
  const key = handoverKey(referOut.id, professionalId);
  const today = await practiceToday(tx);
  const { policy, timezone } = today.practice;
  const window = policy.sendWindows === 'always' ? 'always' : policy.sendWindows.professionals;
  const dueAt = firstOpening(window, timezone, now, new Date(now.getTime() + LATEST_MS)) ?? now;
  const written = await em.findOne(Message, { practiceId, key });
  if (written) {
    written.requeue(now, dueAt);
    return;
  }
  em.create(Message, {
    ...newMail(tx, key),
    purpose: 'refer_out',
    template: TEMPLATE.handover,
    referOut,
    professional: em.getReference(Professional, [practiceId, professionalId]),
    signerId: signerOf(today, referOut),
    dueAt,
  });
}

/** The staff member who opened it signs, else the owner. */
export function signerOf(today: PracticeToday, { createdBy }: ReferOut): string | null {
  const opener = today.staff.find(({ id }) => id === createdBy);
  return (opener ?? today.owners()[0])?.id ?? null;
}
