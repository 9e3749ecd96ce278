import { z } from 'zod';
import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';

const Sender = z.object({
  from: z.string(),
  replyTo: z.string(),
  postmarkServerToken: z.string().nullable(),
});
/** By what an e-mail leaves: its address, where answers go, and whose mail server it is. */
export type Sender = z.infer<typeof Sender>;

/** The practice's own, unless the message keeps another: the warning of a change leaves as mails left before it. */
export function senderOf(message: Pick<Message, 'sender'>, practice: Practice): Sender {
  return message.sender ? Sender.parse(JSON.parse(message.sender)) : presentSender(practice);
}

export function presentSender({ from, replyTo, postmarkServerToken }: Practice): Sender {
  return { from, replyTo, postmarkServerToken: postmarkServerToken ?? null };
}
