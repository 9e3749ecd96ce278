import { decodeWords } from './decode-words.ts';

export type CleanSubject = { text: string; answered: boolean; forwarded: boolean };

const LONGEST_RAW = 2_000;
const LONGEST = 300;
const MOST_PREFIXES = 20;

/** What mail programs put in front of a subject, in the languages they speak. */
const ANSWER = /^(?:re|aw|antw|sv|vs|r|res|odp|ynt|bls|答复|回复)(?:\s?[[(]\d{1,3}[\])])?\s?[:：]\s?/iu;
const FORWARD = /^(?:fwd?|fw|wg|tr|rv|vb|vl|i|enc|pd|ilt|doorst|转发)(?:\s?[[(]\d{1,3}[\])])?\s?[:：]\s?/iu;
const LABEL =
  /^(?:\[[^\]]{0,60}\]|\*{1,5}[^*]{0,20}\*{1,5}|(?:external|extern|(?:updated )?invitation|invitación|invito|einladung|uitnodiging)\s?:|\((?:no subject|kein betreff|sans objet|sin asunto)\))\s?/iu;
/** Dates of birth and health service numbers, and a calendar's "@" and time: everything from the first of them on is ignored. */
const NUMBERED =
  /(?:^|[\s(,;|/-])(?:d\.?o\.?b\b|nhs\b|born\b|geb\b|n[ée]e?\sle\b|hosp(?:ital)?\sno\b)|\s@\s|\d/iu;

/** A subject without prefixes, labels, hidden characters, emoji and numbers, and of limited length. */
export function cleanSubject(raw: string): CleanSubject {
  let text = plainLine(decodeWords(raw.slice(0, LONGEST_RAW))).slice(0, LONGEST);
  const clean = { answered: false, forwarded: false };
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const prefix = LABEL.exec(text) ?? ANSWER.exec(text) ?? FORWARD.exec(text);
    if (!prefix) break;
    clean.answered ||= ANSWER.test(text);
    clean.forwarded ||= FORWARD.test(text);
    text = text.slice(prefix[0].length).trimStart();
  }
  return { ...clean, text: withoutNumbers(text) };
}

/** One line as it is read: composed, without what cannot be seen, with one kind of space, quote and dash. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cf}|\uFE0F/gu, '')
    .replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu, ' ')
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/[\p{Z}\p{Cc}]+/gu, ' ')
    .trim();
}

function withoutNumbers(text: string): string {
  const at = text.search(NUMBERED);
  return at < 0 ? text : text.slice(0, at).trimEnd();
}
