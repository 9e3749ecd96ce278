import { z } from 'zod';
import { oneLine } from '../one-line.ts';

/** A value inside a sentence. */
export const line = z.string().transform(oneLine).pipe(z.string().min(1));

/** A value that may be missing; an empty one is. */
export const optionalLine = z
  .string()
  .optional()
  .transform((value) => (value === undefined ? undefined : oneLine(value) || undefined));

const LONGEST_NAME = 80;
const LONGEST_QUOTED = 120;
const QUOTATION_MARKS = /["“”„‟«»]/gu;
const NOT_IN_A_LINK = /[\s"'<>“”„‟«»]/gu;

/** A name, which a stranger may have typed: it cannot smuggle in a link, an address or a sermon. */
export const personName = z
  .string()
  .transform((value) => tame(value).slice(0, LONGEST_NAME).trim())
  .pipe(z.string().min(1));

/** A name that is left out where it may not be said; the words say so with `if`. */
export const optionalName = z
  .string()
  .optional()
  .transform((value) =>
    value === undefined ? undefined : tame(value).slice(0, LONGEST_NAME).trim() || undefined,
  );

/** A value inside a quotation: it can neither end the quotation nor bring a link of its own. */
export const quotable = z.string().transform(quoted).pipe(z.string().min(1));

export const optionalQuotable = z
  .string()
  .optional()
  .transform((value) => (value === undefined ? undefined : quoted(value) || undefined));

/** Words of several lines that were written elsewhere; no gap in them is wider than one empty line. */
export const optionalParagraphs = z
  .string()
  .optional()
  .transform((value) => inParagraphs(value ?? '') || undefined);

export const paragraphs = z.string().transform(inParagraphs).pipe(z.string().min(1));

export const wholeNumber = z.union([z.int().min(1), z.string().regex(/^\d+$/)]).transform(String);

/** One web address, which nothing within it can end early. */
export const link = z
  .url({ protocol: /^https?$/ })
  .transform((value) => value.replace(NOT_IN_A_LINK, (mark) => encodeURIComponent(mark).replace("'", '%27')));

export const optionalLink = link.optional();

export type DeclaredVariable = { name: string; required: boolean };

/** What a template may name, and what it is not complete without. */
export function declaredIn(variables: z.ZodObject): DeclaredVariable[] {
  return Object.entries(variables.shape).map(([name, type]) => ({
    name,
    required: !z.core.safeParse(type, undefined).success,
  }));
}

function inParagraphs(value: string): string {
  const lines = value.split(/\r\n|[\n\r\u2028\u2029]/).map(oneLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function tame(value: string): string {
  return oneLine(value)
    .replace(/[a-z][a-z0-9+.-]*:\/\//giu, '')
    .replaceAll('@', ' at ')
    .replace(/\.(?=[\p{L}\p{N}])/gu, '. ');
}

function quoted(value: string): string {
  return oneLine(tame(value).replace(QUOTATION_MARKS, '')).slice(0, LONGEST_QUOTED).trim();
}
