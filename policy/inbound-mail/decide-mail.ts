import type { MailReason } from './inbound-email.ts';
import { SURE_ENOUGH, type Reading } from './parse-introduction.ts';

/** Who wrote: the address, and the name that belongs to it (decision 0013). */
export type SenderKind = 'client' | 'professional' | 'address_known' | 'stranger' | 'staff' | 'practice';

export type MailFacts = {
  reading: Reading;
  sender: SenderKind;
  /** They have a name that can be thanked. */
  senderNamed: boolean;
  /** No mail server vouches for who seems to have written it. */
  unproven: boolean;
  unwanted: boolean;
  courtesy: boolean;
  /** An e-mail of ours that came back. */
  returned: boolean;
  /** Whether the reply address was used by the person we wrote to. */
  replyAddress: 'theirs' | 'another' | null;
  /** The stored e-mail that this one replies to. */
  thread: 'same_sender' | 'another_sender' | null;
};

export type MailDecision =
  | { do: 'ignore' | 'opt_out' | 'attach' | 'check'; why: MailReason }
  | { do: 'introduction' | 'letter'; firstName: string }
  | { do: 'ask_whether_told' };

/** What to do with an inbound e-mail: what is certain is applied, everything else that a person wrote is checked by one. */
export function decideMail(facts: MailFacts): MailDecision {
  const { reading, sender, replyAddress, thread } = facts;
  const [reason = 'unclear'] = reading.reasons;
  const isOurs = sender === 'practice' || sender === 'staff';
  if (facts.returned) return { do: 'ignore', why: 'ours' };
  if (reading.kind === 'automatic') return { do: 'ignore', why: reason };
  if (reading.kind === 'opt_out')
    return sender === 'practice' ? check('from_staff') : { do: 'opt_out', why: reason };
  if (facts.unwanted) return isAddressedToUs(facts) ? check('unwanted') : { do: 'ignore', why: 'unwanted' };
  if (reading.reasons.includes('from_a_form')) return check('from_a_form');
  if (isOurs) return check('from_staff');
  if (reading.reasons.includes('forwarded')) return check('forwarded');
  if (reading.reasons.includes('looks_automatic')) return check('looks_automatic');
  if (
    facts.courtesy &&
    replyAddress !== 'another' &&
    (thread === 'same_sender' || (thread === null && replyAddress))
  )
    return { do: 'attach', why: 'courtesy' };
  if (facts.unproven) return check('sender_unproven');
  if (replyAddress === 'another') return check('another_address');
  if (thread === 'another_sender') return check('another_sender');
  if (reading.kind === 'statement') return sender === 'client' ? { do: 'ask_whether_told' } : check('told');
  if (thread) return check('same_thread');
  return reading.kind === 'introduction' || reading.kind === 'letter' ? introduced(facts) : check(reason);
}

/** Spam programs err: what somebody known wrote, what answers us, and what reads as meant for us is for a person. */
function isAddressedToUs({ reading, sender, replyAddress, thread }: MailFacts): boolean {
  return (
    sender !== 'stranger' ||
    (replyAddress ?? thread) !== null ||
    reading.reasons.includes('forwarded') ||
    (reading.kind !== 'other' && reading.kind !== 'reply')
  );
}

function introduced({ reading, sender, senderNamed }: MailFacts): MailDecision {
  const [firstName, ...others] = reading.candidates;
  if (reading.confidence < SURE_ENOUGH || firstName === undefined || others.length > 0)
    return check(reading.reasons.at(-1) ?? 'unclear');
  if (reading.kind === 'letter' && sender === 'professional') return { do: 'letter', firstName };
  if (reading.kind === 'letter' && sender !== 'client') return check('unknown_sender');
  if (!senderNamed) return check('sender_unnamed');
  return { do: 'introduction', firstName };
}

function check(why: MailReason): MailDecision {
  return { do: 'check', why };
}
