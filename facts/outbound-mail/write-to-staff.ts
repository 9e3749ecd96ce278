import type { Enquiry } from '../../entities/enquiry.ts';
import { Message } from '../../entities/message.ts';
import type { Staff } from '../../entities/staff.ts';
import { firstOpening, type SendWindow } from '../../policy/calendar/send-window.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from './new-mail.ts';
import { openDelivery } from '../commitments/open-delivery.ts';

/** Staff are written to between 07:00 and 21:00, unless a deadline is nearer (§5a.11). */
export const STAFF_HOURS: SendWindow = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '07:00',
  to: '21:00',
};
const DAY_MS = 86_400_000;

type Note = { occasion: string; enquiry: Enquiry; zone: string };

/** M26: a number and a link, and no name; once for each occasion and person. */
export async function writeToStaff(
  tx: Tx,
  { id: staffId }: Staff,
  { occasion, enquiry, zone }: Note,
): Promise<void> {
  const { em, practiceId, now } = tx;
  const key = `${occasion}/${enquiry.id}/${enquiry.stage}/${staffId}`;
  if ((await em.count(Message, { practiceId, key })) > 0) return;
  const dueAt = firstOpening(STAFF_HOURS, zone, now, new Date(now.getTime() + DAY_MS)) ?? now;
  const message = em.create(Message, {
    ...newMail(tx, key),
    purpose: 'staff_note',
    template: 'm26',
    enquiry,
    staffId,
    dueAt,
    nextTryAt: dueAt,
  });
  await openDelivery(tx, message.id);
}
