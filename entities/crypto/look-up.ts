import { plainAddress } from '../../policy/clients/plain-words.ts';
import { keyring } from './keyring.ts';

const LONGEST_PREFIX = 12;
const TOKEN_LENGTH = 12;
const ID_BYTES = 16;
const TIME_BYTES = 6;

/** An e-mail address as it is compared: addresses that differ only in case are one. */
export function emailHash(email: string): string {
  return keyring().lookUpHash(plainAddress(email.trim()).toLowerCase(), 'email');
}

/** A telephone number as it is compared: digits only. */
export function phoneHash(phone: string): string {
  return keyring().lookUpHash(phone.replace(/\D/g, ''), 'phone');
}

/** A name as it is compared: case, accents, punctuation and double spaces do not count. */
export function nameHash(name: string): string {
  return keyring().lookUpHash(plainWords(name).join(' '), 'name');
}

/** The reference of another program as it is compared. */
export function referenceHash(reference: string): string {
  return keyring().lookUpHash(reference.trim().toLowerCase(), 'external_ref');
}

/** One of several people at one mailbox. */
export function emailAndNameHash(email: string, firstName: string): string {
  return keyring().lookUpHash(`${emailHash(email)}/${nameHash(firstName)}`, 'email_and_name');
}

/** A secret that is handed out once and only ever stored as this hash (API keys, link tokens). */
export function secretHash(secret: string): string {
  return keyring().lookUpHash(secret, 'secret');
}

/** An Idempotency-Key within what one member of staff has sent: nobody else can choose a key that equals it. */
export function ownKeyHash(staffId: string, key: string): string {
  return keyring().lookUpHash(`${staffId}/${key}`, 'idempotency-key');
}

/** What was sent under a key, by its digest: keyed, so that nobody can try out what it may have been. */
export function requestHash(digest: string): string {
  return keyring().lookUpHash(digest, 'request');
}

/** A mail, or its Message-ID, as it is compared: the same twice is one. */
export function mailHash(text: string): string {
  return keyring().lookUpHash(text, 'mail');
}

/** The id (UUIDv8, in order of time) of what is noted once an hour about the same thing. */
export function hourlyId(hour: number, about: string): string {
  const bytes = Buffer.from(keyring().lookUpHash(about, 'hourly'), 'base64url').subarray(0, ID_BYTES);
  bytes.writeUIntBE(hour, 0, TIME_BYTES);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Keyed tokens of every beginning (2 to 12 letters) of every word, so that sealed names can be searched as they are typed. */
export function prefixTokens(...texts: (string | null | undefined)[]): string[] {
  const words = texts.flatMap((text) => plainWords(text ?? ''));
  return [...new Set(words.flatMap(prefixes))].map(token);
}

/** The tokens that a row must all have to match what was typed; words of one letter are left out. */
export function searchTokens(typed: string): string[] {
  return plainWords(typed)
    .filter((word) => word.length >= 2)
    .map((word) => token(word.slice(0, LONGEST_PREFIX)));
}

function prefixes(word: string): string[] {
  const longest = Math.min(word.length, LONGEST_PREFIX);
  return Array.from({ length: Math.max(0, longest - 1) }, (_, index) => word.slice(0, index + 2));
}

function token(prefix: string): string {
  return keyring().lookUpHash(prefix, 'prefix').slice(0, TOKEN_LENGTH);
}

function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
