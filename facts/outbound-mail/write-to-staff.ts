import type { Enquiry } from '../../entities/enquiry.ts';
import { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import type { Staff } from '../../entities/staff.ts';
import { firstOpening, type SendWindow } from '../../policy/calendar/send-window.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from './new-mail.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

/** Staff are written to between 07:00 and 21:00, unless a deadline is nearer (§5a.11). */
const STAFF_HOURS: SendWindow = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '07:00',
  to: '21:00',
};

type Note = {
  /** Names what has happened: one note for each occasion and person. */
  occasion: string;
  about: { referral: Referral } | { enquiry: Enquiry };
  zone: string;
  deadline?: Date | null;
};

/** M26: a number and a link, and no name. The commitment of what it is about delivers it. */
export async function writeToStaff(tx: Tx, staff: readonly Staff[], note: Note): Promise<void> {
  const { em, practiceId, now } = tx;
  const { occasion, about, zone, deadline } = note;
  const before = deadline && deadline > now ? deadline : new Date(now.getTime() + DAY_MS);
  const dueAt = firstOpening(STAFF_HOURS, zone, now, before) ?? now;
  const keys = new Map(staff.map(({ id }) => [`${occasion}/${id}`, id]));
  const written = await em.find(Message, { practiceId, key: { $in: [...keys.keys()] } }, { fields: ['key'] });
  for (const [key, staffId] of keys) {
    if (written.some((one) => one.key === key)) continue;
    em.create(Message, {
      ...newMail(tx, key),
      purpose: 'staff_note',
      template: 'm26',
      ...about,
      staffId,
      dueAt,
    });
  }
}
