import { z } from 'zod';
import type { InboundEmail } from '../policy/inbound-mail/inbound-email.ts';

const StoredEmail: z.ZodType<InboundEmail> = z.object({
  from: z.object({ email: z.string(), name: z.string() }),
  subject: z.string(),
  body: z.string(),
  newWords: z.string(),
  date: z.string(),
  headers: z.record(z.string(), z.string()),
  hasCalendar: z.boolean(),
});

/** Serialises an inbound e-mail for storage, without attachments and without its other recipients (§3.4). */
export function serializeEmail(inbound: InboundEmail): string {
  return JSON.stringify(inbound);
}

/** Parses it again; null once it has been purged. */
export function parseStoredEmail(raw: string | null): InboundEmail | null {
  return raw === null ? null : StoredEmail.parse(JSON.parse(raw));
}
