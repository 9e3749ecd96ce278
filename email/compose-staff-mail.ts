import type { EntityManager } from '@mikro-orm/postgresql';
import { ContactFailure } from '../entities/contact-failure.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { FridayList } from '../entities/friday-list.ts';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import { Referral } from '../entities/referral.ts';
import { Review } from '../entities/review.ts';
import { Staff } from '../entities/staff.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { meetBy } from '../policy/reviews/review.ts';
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
  if (message.reviewId) return composeReviewNote(em, message, { practice, publicUrl });
  if (message.contactFailureId) return composePathNote(em, message, { practice, publicUrl });
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

/** M26 without its number: a link to the review, opened by its recipient alone, and no figure. */
async function composeReviewNote(
  em: EntityManager,
  message: Message,
  { practice, publicUrl }: Around,
): Promise<Envelope | null> {
  const { practiceId, reviewId } = message;
  const staff = await recipient(em, message);
  const review = reviewId ? await em.findOne(Review, { practiceId, id: reviewId }) : null;
  if (!staff || !review?.frozenAt || review.heldAt) return null;
  const link = publicLink(publicUrl, practice, 'review', {
    id: message.id,
    generation: staff.linkGeneration,
  });
  const day = new Intl.DateTimeFormat(practice.locale, { dateStyle: 'full', timeZone: practice.timezone });
  const due = day.format(meetBy(review.frozenAt, message.createdAt));
  const context = { first: firstWord(staff.name), due, link: link.url };
  return inEnvelope(em, message, TEMPLATE.reviewReady, { to: staff.email, context, links: [link] });
}

/** M26 of the way to the practice: since when; nothing is sent of what works again. */
async function composePathNote(
  em: EntityManager,
  message: Message,
  { practice, publicUrl }: Around,
): Promise<Envelope | null> {
  const { practiceId, contactFailureId } = message;
  const staff = await recipient(em, message);
  const failure = await em.findOne(ContactFailure, { practiceId, id: contactFailureId ?? '', endedAt: null });
  if (!staff || !failure) return null;
  const since = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: practice.timezone,
  });
  const context = {
    first: firstWord(staff.name),
    since: since.format(failure.since),
    link: `${publicUrl}/waiting/tasks`,
  };
  return inEnvelope(em, message, TEMPLATE.contactPath, { to: staff.email, context });
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
  const { url } = publicLink(publicUrl, practice, 'friday', {
    id: list.id,
    generation: staff.linkGeneration,
  });
  const context = { first: firstWord(staff.name), n: String(list.clientIds.length), link: url };
  return inEnvelope(em, message, TEMPLATE.fridayList, { to: staff.email, context });
}

async function recipient(em: EntityManager, { practiceId, staffId }: Message): Promise<Staff | null> {
  return staffId ? em.findOne(Staff, { practiceId, id: staffId, active: true }) : null;
}
