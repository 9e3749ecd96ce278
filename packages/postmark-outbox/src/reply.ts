import { readAddresses, type Address } from './address.ts';
import type { Letter } from './inbound-mail.ts';
import { Refusal } from './refusal.ts';
import type { StoredMail } from './store/mails.ts';

/** The letter by which a recipient answers a mail: to its reply address, in its thread. */
export function replyTo(
  { mail, messageId }: StoredMail,
  { text, from }: { text: string; from: string },
): Letter {
  const [replyAddress = mail.Sender] = readAddresses(mail.ReplyTo ?? '') ?? [];
  const known = [...mail.To, ...mail.Cc, ...mail.Bcc].find(({ Email }) => Email === from);
  return {
    from: known ?? onlyAddress(from),
    to: replyAddress,
    cc: [],
    subject: /^re:/i.test(mail.Subject) ? mail.Subject : `Re: ${mail.Subject}`,
    text,
    answers: { messageId, quoted: mail.TextBody ?? '' },
  };
}

/** Reads exactly one address, as a person typed it. */
export function onlyAddress(text: string): Address {
  const [address, ...more] = readAddresses(text) ?? [];
  if (!address || more.length > 0) throw new Refusal(300, `Not one address: '${text}'.`, 400);
  return address;
}
