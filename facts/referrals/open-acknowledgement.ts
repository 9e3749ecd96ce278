import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import { thanksTemplateFor } from '../../policy/referrals/thanks.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { addEvent } from '../referral-event.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

/**
 * The thanks is drafted at once and whoever holds the duty is asked to look at it (§4.1, T+0). Asked again after a
 * person's decision was undone, it takes up the same draft.
 */
export async function openAcknowledgement(tx: Tx, referralId: string, plannedAt: Date): Promise<Message> {
  const { em, practiceId, now } = tx;
  const referral = await em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: referralId });
  const today = await practiceToday(tx);
  const holder = today.dutyHolder('acknowledge');
  const signer = holder ?? today.owners()[0] ?? today.staff[0] ?? null;
  const professional = referral.referrerProfessional
    ? await em.findOne(Professional, { practiceId, id: referral.referrerProfessional.id })
    : null;

  const drafted = referral.messageId
    ? await em.findOne(Message, { practiceId, id: referral.messageId })
    : null;
  const draft =
    drafted ??
    em.create(Message, {
      ...newMail(tx, thanksKey(referral.id)),
      purpose: 'thanks',
      template: 'm7',
      referral,
      dueAt: plannedAt,
    });
  if (isToSomebodyElse(draft, referral)) {
    draft.askedBy = null;
    draft.addedLine = null;
    draft.beforePress = null;
  }
  draft.template = thanksTemplateFor(professional?.kind ?? null);
  draft.client = referral.referrerClient ?? null;
  draft.professional = referral.referrerProfessional ?? null;
  draft.signerId = signer?.id ?? null;
  if (!draft.askedBy) draft.dueAt = plannedAt;
  if (draft.status === 'stopped' || draft.status === 'refused' || draft.status === 'would_send')
    draft.requeue(now);

  await cancelOpenTasks(tx, referral);
  openTask(tx, {
    kind: 'thank',
    referral,
    messageId: draft.id,
    assignee: holder ?? today.owners()[0] ?? null,
    dueAt: referral.dueAt ?? plannedAt,
  });
  referral.openThanks(draft.id, now);
  addEvent(tx, referral, 'drafted');
  return draft;
}

/** A line that was meant for one person is never sent to another. */
function isToSomebodyElse(draft: Message, referral: Referral): boolean {
  return (
    draft.client?.id !== referral.referrerClient?.id ||
    draft.professional?.id !== referral.referrerProfessional?.id
  );
}

/** The fact that a thanks is about: one referral, one e-mail. */
function thanksKey(referralId: string): string {
  return `ack/${referralId}`;
}

/** Whatever was asked of a person about this referral is asked anew, or no longer. */
export async function cancelOpenTasks(tx: Tx, referral: Referral): Promise<void> {
  if (referral.openedAt === null && referral.handedOverAt === null) return;
  await tx.em.nativeUpdate(Task, { referral, status: 'open' }, { status: 'cancelled', updatedAt: tx.now });
}
