import type { Enquiry } from '../../entities/enquiry.ts';
import { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import type { Staff } from '../../entities/staff.ts';
import { firstOpening } from '../../policy/calendar/send-window.ts';
import { STAFF_HOURS } from '../../policy/calendar/staff-hours.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from './new-mail.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

type Note = {
  /** Names what has happened: one note for each occasion and person. */
  occasion: string;
  about: { referral: Referral } | { enquiry: Enquiry } | { reviewId: string } | { contactFailureId: string };
  zone: string;
  deadline?: Date | null;
  /** It cannot wait for the morning. */
  atAnyHour?: true;
};

/**
 * M26: a number and a link, and no name; of a review, or of the way to the practice, the link alone. The commitment of what it is about delivers it.
 * Answers with what was written anew.
 */
export async function writeToStaff(tx: Tx, staff: readonly Staff[], note: Note): Promise<Message[]> {
  const { em, practiceId } = tx;
  const { occasion, about, zone, deadline, atAnyHour } = note;
  const dueAt = atAnyHour ? tx.now : nextStaffHour(tx, zone, deadline ?? null);
  const keys = new Map(staff.map(({ id }) => [`${occasion}/${id}`, id]));
  const written = await em.find(Message, { practiceId, key: { $in: [...keys.keys()] } }, { fields: ['key'] });
  const template = templateFor(about);
  return [...keys]
    .filter(([key]) => !written.some((one) => one.key === key))
    .map(([key, staffId]) =>
      em.create(Message, { ...newMail(tx, key), purpose: 'staff_note', template, ...about, staffId, dueAt }),
    );
}

function templateFor(about: Note['about']) {
  if ('reviewId' in about) return TEMPLATE.reviewReady;
  return 'contactFailureId' in about ? TEMPLATE.contactPath : TEMPLATE.staffReminder;
}

/** When somebody who works here may next be written to. */
export function nextStaffHour({ now }: Tx, zone: string, deadline: Date | null = null): Date {
  const before = deadline && deadline > now ? deadline : new Date(now.getTime() + DAY_MS);
  return firstOpening(STAFF_HOURS, zone, now, before) ?? now;
}
