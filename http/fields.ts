import { z } from 'zod';
import { CLOCKS_DIFFER_MS } from '../policy/calendar/future-dates.ts';

/** Control characters and halves of surrogate pairs, which no text holds. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const CONTROL_BUT_LINES = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;
const BROKEN = /[\s\p{Cc}\p{Cs}]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const BETWEEN = /^(19|20|21)\d\d-/;
const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:-*[A-Za-z0-9])*\.)+[A-Za-z]{2,63}$/;
const EMAIL_PARTS = /^[^@]{1,64}@(?:[^.]{1,63}\.)+[^.]{2,63}$/;

/** One line of text: trimmed, something to be seen in it, no control characters. */
export function line(max = 200) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => VISIBLE.test(text), 'must not be empty')
    .refine((text) => !CONTROL.test(text), 'must be one line without control characters');
}

/** Text of several lines. */
export function paragraph(max = 2_000) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => !CONTROL_BUT_LINES.test(text), 'must not contain control characters');
}

/** An address that Postmark will take: ASCII, at most 254 characters, 64 of them before the @ and 63 between dots. */
export function emailAddress() {
  return z
    .email({ pattern: EMAIL, error: 'must be an e-mail address' })
    .max(254)
    .refine((text) => EMAIL_PARTS.test(text), 'must be an e-mail address')
    .meta({ example: 'sam@example.org' });
}

export function phoneNumber() {
  return line(40)
    .refine((text) => /\d{3}/.test(text.replace(/\D/g, '')), 'must hold a telephone number')
    .meta({ example: '+44 20 7946 0000' });
}

export function webAddress() {
  return z
    .url({ protocol: /^https?$/, message: 'must be a web address (https://…)' })
    .max(500)
    .refine((text) => !BROKEN.test(text), 'must be a web address (https://…)')
    .meta({ example: 'https://example.org' });
}

export function id() {
  return z.uuid('must be an id (UUID)').meta({ example: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' });
}

/** A calendar date between 1900 and 2200. */
export function date() {
  return z.iso
    .date('must be a date, YYYY-MM-DD')
    .refine((text) => BETWEEN.test(text), 'must lie between 1900 and 2200')
    .meta({ example: '2026-11-23' });
}

/** A moment; RFC 3339, kept to the millisecond. */
export function instant() {
  return z.iso
    .datetime({ offset: true, error: 'must be a time, RFC 3339 (2026-11-23T09:00:00Z)' })
    .refine((text) => BETWEEN.test(text), 'must lie between 1900 and 2200')
    .meta({ example: '2026-11-23T09:00:00.000Z' });
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
