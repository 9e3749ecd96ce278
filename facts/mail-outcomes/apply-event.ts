import { emailHash } from '../../entities/crypto/look-up.ts';
import { HookCredential } from '../../entities/hook-credential.ts';
import { Practice } from '../../entities/practice.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import type { BouncedWhy } from '../../policy/outbound-mail/delivery.ts';
import { CONTACT_CHECK_TAG } from '../../email/contact-test-mail.ts';
import { readDeliveryEvent, type DeliveryEvent } from '../../email/delivery-event.ts';
import { countsEverywhere } from '../../policy/outbound-mail/suppression.ts';
import { CONTACT_CHECK } from '../contact-path/test-mail.ts';
import { lockMessage } from '../locks/lock-message.ts';
import type { Database } from '../database.ts';
import { inTransaction, type Actor, type Tx } from '../transaction.ts';
import { liftReactivated, liftReactivatedEverywhere } from '../outbound-mail/lift-suppression.ts';
import { recordEverywhere } from '../outbound-mail/record-suppression.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';
import { watchSender } from './watch-sender.ts';
import { settleMessage } from './settle-message.ts';
import { suppressHere } from './suppress-here.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PROVIDER: Actor = { kind: 'postmark', staffId: null };

/** `boundTo`: the practice whose own mail server told us; null: the installation's server, or one that nobody knows. */
type Received = { id: string; payload: unknown; boundTo: string | null };
/** Where an event happened: its practice, and where it is one of ours its e-mail. */
type Place = { practiceId: string | null; messageId: string | null; boundTo: string | null };

/**
 * Makes a fact of one event, pushed by the mail provider or pulled from it; applied twice it does nothing more, because
 * states only move forward and what was lifted since stays lifted.
 */
export async function applyWebhook(
  database: Database,
  { id: eventId, payload, boundTo }: Received,
  now: Date,
): Promise<void> {
  const em = database.orm.em.fork();
  const ofACheck = isOfACheck(payload);
  const event = ofACheck ? null : readDeliveryEvent(payload);
  const place = event && (await placeOf(database, event, boundTo));
  const outcome = place ? outcomeOf(event) : event ? 'not_theirs' : ofACheck ? CONTACT_CHECK : 'ignored';
  const done = { appliedAt: now, payload: null, outcome };
  const isApplied = async (tx: Pick<Tx, 'em'>) => tx.em.nativeUpdate(WebhookEvent, { id: eventId }, done);
  if (!place) {
    await isApplied({ em });
    return;
  }
  if (event.what === 'reactivated') await reactivate(database, event, place, now);
  const { practiceId, messageId } = place;
  if (practiceId === null) {
    await countEverywhere(em, event, place, now);
    await isApplied({ em });
    return;
  }
  await inTransaction(database, { practiceId, actor: PROVIDER, now }, async (tx) => {
    await applyEvent(tx, messageId, event);
    await countEverywhere(tx.em, event, place, now);
    await isApplied(tx);
  });
}

/** Of the e-mail of a check, which waits for the mail itself to come in and suppresses nobody. */
function isOfACheck(payload: unknown): boolean {
  return (
    typeof payload === 'object' && payload !== null && 'Tag' in payload && payload.Tag === CONTACT_CHECK_TAG
  );
}

/**
 * The one place where an event's practice is decided: by its send id, else by the server that it came from. An event of a
 * practice's own server that names another practice's e-mail is nobody's.
 */
async function placeOf(
  database: Database,
  event: DeliveryEvent,
  boundTo: string | null,
): Promise<Place | null> {
  const sendId = event.sendId && UUID.test(event.sendId) ? event.sendId : null;
  const sent = sendId ? await database.orm.em.fork().findOne(SentAs, { sendId }) : null;
  if (sent && !(await speaksOf(database, boundTo, sent.practiceId))) return null;
  return { practiceId: sent?.practiceId ?? boundTo, messageId: sent?.messageId ?? null, boundTo };
}

/**
 * A practice's own server speaks of that practice alone. The installation's server speaks of every practice, but of none
 * that has a server and credentials of its own: with credentials alone its mail still leaves by the installation's.
 */
async function speaksOf(database: Database, boundTo: string | null, practiceId: string): Promise<boolean> {
  if (boundTo !== null) return boundTo === practiceId;
  const em = database.orm.em.fork();
  const { postmarkServerToken } = await em.findOneOrFail(Practice, { id: practiceId });
  if (!postmarkServerToken) return true;
  return (await em.count(HookCredential, { practiceId, revokedAt: null })) === 0;
}

async function applyEvent(tx: Tx, messageId: string | null, event: DeliveryEvent): Promise<void> {
  const message = messageId === null ? null : await lockMessage(tx, messageId);
  if (message && event.postmarkMessageId)
    await settleMessage(tx, message, { kind: 'sent', postmarkMessageId: event.postmarkMessageId });
  if (message) message.updatedAt = tx.now;
  switch (event.what) {
    case 'delivered':
      if (message?.arrive(tx.now)) await MAIL_PURPOSES[message.purpose].arrived?.(tx, message);
      return;
    case 'bounced':
      if (event.reason) await suppressHere(tx, { ...event, reason: event.reason });
      if (!message?.bounce(whyBounced(event), tx.now)) return;
      await MAIL_PURPOSES[message.purpose].bounced?.(tx, message);
      if (event.bySender) await watchSender(tx);
      return;
    case 'complaint':
      return suppressHere(tx, { ...event, reason: 'complaint' });
    case 'suppressed':
      return suppressHere(tx, event);
    case 'reactivated':
  }
}

/**
 * What counts for the installation, of which its own server alone is believed: whoever holds a practice's password could
 * name any address, and silence every other practice towards it.
 */
async function countEverywhere(
  em: Tx['em'],
  event: DeliveryEvent,
  { practiceId, boundTo }: Place,
  now: Date,
): Promise<void> {
  const reason = event.what === 'complaint' ? event.what : 'reason' in event ? event.reason : null;
  if (reason === null || !countsEverywhere(reason) || boundTo !== null) return;
  await recordEverywhere(
    em,
    { emailHash: emailHash(event.address), reason, at: happenedAt(event, now) },
    practiceId,
  );
}

/** Heard by address, with or without an e-mail of ours: of the installation's server in every practice. */
async function reactivate(
  database: Database,
  event: DeliveryEvent,
  { boundTo }: Place,
  now: Date,
): Promise<void> {
  const em = database.orm.em.fork();
  const lifted = { emailHash: emailHash(event.address), at: happenedAt(event, now), now };
  await liftReactivatedEverywhere(em, lifted, boundTo);
  const of = boundTo === null ? {} : { id: boundTo };
  const practices = await em.find(Practice, of, { fields: ['id'], orderBy: { id: 'asc' } });
  for (const { id } of practices)
    await inTransaction(database, { practiceId: id, actor: PROVIDER, now }, (tx) =>
      liftReactivated(tx, lifted.emailHash, lifted.at),
    );
}

function whyBounced(event: DeliveryEvent & { what: 'bounced' }): BouncedWhy {
  return event.bySender ? 'by_sender' : (event.reason ?? 'came_back');
}

/** Under this name metrics count the sender's faults. */
function outcomeOf(event: DeliveryEvent): string {
  return event.what === 'bounced' && event.bySender ? 'bounced_by_sender' : event.what;
}

/** By the provider's clock, and never ahead of ours. */
function happenedAt({ at }: Pick<DeliveryEvent, 'at'>, now: Date): Date {
  return at && at < now ? at : now;
}
