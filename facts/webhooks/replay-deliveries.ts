import { WebhookDelivery } from '../../entities/webhook.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockWebhook } from './save-webhook.ts';
import { wrongFields } from '../refusal.ts';

/** Which deliveries to send again: these, or all since then; neither: those that failed for good. */
export type ReplayOf = { deliveryIds?: readonly string[] | undefined; since?: Date | undefined };

/**
 * Makes deliveries due again under their old event ids, without waiting for a backoff, and reactivates the webhook. Answers
 * with how many.
 */
export async function replayDeliveries(tx: Tx, webhookId: string, of: ReplayOf): Promise<number> {
  const webhook = await lockWebhook(tx, webhookId);
  const theirs = { practiceId: tx.practiceId, webhookId: webhook.id };
  if (of.deliveryIds) await refuseUnknown(tx, theirs, of.deliveryIds);
  if (!webhook.active) {
    webhook.active = true;
    webhook.updatedAt = tx.now;
  }
  const replayed = await tx.em.nativeUpdate(
    WebhookDelivery,
    { ...theirs, ...wanted(of) },
    { status: 'pending', attempts: 0, nextTryAt: tx.now, deliveredAt: null, updatedAt: tx.now },
  );
  audit(tx, 'replay', { entity: 'webhook', id: webhook.id }, [`replayed=${replayed}`]);
  return replayed;
}

function wanted({ deliveryIds, since }: ReplayOf) {
  if (deliveryIds) return { id: { $in: [...deliveryIds] } };
  return since ? { createdAt: { $gte: since } } : { status: 'failed' as const };
}

async function refuseUnknown(
  { em }: Tx,
  theirs: { practiceId: string; webhookId: string },
  ids: readonly string[],
): Promise<void> {
  const found = await em.find(WebhookDelivery, { ...theirs, id: { $in: [...ids] } }, { fields: ['id'] });
  const known = new Set(found.map(({ id }) => id));
  const errors = ids.flatMap((id, index) =>
    known.has(id.toLowerCase())
      ? []
      : [{ path: `deliveryIds.${index}`, message: 'This webhook has no delivery with this id.' }],
  );
  if (errors.length > 0) throw wrongFields(errors);
}
