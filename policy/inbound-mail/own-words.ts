import EmailForwardParser from 'email-forward-parser';
import EmailReplyParser from 'email-reply-parser';

/** Nobody's own words are longer, and the parsers' expressions are slow on more. */
const LONGEST = 3_000;
const STOP =
  /^(?:please )?(?:stop|stop (?:please|all|e-?mails?)|unsubscribe(?: me)?|opt[ -]?out|remove me|no more e-?mails?|abmelden|abbestellen|désabonner|désinscription|darme de baja|baja|cancellami|uitschrijven|afmelden)(?: please)?[\s.!]*$/iu;
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
  const fragments = replies.read(forwarded ? (message ?? '') : text).getFragments();
  const end = fragments.findIndex((fragment) => fragment.isQuoted() || fragment.isSignature());
  const [first] = fragments;
  const isOnlyAGreeting = end === 0 && first !== undefined && !first.isQuoted();
  const own = isOnlyAGreeting ? [first] : fragments.slice(0, end < 0 ? fragments.length : end);
  return own
    .map((fragment) => fragment.getContent())
    .join('\n')
    .trim();
}

/** Whether the body shows another mail that its sender passes on. */
export function isForward(body: string): boolean {
  return forwards.read(plainText(body)).forwarded;
}

/** Whether the first line says stop, and nothing else. */
export function saysStop(words: string): boolean {
  return STOP.test(words.split('\n')[0]?.trim().slice(0, 60) ?? '');
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

/** Without runs of spaces and empty lines, on which the parsers' expressions would take seconds. */
function plainText(body: string): string {
  return body
    .slice(0, LONGEST)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}
