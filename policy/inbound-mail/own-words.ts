import EmailForwardParser, { type EmailForwardResult } from 'email-forward-parser';
import EmailReplyParser from 'email-reply-parser';
import { asksToStop, isStopLine } from './asks-to-stop.ts';
import type { Mailbox } from './inbound-email.ts';
import { withoutBanner } from './without-banner.ts';

/** Nobody's own words are longer, and the parsers' expressions are slow on more. */
const LONGEST = 3_000;
const COURTESY =
  /^(?:(?:many |kind )?thanks|thank you|thx|ta|cheers|ok|okay|great|lovely|perfect|brilliant|wonderful|will do|noted|danke|merci|gracias|dank je)\b/iu;
const MOST_COURTEOUS_WORDS = 8;

const TOLD = [
  /\b(?:told|mentioned)\b(?!\s(?:me|us)\b).{1,60}\babout (?:you|your)\b/giu,
  /\bmentioned (?:you|your (?:name|practice))\b/giu,
  /\brecommended (?:you|your)\b/giu,
  /\bpass(?:ed|ing)\b.{0,40}\b(?:your|you)\b.{0,20}\b(?:name|details|number|link|card|on)\b/giu,
  /\bgave\b(?!\s(?:me|us)\b).{1,40}\byour (?:name|details|number|link|card)\b/giu,
  /\b(?:sent|sending)\b.{1,40}\byour way\b/giu,
  /\bput in a (?:good )?word\b/giu,
];
const NOT = /\b(?:not|never|nobody|who|has anyone|did (?:he|she|they|you)|someone|somebody|friend)\b|n't\b/iu;

const forwards = new EmailForwardParser();
const replies = new EmailReplyParser();

/** What the sender wrote anew: neither what they forward, nor what is quoted under it, nor a signature. */
export function ownWords(body: string): string {
  const text = plainText(body);
  const { forwarded, message } = forwards.read(text);
  return newWords(forwarded ? (message ?? '') : text);
}

/** A mail that is passed on, as far as its author's program shows it. */
export type Forwarded = { author: Mailbox | null; subject: string; words: string };

/**
 * The mail that its sender passes on; null where there is none. Some programs mark it by the subject alone, which people
 * tidy: then its From line with an address is what shows it.
 */
export function forwardedIn(body: string, subject: string, isForward: boolean): Forwarded | null {
  const text = plainText(body);
  const marked = forwards.read(text, isForward ? subject : null);
  const found = marked.forwarded && hasAuthor(marked) ? marked : forwards.read(text, `Fwd: ${subject}`);
  if (hasAuthor(found)) return readForwarded(found);
  return marked.forwarded ? readForwarded(marked) : null;
}

/** Whether they ask that nothing more is sent to them. */
export function saysStop(subject: string, words: string): boolean {
  return asksToStop(subject, words);
}

/** Whether it says that they told somebody about us; somebody who told *them* is another matter. */
export function saysTold(words: string): boolean {
  const text = words.replaceAll('\n', ' ').replaceAll('’', "'");
  return TOLD.some((said) =>
    [...text.matchAll(said)].some(({ index }) => !NOT.test(text.slice(Math.max(0, index - 25), index))),
  );
}

/** A mere courtesy that needs no reading. */
export function isCourtesy(words: string): boolean {
  return COURTESY.test(words) && words.split(/\s+/).length <= MOST_COURTEOUS_WORDS;
}

function newWords(text: string): string {
  const fragments = replies.read(text).getFragments();
  const end = fragments.findIndex((fragment) => fragment.isQuoted() || fragment.isSignature());
  const [first] = fragments;
  const isOnlyAGreeting = end === 0 && first !== undefined && !first.isQuoted();
  const own = isOnlyAGreeting ? [first] : fragments.slice(0, end < 0 ? fragments.length : end);
  return own
    .map((fragment) => fragment.getContent())
    .join('\n')
    .trim();
}

function hasAuthor({ forwarded, email }: EmailForwardResult): boolean {
  return forwarded && /\S@\S/.test(email.from?.address ?? '');
}

function readForwarded({ email }: EmailForwardResult): Forwarded {
  const { address, name } = email.from ?? {};
  const author = { email: address?.trim().toLowerCase() ?? '', name: name?.trim() ?? '' };
  return {
    author: author.email === '' && author.name === '' ? null : author,
    subject: email.subject ?? '',
    words: newWords(email.body ?? ''),
  };
}

/** Without hidden signs, a gateway's caution, and runs of spaces and empty lines, on which the parsers would take seconds. */
function plainText(body: string): string {
  const lines = body
    .slice(0, LONGEST)
    .replaceAll(/\p{Cf}|\uFE0F/gu, '')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim());
  return withoutBanner(lines.join('\n'), isStopLine).replaceAll(/\n{3,}/g, '\n\n');
}
