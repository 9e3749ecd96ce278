import { isUtf8 } from 'node:buffer';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What stands in a text for bytes that were no character. */
export const DAMAGED = '\uFFFD';

const FIRST_TWO_BYTES = 0x80;
/** Characters of Windows-1252 that stand between the letters of no word; as Mac OS Roman they are é, ü, ä and the like. */
const MAC_LETTERS = new Set([
  0x81, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x95, 0x98, 0x99, 0x9b, 0x9d, 0x9f,
]);
const ACCENTED_IN_1252 = 0xc0;

/** A byte order mark is believed; else UTF-8, a few bytes of which may be damaged; else an older program's Windows or Mac. */
export function encodingOf(bytes: Buffer): Encoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8';
  return isMac(bytes) ? 'macintosh' : 'windows-1252';
}

function startsWith(bytes: Buffer, ...mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** More whole characters of several bytes than damaged ones: other encodings hardly ever look so by chance. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let whole = 0;
  let damaged = 0;
  for (const character of bytes.toString('utf8')) {
    if (character === DAMAGED) damaged += 1;
    else if ((character.codePointAt(0) ?? 0) >= FIRST_TWO_BYTES) whole += 1;
  }
  return whole >= damaged;
}

function isMac(bytes: Buffer): boolean {
  let mac = 0;
  let windows = 0;
  for (let index = 1; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < FIRST_TWO_BYTES || !isLetter(bytes[index - 1])) continue;
    if (MAC_LETTERS.has(byte)) mac += 1;
    else if (byte >= ACCENTED_IN_1252) windows += 1;
  }
  return mac > windows;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z]/.test(String.fromCodePoint(byte));
}

const BYTE_OF = new Map(
  Array.from({ length: 0x100 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
const STRICT = new TextDecoder('utf-8', { fatal: true });

/** What a text meant that another program has read in the wrong encoding, "ZoÃ«"; null where it is as it should be. */
export function misread(text: string): string | null {
  if (!/[\u0080-\u{10FFFF}]/u.test(text)) return null;
  const bytes = Array.from(text).map((character) => BYTE_OF.get(character));
  if (bytes.includes(undefined)) return null;
  try {
    return STRICT.decode(Uint8Array.from(bytes.map((byte) => byte ?? 0)));
  } catch {
    // harmless: a text that is no UTF-8 when taken for bytes was read rightly
    return null;
  }
}
