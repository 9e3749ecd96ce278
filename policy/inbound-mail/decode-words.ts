const WORD = /=\?([\w-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]{0,1000})\?=/gi;
const BETWEEN_WORDS = /\?=\s{1,10}=\?/g;

/** Decodes RFC 2047 encoded words; what cannot be decoded stays as it is. */
export function decodeWords(text: string): string {
  return text
    .replaceAll(BETWEEN_WORDS, '?==?')
    .replaceAll(WORD, (whole: string, charset: string, how: string, packed: string) => {
      try {
        return new TextDecoder(charset).decode(how.toLowerCase() === 'b' ? base64(packed) : quoted(packed));
      } catch {
        // harmless: an unknown charset leaves the words as they came
        return whole;
      }
    });
}

function base64(packed: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
}

function quoted(packed: string): Uint8Array<ArrayBuffer> {
  const text = packed
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
