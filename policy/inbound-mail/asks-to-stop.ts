import { plainLine } from './clean-subject.ts';
import { CORE, FIRST_ONLY, MAY_BE_A_FOOTER, plainQuestion, plainRequest, QUESTIONS } from './stop-phrases.ts';

const MOST_SENTENCES = 5;
const LONGEST_SENTENCE = 160;
const GREETING =
  /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|ch[eè]re?s?|hola|buenos d[ií]as|buenas|estimad[oa]s?|ciao|buongiorno|salve|gentile|beste|geachte|ol[áa]|prezad[oa]s?|hej|hei)\b[^.!?]{0,40}|to whom it may concern)[,.!:]?$/iu;
const SIGNATURE =
  /^(?:--|—|_{3,}|sent (?:from|via|with|using)\b|get outlook for\b|(?:von|vom) meinem .{1,40} gesendet|gesendet (?:von|mit)\b|diese nachricht wurde von\b|envoy[ée] (?:de|depuis|[àa] partir de)\b|enviado (?:desde|do|a partir)\b|inviato da\b|verzonden (?:vanaf|met|vanuit|via)\b|verstuurd vanaf\b|skickat fr[åa]n\b|sendt fra\b|l[äa]hetetty\b|wys[łl]ane? z\b|yahoo mail\b)/iu;
const FAREWELL =
  /^(?:(?:with )?(?:(?:many|kind|best|warm) )?(?:thanks|regards|wishes)|thank you(?: (?:so|very) much)?|thx|ta|cheers|best|sincerely|yours\b.{0,20}|(?:mit )?(?:freundliche[mn]?|beste|liebe|viele) gr(?:ü|ue)(?:ß|ss)en?|mfg|lg|vielen dank|danke|merci(?: d'avance)?|cordialement|bien [àa] vous|gracias|saludos|un saludo|grazie|cordiali saluti|saluti|(?:met )?vriendelijke groet(?:en)?|bedankt|dank u(?: wel)?|obrigad[oa]|tack|tak|mvh)(?:[\s,]+\p{L}+)?[\s,.!]*$/iu;
/** What is left of a signature. */
const NAME_OR_NUMBER = /^(?:(?:\p{Lu}[\p{L}'.-]*\s?){1,4}|[\d\s()+./-]{6,}|\S+@\S+)$/u;
const NO_STOP =
  /\b(?:don't|do not|never|not|please keep|nicht)\s(?:want\sto\s)?(?:stop|unsubscribe|opt\sout|remove|abmelden|abbestellen)\b/iu;
/** However it goes on below. */
const BARE = /^(?:please )?(?:stop|stop please|stop all|unsubscribe|opt[ -]?out)[\s.!]*$/iu;

/**
 * Whether it asks that nothing more is sent: in its first words, or in the subject where nothing else is written. Whole
 * sentences are compared, so that "please don't stop" and "can you stop by" are something else.
 */
export function asksToStop(subject: string, words: string): boolean {
  const lines = linesOf(words);
  const text = lines.join(' ');
  if (NO_STOP.test(text)) return false;
  if (lines.every((line) => NAME_OR_NUMBER.test(line)) && isStop(subject, true)) return true;
  if (lines.length === 0) return false;
  if (isRequest(subject) || BARE.test(lines[0] ?? '')) return true;
  const [first, second] = lines;
  const goesOn = second !== undefined && /^\p{Ll}/u.test(second);
  const opening = sentencesOf(first ?? '').slice(0, 2);
  return (
    (!goesOn && [opening[0] ?? '', opening.join(' ')].some((said) => isStop(said, true))) ||
    sentencesOf(text)
      .slice(0, MOST_SENTENCES)
      .some((sentence, at) => isStop(sentence, at === 0))
  );
}

/** Whether one line says so by itself. */
export function isStopLine(line: string): boolean {
  return isStop(plainLine(line), true);
}

function isStop(sentence: string, isFirst: boolean): boolean {
  const plain = bare(sentence);
  if (plain.length > LONGEST_SENTENCE) return false;
  if (sentence.trimEnd().endsWith('?')) return QUESTIONS.test(plainQuestion(plain));
  if (!isFirst && MAY_BE_A_FOOTER.test(plain)) return false;
  return isRequest(plain) || (isFirst && FIRST_ONLY.test(plainRequest(plain)));
}

function isRequest(text: string): boolean {
  return CORE.test(plainRequest(bare(text)));
}

/** The lines that say something: without greeting, farewell and signature. */
function linesOf(words: string): string[] {
  const lines = words
    .split('\n')
    .map((line) => plainLine(line))
    .filter((line) => /[\p{L}\p{N}]/u.test(line) || /^-- ?$/.test(line));
  const end = lines.findIndex((line, at) => SIGNATURE.test(line) || (at > 0 && FAREWELL.test(line)));
  const said = end < 0 ? lines : lines.slice(0, end);
  const [first = ''] = said;
  return (GREETING.test(first) && !isStop(first, true)) || FAREWELL.test(first) ? said.slice(1) : said;
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…])\s+|(?<=[.!])(?=\p{Lu})/u).filter((part) => /\p{L}/u.test(part));
}

/** Without marks around it, and with simple apostrophes. */
function bare(sentence: string): string {
  return plainLine(sentence)
    .replaceAll(/[‘’]/gu, "'")
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');
}
