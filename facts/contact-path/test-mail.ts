import { Practice } from '../../entities/practice.ts';
import { automaticOf } from '../../policy/inbound-mail/is-automatic.ts';
import type { InboundEmail } from '../../policy/inbound-mail/inbound-email.ts';
import { fieldsOfMail, markOfMail } from '../../policy/contact-path/test-person.ts';
import type { Tx } from '../transaction.ts';
import { markIn, useMark } from './marks.ts';

/** What became of a mail that was a test of our own, where others say how they were taken. */
export const CONTACT_CHECK = 'contact_check';

const MESSAGE_ID = /<([\da-f-]{36})@[^<>\s]+>/gi;

/**
 * Whether a mail that came in is a test of our own, or what the practice's mailbox answered to one by itself. Whatever
 * bears a mark that is not good, or not for these words, is somebody's mail.
 */
export async function isTestMail(tx: Tx, mail: InboundEmail, cameAt: Date): Promise<boolean> {
  const { from, subject, body } = mail;
  const fields = fieldsOfMail({ from: from.email, subject, body });
  const isOurs = await useMark(tx, markIn(markOfMail(body) ?? undefined, fields), cameAt);
  return isOurs || answersATest(tx, mail, cameAt);
}

/** Only a machine's answer, from the practice's own address, in the thread of a test that is still unanswered. */
async function answersATest(tx: Tx, mail: InboundEmail, cameAt: Date): Promise<boolean> {
  if (automaticOf(mail) !== 'machine') return false;
  const { from, replyTo, hasAutoresponder } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const own = [from, replyTo].map((address) => address.toLowerCase());
  if (!hasAutoresponder || !own.includes(mail.from.email.toLowerCase())) return false;
  const { 'in-reply-to': answered = '', references = '' } = mail.headers;
  for (const [, sendId = ''] of `${answered} ${references}`.matchAll(MESSAGE_ID)) {
    const mark = markIn(sendId.toLowerCase(), { to: replyTo.toLowerCase() });
    if (await useMark(tx, mark, cameAt)) return true;
  }
  return false;
}
