import type { EntityManager } from '@mikro-orm/postgresql';
import { Enquiry } from '../entities/enquiry.ts';
import { FridayList } from '../entities/friday-list.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Referral } from '../entities/referral.ts';
import { Staff } from '../entities/staff.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { publicLink } from './public-link.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

type Around = { practice: Practice; publicUrl: string };

/** M26: the number of a waiting referral, and its deadline; no names. */
export async function composeStaffNote(
  em: EntityManager,
  message: Message,
  { practice, publicUrl }: Around,
): Promise<Envelope | null> {
  const staff = await recipient(em, message);
  const waiting = await whatWaits(em, message, practice);
  if (!staff || !waiting) return null;
  const due = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: practice.timezone,
  });
  const context = {
    first: firstWord(staff.name),
    number: String(waiting.number),
    due: due.format(waiting.until),
    link: `${publicUrl}/waiting/${waiting.number}`,
  };
  return inEnvelope(em, message, TEMPLATE.staffReminder, { to: staff.email, context });
}

type Waiting = { number: number; until: Date };

/** A referral whose thanks is due, or an enquiry: by its number in the log. */
async function whatWaits(em: EntityManager, message: Message, practice: Practice): Promise<Waiting | null> {
  const { practiceId, referral, enquiry } = message;
  if (referral) {
    const { number, dueAt, receivedAt } = await em.findOneOrFail(Referral, { practiceId, id: referral.id });
    return { number, until: dueAt ?? receivedAt };
  }
  if (!enquiry) return null;
  const { sourceLine, receivedAt } = await em.findOneOrFail(Enquiry, { practiceId, id: enquiry.id });
  const promised = receivedAt.getTime() + toMs(practice.policy.followThrough.contactWithin);
  return { number: sourceLine, until: new Date(Math.max(promised, message.createdAt.getTime())) };
}

/** M27: the number of lines, and the link to the page that shows them (§5a.16). */
export async function composeFridayList(
  em: EntityManager,
  message: Message,
  { practice, publicUrl }: Around,
): Promise<Envelope | null> {
  const staff = await recipient(em, message);
  const list = await em.findOne(FridayList, { practiceId: message.practiceId, messageId: message.id });
  if (!staff || !list || list.closedAt) return null;
  const { url } = publicLink(publicUrl, practice, 'friday', list.id);
  const context = { first: firstWord(staff.name), n: String(list.clientIds.length), link: url };
  return inEnvelope(em, message, TEMPLATE.fridayList, { to: staff.email, context });
}

async function recipient(em: EntityManager, { practiceId, staffId }: Message): Promise<Staff | null> {
  return staffId ? em.findOne(Staff, { practiceId, id: staffId, active: true }) : null;
}
