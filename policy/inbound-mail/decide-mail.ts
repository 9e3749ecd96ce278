import type { MailReason } from './inbound-email.ts';
import { SURE_ENOUGH, type Reading } from './parse-introduction.ts';

/** Who wrote: the address, and the name that belongs to it (decision 0013). */
export type SenderKind = 'client' | 'professional' | 'address_known' | 'stranger' | 'staff' | 'practice';

export type MailFacts = {
  reading: Reading;
  sender: SenderKind;
  /** They have a name that can be thanked. */
  senderNamed: boolean;
  unproven: boolean;
  unwanted: boolean;
  courtesy: boolean;
  /** Whether the reply address was used by the person we wrote to. */
  replyAddress: 'theirs' | 'another' | null;
  /** The stored e-mail that this one replies to. */
  thread: 'same_sender' | 'another_sender' | null;
};

export type MailDecision =
  | { do: 'ignore' | 'opt_out' | 'attach' | 'check'; why: MailReason }
  | { do: 'introduction' | 'letter'; firstName: string }
  | { do: 'ask_whether_told' };

/** What to do with an inbound e-mail: what is certain is applied, everything else is checked by a person. */
export function decideMail(facts: MailFacts): MailDecision {
  const { reading, sender } = facts;
  const [reason = 'unclear'] = reading.reasons;
  const forwarded = reading.reasons.includes('forwarded');
  if (reading.kind === 'automatic') return { do: 'ignore', why: 'by_a_machine' };
  if (sender === 'practice' && !forwarded) return { do: 'ignore', why: 'ours' };
  if (reading.kind === 'opt_out') return { do: 'opt_out', why: reason };
  if (facts.unwanted) return { do: sender === 'stranger' ? 'ignore' : 'check', why: 'unwanted' };
  if (sender === 'practice' || sender === 'staff') return check('from_staff');
  if (forwarded) return check('forwarded');
  if (facts.unproven) return check('sender_unproven');
  if (facts.replyAddress === 'another') return check('another_address');
  if (facts.thread === 'another_sender') return check('another_sender');
  if (reading.kind === 'statement') return sender === 'client' ? { do: 'ask_whether_told' } : check('told');
  if (facts.courtesy && (facts.thread ?? facts.replyAddress)) return { do: 'attach', why: 'courtesy' };
  if (facts.thread) return check('same_thread');
  return reading.kind === 'introduction' || reading.kind === 'letter' ? introduced(facts) : check(reason);
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
