import { z } from 'zod';
import { emailAddress, phoneNumber } from '../http/fields.ts';
import type { Faults } from './parts/filled.ts';
import type { Fields } from './read-form.ts';

const FEWEST_DIGITS = 5;

/** What was typed, or what is wrong with it, field by field. */
export type Read<Typed> = { typed: Typed; faults: null } | { typed: null; faults: Faults };

/** Reads a form; every field that does not fit is named, in the form's own words. */
export function readTyped<Schema extends z.ZodObject>(
  schema: Schema,
  fields: Fields,
  words: Faults,
): Read<z.output<Schema>> {
  const read = schema.safeParse(fields);
  if (read.success) return { typed: read.data, faults: null };
  const faults = read.error.issues.map(({ path, message }): [string, string] => {
    const name = String(path[0]);
    return [name, words[name] ?? message];
  });
  return { typed: null, faults: Object.fromEntries(faults) };
}

/** A field that may stay blank. */
export function orBlank<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    schema.optional(),
  );
}

/** A box: ticked or not. */
export function ticked() {
  return z
    .string()
    .optional()
    .transform((value) => value === 'yes');
}

/** An address with whatever spaces a telephone's keyboard left around it. */
export function typedEmail() {
  return z.string().trim().pipe(emailAddress());
}

/** One field for a way to reach somebody: an address or a number. */
export function typedContact() {
  const email = typedEmail().transform((address) => ({ email: address }));
  const phone = phoneNumber()
    .refine((text) => !text.includes('@') && text.replace(/\D/g, '').length >= FEWEST_DIGITS)
    .transform((number) => ({ phone: number }));
  return z.union([email, phone]);
}
