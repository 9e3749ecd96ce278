import { Client } from '../../entities/client.ts';
import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { InstallationSuppression, Suppression } from '../../entities/suppression.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { readDeliveryEvent, type DeliveryEvent } from '../../email/delivery-event.ts';
import type { HandOverReason } from '../../policy/referrals/acknowledgement.ts';
import { lockMessageById } from '../outbound-mail/claim-message.ts';
import type { Database } from '../database.ts';
import { audit, inFact, type Fact } from '../transaction.ts';
import { reopenPromise } from '../referrals/give-permission.ts';
import { letterCameBack } from '../refer-outs/hand-over.ts';
import { noteEvent } from '../referral-event.ts';
import { ring } from '../signal.ts';
import { ringOpenJourney } from '../commitments/reevaluate-journey.ts';
import { isThanks, settleMessage, suppressEverywhere } from './settle-message.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Received = { id: string; payload: unknown };

/** Makes a fact of one event; applied twice it does nothing more, because states only move forward. */
export async function applyWebhook(
  database: Database,
  { id: eventId, payload }: Received,
  now: Date,
): Promise<void> {
  const em = database.orm.em.fork();
  const event = readDeliveryEvent(payload);
  const sent =
    event?.sendId && UUID.test(event.sendId) ? await em.findOne(SentAs, { sendId: event.sendId }) : null;
  const done = { appliedAt: now, payload: null, outcome: event ? event.what : 'ignored' };
  if (!event || !sent) {
    if (event && isOfTheInstallation(event)) await suppressInstallation(database, event, now);
    await em.nativeUpdate(WebhookEvent, { id: eventId }, done);
    return;
  }
  await inFact(
    database,
    { practiceId: sent.practiceId, actor: { kind: 'postmark', staffId: null }, now },
    async (fact) => {
      await applyEvent(fact, sent.messageId, event);
      await fact.em.nativeUpdate(WebhookEvent, { id: eventId }, done);
    },
  );
}

async function applyEvent(fact: Fact, messageId: string, event: DeliveryEvent): Promise<void> {
  const locked = await lockMessageById(fact, messageId);
  if (!locked) return;
  const { message, referral } = locked;
  if (event.postmarkMessageId)
    await settleMessage(fact, message, { kind: 'sent', postmarkMessageId: event.postmarkMessageId });
  message.updatedAt = fact.now;
  switch (event.what) {
    case 'delivered':
      if (message.delivery === 'bounced') return;
      if (message.delivery !== 'delivered' && referral && isThanks(message))
        noteEvent(fact, referral, 'delivered');
      message.delivery = 'delivered';
      return;
    case 'soft_bounce':
      return bounced(fact, message, referral, 'bounced');
    case 'hard_bounce':
      await suppressEverywhere(fact, emailHash(event.address), 'hard_bounce');
      return bounced(fact, message, referral, 'bounced');
    case 'complaint':
      await suppressEverywhere(fact, emailHash(event.address), 'complaint');
      return;
    case 'suppressed':
      return suppress(fact, event);
    case 'reactivated':
      await fact.em.nativeDelete(Suppression, {
        emailHash: emailHash(event.address),
        reason: { $ne: 'complaint' },
      });
      await ringWhereSuppressed(fact, emailHash(event.address));
  }
}

/** The thanks came back, so nobody has been thanked: another way is found by a person (§4.1). */
async function bounced(
  fact: Fact,
  message: Message,
  referral: Referral | null,
  because: HandOverReason,
): Promise<void> {
  if (message.delivery === 'bounced') return;
  message.delivery = 'bounced';
  if (message.purpose === 'refer_out') await letterCameBack(fact, message);
  if (!referral || !isThanks(message)) return;
  noteEvent(fact, referral, 'bounced');
  if (referral.status !== 'sent') return;
  referral.status = 'needs_person';
  referral.needsPerson = because;
  referral.handedOverAt = null;
  referral.thankedAt = null;
  referral.thankedBy = null;
  await reopenPromise(fact, referral);
}

/** An address takes our e-mail again: whoever waits for that is looked at now, not tomorrow. */
async function ringWhereSuppressed(fact: Fact, hash: string): Promise<void> {
  const waiting = await fact.em.find(
    Referral,
    { status: 'needs_person', needsPerson: 'suppressed' },
    { fields: ['id'] },
  );
  for (const { id } of waiting) ring(fact, 'referral', id);
  const clients = await fact.em.find(Client, { emailHash: hash }, { fields: ['id'] });
  for (const { id } of clients) await ringOpenJourney(fact, id);
}

async function suppress(fact: Fact, event: DeliveryEvent): Promise<void> {
  const hash = emailHash(event.address);
  if ('by' in event && event.by !== 'recipient')
    return suppressEverywhere(fact, hash, event.by === 'bounce' ? 'hard_bounce' : 'complaint');
  await fact.em.upsert(
    Suppression,
    { practiceId: fact.practiceId, emailHash: hash, reason: 'unsubscribed', at: fact.now },
    { onConflictFields: ['practiceId', 'emailHash'], onConflictAction: 'ignore' },
  );
  audit(fact, 'suppress', { entity: 'suppression', id: null });
}

/** Bounces and complaints of mail that we no longer know still count. */
function isOfTheInstallation(event: DeliveryEvent): boolean {
  return event.what === 'hard_bounce' || event.what === 'complaint';
}

async function suppressInstallation(database: Database, event: DeliveryEvent, now: Date): Promise<void> {
  await database.orm.em.fork().upsert(
    InstallationSuppression,
    {
      emailHash: emailHash(event.address),
      reason: event.what === 'complaint' ? 'complaint' : 'hard_bounce',
      at: now,
    },
    { onConflictAction: 'ignore' },
  );
}
