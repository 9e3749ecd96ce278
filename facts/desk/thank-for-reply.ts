import type { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import type { Completion } from './complete-task.ts';
import { thankByHand } from '../referrals/personal-acknowledgement.ts';
import { conflict } from '../refusal.ts';
import { closeMail, lockMail, recordStatement, settleMail } from '../inbound-mail/settle-mail.ts';

/**
 * Completes the task about a statement ("told my sister about you"): logged and thanked, thanked by hand, or dismissed
 * (§3.3).
 */
export async function thankForReply(tx: Tx, task: Task, { byHand, letGo }: Completion): Promise<void> {
  const mail = await lockMail(tx, task.subjectId ?? '');
  if (!letGo) {
    if (!task.client) throw conflict('Say whose statement it is: POST /inbound-mails/:id/settle.');
    await recordStatement(tx, mail, task.client.id);
    if (byHand && mail.referralId) {
      await tx.em.flush();
      await thankByHand(tx, mail.referralId, byHand);
    }
  }
  await closeMail(tx, mail);
}

/** Completing records what is proposed for the e-mail; where nothing is, a person has to say what it is. */
export async function settleAsProposed(tx: Tx, task: Task, { byHand, letGo }: Completion): Promise<void> {
  const mail = await lockMail(tx, task.subjectId ?? '');
  if (byHand || !(letGo || mail.proposed))
    throw conflict('Say what the mail is: POST /inbound-mails/:id/settle.');
  await settleMail(tx, mail.id, letGo ? { as: 'nothing' } : {});
}
