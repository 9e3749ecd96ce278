import { Client } from '../../entities/client.ts';
import type { InboundMail } from '../../entities/inbound-mail.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { MailReason } from '../../policy/inbound-mail/inbound-email.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

/** Opens a task to check the e-mail, due in time for a thanks within 48 hours. */
export async function askAboutMail(
  tx: Tx,
  mail: InboundMail,
  kind: 'check_mail' | 'thank_for_reply',
  why: MailReason,
): Promise<void> {
  const today = await practiceToday(tx);
  const { remindAt } = today.practice.policy.acknowledgement;
  mail.needCheck();
  openTask(tx, {
    kind,
    why,
    assignee: today.dutyHolder('acknowledge'),
    dueAt: new Date(mail.receivedAt.getTime() + toMs(remindAt)),
    subjectId: mail.id,
    ...(mail.clientId ? { client: tx.em.getReference(Client, [tx.practiceId, mail.clientId]) } : {}),
  });
}
