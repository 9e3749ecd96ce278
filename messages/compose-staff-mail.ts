import type { EntityManager } from '@mikro-orm/postgresql';
import { FridayList } from '../entities/friday-list.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import type { Referral } from '../entities/referral.ts';
import { Staff } from '../entities/staff.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { publicLink } from './public-link.ts';

type Around = { practice: Practice; publicUrl: string };

/** M26: a number is waiting, and until when; no name of anybody else. */
export async function composeStaffNote(
  em: EntityManager,
  message: Message,
  { referral, practice, publicUrl }: Around & { referral: Referral },
): Promise<Envelope | null> {
  const staff = await recipient(em, message);
  if (!staff) return null;
  const due = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: practice.timezone,
  });
  const context = {
    first: firstWord(staff.name),
    number: String(referral.number),
    due: due.format(referral.dueAt ?? referral.receivedAt),
    link: `${publicUrl}/waiting/${referral.number}`,
  };
  return inEnvelope(em, message, 'm26', { to: staff.email, context });
}

/** M27: how many lines, and the signed page on which they stand (§5a.16). */
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
  return inEnvelope(em, message, 'm27', { to: staff.email, context });
}

async function recipient(em: EntityManager, { practiceId, staffId }: Message): Promise<Staff | null> {
  return staffId ? em.findOne(Staff, { practiceId, id: staffId, active: true }) : null;
}
