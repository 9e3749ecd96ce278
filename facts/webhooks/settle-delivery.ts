import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { Webhook, WebhookDelivery } from '../../entities/webhook.ts';
import { afterTry, answerWord, type Heard } from '../../policy/webhooks/delivery-attempt.ts';
import type { Database } from '../database.ts';
import { audit, inTransaction, WORKFLOW_ACTOR, type Tx } from '../transaction.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

/** One try of one delivery, as it was taken in hand. */
export type Try = { practiceId: string; id: string; webhookId: string; attempts: number };

/**
 * Writes down what a receiver said: delivered, again later, or given up, and then somebody has a task until something
 * arrives there again. `chance` lies between 0 and 1 and spreads what is tried again.
 */
export async function settleDelivery(
  database: Database,
  tried: Try,
  heard: Heard,
  chance: number,
): Promise<void> {
  await inTransaction(database, { practiceId: tried.practiceId, actor: WORKFLOW_ACTOR }, async (tx) => {
    const outcome = afterTry(heard, tried.attempts, chance);
    const answer = answerWord(heard);
    switch (outcome.verdict) {
      case 'delivered':
        await update(tx, tried, { status: 'delivered', deliveredAt: tx.now, answer });
        await closeTasks(tx, ['mend_webhook'], { subjectId: tried.webhookId });
        return;
      case 'again':
        await update(tx, tried, { nextTryAt: new Date(tx.now.getTime() + outcome.inMs), answer });
        return;
      case 'given_up':
      case 'not_wanted':
        await giveUp(tx, tried, outcome.verdict, answer);
    }
  });
}

type Change = Partial<Pick<WebhookDelivery, 'status' | 'answer' | 'deliveredAt' | 'nextTryAt'>>;

/** Unless a later try has it in hand by now, or it has arrived already. */
async function update(tx: Tx, { practiceId, id, attempts }: Try, change: Change): Promise<void> {
  const mine = change.status === 'delivered' ? {} : { attempts };
  await tx.em.nativeUpdate(
    WebhookDelivery,
    { practiceId, id, status: 'pending', ...mine },
    { ...change, updatedAt: tx.now },
  );
}

/** The receiver before what goes to it, as whoever removes it takes them; removed meanwhile, nothing is left to say. */
async function giveUp(tx: Tx, tried: Try, why: 'given_up' | 'not_wanted', answer: string): Promise<void> {
  const { em, now } = tx;
  const { practiceId, webhookId } = tried;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  if (!(await em.findOne(Webhook, { id: webhookId }, lock))) return;
  if (why === 'given_up') await update(tx, tried, { status: 'failed', answer });
  else {
    await em.nativeUpdate(Webhook, { id: webhookId }, { active: false, updatedAt: now });
    const waiting = { practiceId, webhookId, status: 'pending' as const };
    await em.nativeUpdate(WebhookDelivery, waiting, { status: 'failed', answer, updatedAt: now });
    audit(tx, 'switch_off', { entity: 'webhook', id: webhookId }, ['active']);
  }
  await askForMending(tx, webhookId, why);
}

/** One task a receiver, however much it misses. */
async function askForMending(tx: Tx, webhookId: string, why: string): Promise<void> {
  const asked = { kind: 'mend_webhook' as const, subjectId: webhookId, status: 'open' as const };
  if ((await tx.em.count(Task, asked)) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'mend_webhook',
    subjectId: webhookId,
    assignee: today.owners()[0] ?? null,
    why,
    dueAt: tx.now,
  });
}
