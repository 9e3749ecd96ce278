import { DAY_MS, HOUR_MS } from '../../policy/calendar/units.ts';
import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { mailHash, secretHash } from '../../entities/crypto/look-up.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { readInboundMail, withoutAttachments, type InboundMail } from '../../email/inbound-mail.ts';
import { readTag, tagsOf } from '../../policy/inbound-mail/inbound-address.ts';
import { CONTACT_CHECK, isTestMail } from '../contact-path/test-mail.ts';
import type { Database } from '../database.ts';
import { inTransaction } from '../transaction.ts';
import { INBOUND, storeEvent, type HookPayload, type Receipt } from '../outbound-mail/receive-event.ts';
import { receiveMail } from './receive-mail.ts';

/** How long routing of an e-mail to an unknown practice is retried: a setting may be corrected. */
const UNROUTED_KEPT_MS = 72 * HOUR_MS;
/** The longest retention of an inbound e-mail (§3.4), also of one that cannot be applied. */
const LONGEST_KEPT_MS = 28 * DAY_MS;

type Route = { practiceId: string; answers: string | null };
type StoredMail = { id: string; payload: unknown; cameAt: Date; boundTo: string | null };

/** Stores the payload without attachments before it is applied; a repeated delivery is deduplicated. */
export async function receiveInbound(
  database: Database,
  payload: HookPayload,
  receipt: Receipt,
): Promise<string | null> {
  const kept = withoutAttachments(payload);
  const providerId = typeof payload['MessageID'] === 'string' ? payload['MessageID'] : '';
  const dedupeKey = `inbound|${mailHash(providerId === '' ? JSON.stringify(kept) : providerId)}`;
  return storeEvent(database, { dedupeKey, recordType: INBOUND, payload: kept }, receipt);
}

/**
 * Routes a stored e-mail to its practice and applies it; unrouted it stays sealed for three days, and is never guessed.
 */
export async function applyInbound(
  database: Database,
  stored: StoredMail,
  mailbox: string | null,
  now: Date,
): Promise<void> {
  const age = now.getTime() - stored.cameAt.getTime();
  const mail = readInboundMail(stored.payload);
  if (!mail || age > LONGEST_KEPT_MS) return discard(database, stored.id, mail ? 'too_old' : 'ignored', now);
  const route = mailbox === null ? null : await routeOf(database, mailbox, mail);
  if (mailbox === null || !route) {
    if (age > UNROUTED_KEPT_MS) return discard(database, stored.id, 'unrouted', now);
    return postpone(database, stored.id, now);
  }
  if (stored.boundTo !== null && stored.boundTo !== route.practiceId)
    return discard(database, stored.id, 'not_theirs', now);
  await database.orm.em
    .fork()
    .nativeUpdate(WebhookEvent, { id: stored.id }, { practiceId: route.practiceId });
  const of = { practiceId: route.practiceId, actor: { kind: 'postmark' as const, staffId: null } };
  await inTransaction(database, of, async (tx) => {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    if (!(await tx.em.findOne(WebhookEvent, { id: stored.id, appliedAt: null }, { lockMode }))) return;
    const answered = route.answers ? await tx.em.findOne(Message, { id: route.answers }) : null;
    const isTest = await isTestMail(tx, mail.inbound, stored.cameAt);
    const outcome = isTest
      ? CONTACT_CHECK
      : await receiveMail(tx, mail, { mailbox, cameAt: stored.cameAt, answered });
    await tx.em.nativeUpdate(WebhookEvent, { id: stored.id }, { appliedAt: tx.now, payload: null, outcome });
  });
}

/** The first recipient address that belongs to a practice or to one of our messages. */
async function routeOf(database: Database, mailbox: string, mail: InboundMail): Promise<Route | null> {
  const em = database.orm.em.fork();
  for (const tag of tagsOf(mailbox, mail.addressed)) {
    const read = readTag(tag);
    if ('token' in read) {
      const found = await em.findOne(PublicToken, { hash: secretHash(read.token), purpose: 'reply' });
      if (found) return { practiceId: found.practiceId, answers: found.subjectId };
    } else {
      const practice = await em.findOne(Practice, { slug: read.slug }, { fields: ['id'] });
      if (practice) return { practiceId: practice.id, answers: null };
    }
  }
  return null;
}

async function discard(database: Database, id: string, outcome: string, now: Date): Promise<void> {
  await database.orm.em.fork().nativeUpdate(WebhookEvent, { id }, { appliedAt: now, payload: null, outcome });
}

async function postpone(database: Database, id: string, now: Date): Promise<void> {
  const nextTryAt = new Date(now.getTime() + HOUR_MS);
  await database.orm.em.fork().nativeUpdate(WebhookEvent, { id }, { nextTryAt, outcome: 'unrouted' });
}
