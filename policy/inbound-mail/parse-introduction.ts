import { cleanSubject, plainLine } from './clean-subject.ts';
import { readFirstName } from './first-name.ts';
import { introducedIn } from './introduced.ts';
import { isAutomatic } from './is-automatic.ts';
import type { InboundEmail, MailKind, MailReason } from './inbound-email.ts';
import { isForward, ownWords, saysStop, saysTold } from './own-words.ts';

export type Reading = {
  kind: MailKind;
  /** First names only: nothing else of the referred person may be stored (§3.4). */
  candidates: string[];
  confidence: number;
  reasons: MailReason[];
};

/** The confidence from which on no person has to check. */
export const SURE_ENOUGH = 0.7;

const SECOND_HAND = 0.25;
const IN_BODY =
  /\b(?:introduc(?:e|ing)|referring)\s(?:you\sto\s)?(?:my\s(?:friend|sister|brother|colleague|patient|client|mother|father|partner)\s)?(?<who>\p{Lu}[\p{L}\p{M}'-]{1,39})/u;
const ONLY_IN_BODY = 0.5;

/**
 * Classifies an e-mail and extracts who is introduced; below the threshold a person checks, nothing is guessed (S19).
 */
export function parseIntroduction(inbound: InboundEmail, ours: readonly string[] = []): Reading {
  if (isAutomatic(inbound)) return certain('automatic', 'by_a_machine');
  const subject = cleanSubject(inbound.subject);
  const words = ownWords(inbound.newWords === '' ? inbound.body : inbound.newWords);
  if (saysStop(words === '' ? subject.text : words)) return certain('opt_out', 'stop');

  const forwarded = subject.forwarded || (!subject.answered && isForward(inbound.body));
  const introduced = introducedIn(subject.text, ours) ?? introducedInBody(words);
  if (saysTold(words) && (!introduced || subject.answered))
    return forwarded ? { ...unsure('statement', 'forwarded'), candidates: [] } : certain('statement', 'told');
  if (!introduced) return unsure(subject.answered ? 'reply' : 'other', forwarded ? 'forwarded' : 'unclear');
  const doubts: MailReason[] = [
    ...(subject.answered ? (['answer'] as const) : []),
    ...(forwarded ? (['forwarded'] as const) : []),
  ];
  return {
    ...introduced,
    confidence: Math.max(0, introduced.confidence - SECOND_HAND * doubts.length),
    reasons: [...introduced.reasons, ...doubts],
  };
}

/** A sender's first name, from "Jane Doe" as well as "Doe, Jane"; null where it is not certain. */
export function senderFirstName({ from }: InboundEmail): string | null {
  return readFirstName(plainLine(from.name.slice(0, 200))).first;
}

function introducedInBody(words: string): (Omit<Reading, 'kind'> & { kind: 'introduction' }) | null {
  const who = IN_BODY.exec(plainLine(words))?.groups?.['who'];
  const first = who === undefined ? null : readFirstName(who).first;
  return first === null
    ? null
    : { kind: 'introduction', candidates: [first], confidence: ONLY_IN_BODY, reasons: ['only_in_body'] };
}

function certain(kind: MailKind, reason: MailReason): Reading {
  return { kind, candidates: [], confidence: 1, reasons: [reason] };
}

function unsure(kind: MailKind, reason: MailReason): Reading {
  return { kind, candidates: [], confidence: 0, reasons: [reason] };
}
