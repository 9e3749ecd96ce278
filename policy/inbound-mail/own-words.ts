const LONGEST = 5_000;
/** Where what somebody else wrote begins. */
const QUOTE =
  /^(?:>|-{2,}\s?(?:Original|Forwarded|Weitergeleitete|Ursprüngliche|Message d'origine)|-- ?$|_{5,}|Begin forwarded message|(?:On|Am|Le|El|Il|Op)\s.{1,200}\s?(?:wrote|schrieb|écrit|escribió|scritto|schreef).{0,40}:$|(?:From|Von|De|Da|Van):\s.{0,200}$)/iu;
const FORWARDED = /^(?:-{2,}\s?(?:Forwarded message|Weitergeleitete Nachricht)|Begin forwarded message)/imu;
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

/** What the sender wrote anew, without what is quoted under it and without a signature. */
export function ownWords(body: string): string {
  const lines: string[] = [];
  for (const line of body.slice(0, LONGEST).split('\n')) {
    if (QUOTE.test(line.trim().slice(0, 300))) break;
    lines.push(line.trim());
  }
  return lines.join('\n').trim();
}

export function isForward(body: string): boolean {
  return FORWARDED.test(body.slice(0, LONGEST));
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

/** A word of thanks that nobody need read. */
export function isCourtesy(words: string): boolean {
  return COURTESY.test(words) && words.split(/\s+/).length <= MOST_COURTEOUS_WORDS;
}
