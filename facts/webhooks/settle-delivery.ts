import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { Webhook, WebhookDelivery } from '../../entities/webhook.ts';
import {
  decideAfterAttempt,
  resultCode,
  type DeliveryResult,
} from '../../policy/webhooks/delivery-attempt.ts';
import type { Database } from '../database.ts';
import { audit, inTransaction, WORKFLOW_ACTOR, type Tx } from '../transaction.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

/** One attempt at one delivery, as it was leased. */
export type DeliveryAttempt = { practiceId: string; id: string; webhookId: string; attempts: number };

/**
 * Records the result of an attempt: delivered, due again later, or failed, which opens a task until a delivery arrives
 * there again. `chance` lies between 0 and 1 and spreads the retries.
 */
export async function settleDelivery(
  database: Database,
  attempt: DeliveryAttempt,
  result: DeliveryResult,
  chance: number,
): Promise<void> {
  const scope = { practiceId: attempt.practiceId, actor: WORKFLOW_ACTOR };
  await inTransaction(database, scope, async (tx) => {
    const outcome = decideAfterAttempt(result, attempt.attempts, chance);
    const answer = resultCode(result);
    switch (outcome.verdict) {
      case 'delivered':
        await update(tx, attempt, { status: 'delivered', deliveredAt: tx.now, answer });
        await closeTasks(tx, ['mend_webhook'], { subjectId: attempt.webhookId });
        return;
      case 'retry':
        await update(tx, attempt, { nextTryAt: new Date(tx.now.getTime() + outcome.inMs), answer });
        return;
      case 'given_up':
      case 'not_wanted':
        await giveUp(tx, attempt, outcome.verdict, answer);
    }
  });
}

type Change = Partial<Pick<WebhookDelivery, 'status' | 'answer' | 'deliveredAt' | 'nextTryAt'>>;

/** Unless a later attempt has leased it by now (another count of attempts), or it has arrived already. */
async function update(tx: Tx, { practiceId, id, attempts }: DeliveryAttempt, change: Change): Promise<void> {
  const sameLease = change.status === 'delivered' ? {} : { attempts };
  await tx.em.nativeUpdate(
    WebhookDelivery,
    { practiceId, id, status: 'pending', ...sameLease },
    { ...change, updatedAt: tx.now },
  );
}

/** Locks the webhook before its deliveries, as `removeWebhook` does; one removed meanwhile has nothing to settle. */
async function giveUp(
  tx: Tx,
  attempt: DeliveryAttempt,
  why: 'given_up' | 'not_wanted',
  answer: string,
): Promise<void> {
  const { em, now } = tx;
  const { practiceId, webhookId } = attempt;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  if (!(await em.findOne(Webhook, { id: webhookId }, lock))) return;
  if (why === 'given_up') await update(tx, attempt, { status: 'failed', answer });
  else {
    await em.nativeUpdate(Webhook, { id: webhookId }, { active: false, updatedAt: now });
    const pending = { practiceId, webhookId, status: 'pending' as const };
    await em.nativeUpdate(WebhookDelivery, pending, { status: 'failed', answer, updatedAt: now });
    audit(tx, 'switch_off', { entity: 'webhook', id: webhookId }, ['active']);
  }
  await openMendTask(tx, webhookId, why);
}

/** One open task a webhook, however many deliveries fail. */
async function openMendTask(tx: Tx, webhookId: string, why: string): Promise<void> {
  const same = { kind: 'mend_webhook' as const, subjectId: webhookId, status: 'open' as const };
  if ((await tx.em.count(Task, same)) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'mend_webhook',
    subjectId: webhookId,
    assignee: today.owners()[0] ?? null,
    why,
    dueAt: tx.now,
  });
}
