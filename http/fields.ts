import { z } from 'zod';
import { CLOCKS_DIFFER_MS } from '../policy/calendar/future-dates.ts';
import { plainAddress, plainName } from '../policy/clients/plain-words.ts';

/** Control characters and halves of surrogate pairs, which no text holds. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const CONTROL_BUT_LINES = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;
/** What shows nothing: spaces, controls, joiners, marks of direction, fillers. In what every dialect of patterns knows. */
const INVISIBLE = String.raw`\s\x00-\x1F\x7F-\xA0\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB`;
const VISIBLE = new RegExp(`[^${INVISIBLE}]`, 'u');
/** The same for whoever reads the document: something to be seen, and none of the characters that are refused. */
const documented = (refused: string, something = `[^${INVISIBLE}]`) =>
  `^[^${refused}]*${something}[^${refused}]*$`;
const NOT_IN_A_LINE = String.raw`\x00-\x1F\x7F-\x9F\u2028\u2029`;
const LINE_PATTERN = documented(NOT_IN_A_LINE);
const PARAGRAPH_PATTERN = documented(String.raw`\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F`);
const PHONE_PATTERN = documented(NOT_IN_A_LINE, String.raw`\d[^${NOT_IN_A_LINE}]*\d[^${NOT_IN_A_LINE}]*\d`);
const BROKEN = /[\s\p{Cc}\p{Cs}]/u;
const BETWEEN = /^(?=(?:19|20|21)\d\d-)/;
const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:-*[A-Za-z0-9])*\.)+[A-Za-z]{2,63}$/;
const EMAIL_PARTS = /^[^@]{1,64}@(?:[^.]{1,63}\.)+[^.]{2,63}$/;

/** One line of text: trimmed, something to be seen in it, no control characters. */
export function line(max = 200) {
  return oneLine(z.string().trim(), max);
}

/** A person's name, kept in one spelling: composed characters, single spaces. */
export function personName(max = 100) {
  return oneLine(z.string().overwrite(plainName), max);
}

function oneLine(text: z.ZodString, max: number) {
  return text
    .min(1, 'must not be empty')
    .max(max)
    .refine((written) => VISIBLE.test(written), 'must not be empty')
    .refine((written) => !CONTROL.test(written), 'must be one line without control characters')
    .meta({ pattern: LINE_PATTERN });
}

/** Text of several lines. */
export function paragraph(max = 2_000) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => !CONTROL_BUT_LINES.test(text), 'must not contain control characters')
    .meta({ pattern: PARAGRAPH_PATTERN });
}

/**
 * An address that Postmark will take: ASCII, at most 254 characters, 64 of them before the @ and 63 between dots. An
 * international domain is kept in its ASCII form.
 */
export function emailAddress() {
  return z
    .string()
    .overwrite(plainAddress)
    .email({ pattern: EMAIL, error: 'must be an e-mail address' })
    .max(254)
    .refine((text) => EMAIL_PARTS.test(text), 'must be an e-mail address')
    .meta({ example: 'sam@example.org' });
}

export function phoneNumber() {
  return line(40)
    .refine((text) => /\d{3}/.test(text.replace(/\D/g, '')), 'must hold a telephone number')
    .meta({ pattern: PHONE_PATTERN, example: '+44 20 7946 0000' });
}

export function webAddress() {
  return z
    .url({ protocol: /^https?$/, message: 'must be a web address (https://…)' })
    .max(500)
    .refine((text) => !BROKEN.test(text), 'must be a web address (https://…)')
    .refine((text) => !hasCredentials(text), 'must have no user and no password in it')
    .meta({ pattern: '^https?://', example: 'https://example.org' });
}

function hasCredentials(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.username !== '' || url.password !== '');
}

export function id() {
  return z.uuid('must be an id (UUID)').meta({ example: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' });
}

/** A calendar date between 1900 and 2200. */
export function date() {
  return z.iso
    .date('must be a date, YYYY-MM-DD')
    .refine((text) => BETWEEN.test(text), 'must lie between 1900 and 2200')
    .meta({ pattern: patternBetween(z.core.regexes.date), example: '2026-11-23' });
}

/** A moment; RFC 3339, kept to the millisecond. */
export function instant() {
  return z.iso
    .datetime({ offset: true, error: 'must be a time, RFC 3339 (2026-11-23T09:00:00Z)' })
    .refine((text) => BETWEEN.test(text), 'must lie between 1900 and 2200')
    .meta({
      pattern: patternBetween(z.core.regexes.datetime({ offset: true })),
      example: '2026-11-23T09:00:00.000Z',
    });
}

/** A pattern of days that also holds the years that are taken. */
function patternBetween(days: RegExp): string {
  return days.source.replace('^', BETWEEN.source);
}

/** A moment that is still to come. */
export function futureInstant() {
  return instant().refine((text) => new Date(text).getTime() > Date.now(), 'must lie in the future');
}

/** A moment that has been: at most five minutes ahead, because clocks differ. */
export function pastInstant() {
  return instant().refine(
    (text) => new Date(text).getTime() <= Date.now() + CLOCKS_DIFFER_MS,
    'must not lie in the future',
  );
}

/** An answer's moment; null where it has not happened. */
export const at = z.iso.datetime().meta({ example: '2026-11-23T09:00:00.000Z' });

/** `when` of a refinement across fields: it runs although some fields are wrong, so that every fault is listed. */
export function isObject({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
