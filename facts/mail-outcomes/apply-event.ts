import { Client } from '../../entities/client.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { InstallationSuppression, Suppression } from '../../entities/suppression.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { readDeliveryEvent, type DeliveryEvent } from '../../email/delivery-event.ts';
import { lockMessage } from '../locks/lock-message.ts';
import type { Database } from '../database.ts';
import { audit, inTransaction, type Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';
import { settleMessage, suppressEverywhere } from './settle-message.ts';

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
  await inTransaction(
    database,
    { practiceId: sent.practiceId, actor: { kind: 'postmark', staffId: null }, now },
    async (tx) => {
      await applyEvent(tx, sent.messageId, event);
      await tx.em.nativeUpdate(WebhookEvent, { id: eventId }, done);
    },
  );
}

async function applyEvent(tx: Tx, messageId: string, event: DeliveryEvent): Promise<void> {
  const message = await lockMessage(tx, messageId);
  if (!message) return;
  const { arrived, bounced } = MAIL_PURPOSES[message.purpose];
  if (event.postmarkMessageId)
    await settleMessage(tx, message, { kind: 'sent', postmarkMessageId: event.postmarkMessageId });
  message.updatedAt = tx.now;
  switch (event.what) {
    case 'delivered':
      if (message.arrive(tx.now)) await arrived?.(tx, message);
      return;
    case 'hard_bounce':
      await suppressEverywhere(tx, emailHash(event.address), 'hard_bounce');
      if (message.bounce(tx.now)) await bounced?.(tx, message);
      return;
    case 'soft_bounce':
      if (message.bounce(tx.now)) await bounced?.(tx, message);
      return;
    case 'complaint':
      await suppressEverywhere(tx, emailHash(event.address), 'complaint');
      return;
    case 'suppressed':
      return suppress(tx, event);
    case 'reactivated':
      await tx.em.nativeDelete(Suppression, {
        emailHash: emailHash(event.address),
        reason: { $ne: 'complaint' },
      });
      await reevaluateSuppressed(tx, emailHash(event.address));
  }
}

/** An address takes our e-mail again: what waits for that is reevaluated now. */
async function reevaluateSuppressed(tx: Tx, hash: string): Promise<void> {
  const waiting = await tx.em.find(
    Referral,
    { status: 'needs_person', needsPerson: 'suppressed' },
    { fields: ['id'] },
  );
  for (const { id } of waiting) reevaluate(tx, 'referral', id);
  const clients = await tx.em.find(Client, { emailHash: hash }, { fields: ['id'] });
  for (const { id } of clients) await reevaluateJourney(tx, id);
}

async function suppress(tx: Tx, event: DeliveryEvent): Promise<void> {
  const hash = emailHash(event.address);
  if ('by' in event && event.by !== 'recipient')
    return suppressEverywhere(tx, hash, event.by === 'bounce' ? 'hard_bounce' : 'complaint');
  await tx.em.upsert(
    Suppression,
    { practiceId: tx.practiceId, emailHash: hash, reason: 'unsubscribed', at: tx.now },
    { onConflictFields: ['practiceId', 'emailHash'], onConflictAction: 'ignore' },
  );
  audit(tx, 'suppress', { entity: 'suppression', id: null });
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
