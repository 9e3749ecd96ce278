import type { Practice } from '../entities/practice.ts';
import { mailbox, type Envelope } from './envelope.ts';
import { presentSender } from './sender.ts';
import { textToHtml } from './text-to-html.ts';

/** By it the mail provider's news of such a mail are told from those of our messages. */
export const CONTACT_CHECK_TAG = 'contact-check';

type TestMail = { to: string; replyTo: string; subject: string; text: string; sendId: string };

/**
 * The e-mail of a check, from the practice to itself. It is no message of the practice: nobody reads it in a list, and
 * it counts nowhere.
 */
export function contactTestMail(
  practice: Practice,
  { to, replyTo, subject, text, sendId }: TestMail,
): Envelope {
  const { from, postmarkServerToken } = presentSender(practice);
  return {
    to,
    from: mailbox(practice.neutralSenderName, from),
    replyTo,
    subject,
    text,
    html: textToHtml(text, practice.locale),
    templateVersion: '1',
    sendId,
    batchId: null,
    tag: CONTACT_CHECK_TAG,
    stream: 'outbound',
    automatic: true,
    postmarkServerToken,
    links: [],
    unsubscribeUrl: null,
    prompt: null,
  };
}
