import { z } from 'zod';
import type { InboundLetter } from '../policy/inbound-mail/letter.ts';

const KeptLetter: z.ZodType<InboundLetter> = z.object({
  from: z.object({ email: z.string(), name: z.string() }),
  subject: z.string(),
  body: z.string(),
  newWords: z.string(),
  date: z.string(),
  headers: z.record(z.string(), z.string()),
  hasCalendar: z.boolean(),
});

/** A mail as it is kept for some days: without attachments, and without whoever else it was sent to (§3.4). */
export function keptLetter(letter: InboundLetter): string {
  return JSON.stringify(letter);
}

/** Reads it back; null once it is gone. */
export function readKeptLetter(raw: string | null): InboundLetter | null {
  return raw === null ? null : KeptLetter.parse(JSON.parse(raw));
}
