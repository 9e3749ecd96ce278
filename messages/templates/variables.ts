import { z } from 'zod';
import { oneLine } from '../one-line.ts';

/** A value that stands within a sentence. */
export const line = z.string().transform(oneLine).pipe(z.string().min(1));

/** A value that may be missing; an empty one is. */
export const optionalLine = z
  .string()
  .optional()
  .transform((value) => (value === undefined ? undefined : oneLine(value) || undefined));

const LONGEST_NAME = 80;

/** A name, which a stranger may have typed: it cannot smuggle in a link, an address or a sermon. */
export const personName = z
  .string()
  .transform((value) =>
    oneLine(value)
      .replace(/[a-z][a-z0-9+.-]*:\/\//giu, '')
      .replaceAll('@', ' at ')
      .replace(/\.(?=[\p{L}\p{N}])/gu, '. ')
      .slice(0, LONGEST_NAME)
      .trim(),
  )
  .pipe(z.string().min(1));

export const wholeNumber = z.union([z.int().min(1), z.string().regex(/^\d+$/)]).transform(String);

export const link = z.url({ protocol: /^https?$/ });
