import { asksForHelp } from './asks-for-help.ts';
import { authorOf } from './author.ts';
import { cleanSubject, plainLine, type CleanSubject } from './clean-subject.ts';
import { readFirstName } from './first-name.ts';
import { leadIn } from './form-lead.ts';
import { introducedIn, type Introduced } from './introduced.ts';
import { automaticOf } from './is-automatic.ts';
import type { InboundEmail, Mailbox, MailKind, MailReason } from './inbound-email.ts';
import { isNobodysAddress } from './mailbox.ts';
import { forwardedIn, ownWords, saysStop, saysTold, type Forwarded } from './own-words.ts';

export type Reading = {
  kind: MailKind;
  /** First names only: nothing else of the referred person may be stored (§3.4). */
  candidates: string[];
  confidence: number;
  reasons: MailReason[];
  /** Who wrote what is passed on, as far as the forward shows it. */
  author?: Mailbox | null;
};

/** The confidence from which on no person has to check. */
export const SURE_ENOUGH = 0.7;

const SECOND_HAND = 0.25;
const LOOKS_AUTOMATIC = 0.5;
const IN_BODY =
  /\b(?:introduc(?:e|ing)|referring)\s(?:you\sto\s)?(?:my\s(?:friend|sister|brother|colleague|patient|client|mother|father|partner)\s)?(?<who>\p{Lu}[\p{L}\p{M}'-]{1,39})/u;
const ONLY_IN_BODY = 0.5;

/**
 * Classifies an e-mail and extracts who is introduced; below the threshold a person checks, nothing is guessed (S19).
 * Only what says nothing to us is put aside as a machine's.
 */
export function parseIntroduction(inbound: InboundEmail, ours: readonly string[] = []): Reading {
  const automatic = automaticOf(inbound);
  const read = readMail(inbound, ours);
  if (read.kind === 'enquiry' && read.reasons.includes('from_a_form') && !isAnAnswer(inbound)) return read;
  if (automatic === 'machine') return certain('automatic', 'by_a_machine');
  if (automatic === null || read.kind === 'opt_out') return read;
  const isToUs = saysSomething(read) || authorOf(inbound).by !== 'sender';
  if (isToUs && automatic !== 'newsletter') return doubted(read);
  if (isToUs && (read.kind !== 'enquiry' || read.reasons.includes('from_a_form'))) return doubted(read);
  if (automatic === 'newsletter') return certain('automatic', 'newsletter');
  return isNobodysAddress(inbound.from.email) ? certain('automatic', 'by_a_machine') : doubted(read);
}

/** What it says, whoever wrote it. */
function readMail(inbound: InboundEmail, ours: readonly string[]): Reading {
  const subject = cleanSubject(inbound.subject);
  const words = ownWords(inbound.newWords === '' ? inbound.body : inbound.newWords);
  const named = introducedIn(subject.text, ours);
  const lead = leadIn(inbound);
  if (lead && !(named?.kind === 'introduction' && named.candidates.length > 0))
    return unsure('enquiry', 'from_a_form');
  if (saysStop(subject.answered && words !== '' ? '' : subject.text, words))
    return certain('opt_out', 'stop');

  const inner =
    subject.answered && !subject.forwarded
      ? null
      : forwardedIn(inbound.body, inbound.subject, subject.forwarded);
  const read = readLetter({ inbound, subject, words, inner, named }, ours);
  return { ...read, author: inner?.author ?? null };
}

type Letter = {
  inbound: InboundEmail;
  subject: CleanSubject;
  words: string;
  inner: Forwarded | null;
  named: Introduced | null;
};

function readLetter({ inbound, subject, words, inner, named }: Letter, ours: readonly string[]): Reading {
  const forwarded = subject.forwarded || inner !== null;
  const introduced =
    named ??
    introducedInBody(words) ??
    (inner && (introducedIn(cleanSubject(inner.subject).text, ours) ?? introducedInBody(inner.words)));
  const told = saysTold(words) || (inner !== null && saysTold(inner.words));
  if (told && (!introduced || subject.answered))
    return forwarded ? { ...unsure('statement', 'forwarded'), candidates: [] } : certain('statement', 'told');
  if (!introduced && !forwarded && authorOf(inbound).by === 'reply_to')
    return unsure('enquiry', 'from_a_form');
  if (!introduced) return notIntroduced(subject, words, forwarded);
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

function notIntroduced({ answered, text }: CleanSubject, words: string, forwarded: boolean): Reading {
  if (forwarded) return unsure(answered ? 'reply' : 'other', 'forwarded');
  if (answered) return unsure('reply', 'unclear');
  return asksForHelp(`${text}\n${words}`) ? unsure('enquiry', 'asks_for_help') : unsure('other', 'unclear');
}

/** An introduction with a name, a letter, a statement or an enquiry: a person sees it, whatever it looks like. */
function saysSomething({ kind, candidates, reasons }: Reading): boolean {
  if (kind === 'introduction' || kind === 'letter')
    return (
      candidates.length > 0 || !reasons.some((reason) => reason === 'not_a_name' || reason === 'no_name')
    );
  return kind === 'statement' || kind === 'enquiry' || reasons.includes('forwarded');
}

/** An answering machine that quotes a form's mail. */
function isAnAnswer({ subject, headers }: InboundEmail): boolean {
  return /^auto-replied\b/i.test(headers['auto-submitted']?.trim() ?? '') || cleanSubject(subject).answered;
}

function doubted(read: Reading): Reading {
  const confidence = Math.min(read.confidence, LOOKS_AUTOMATIC);
  return {
    ...read,
    confidence,
    reasons: [...read.reasons.filter((reason) => reason !== 'unclear'), 'looks_automatic'],
  };
}

/** A sender's first name, from "Jane Doe" as well as "Doe, Jane"; null where it is not certain. */
export function senderFirstName(from: Mailbox): string | null {
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
