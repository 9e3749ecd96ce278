import { z } from 'zod';
import type { InboundEmail } from '../policy/inbound-mail/inbound-email.ts';

const Mailbox = z.object({ email: z.string(), name: z.string() });
const StoredEmail: z.ZodType<InboundEmail> = z.object({
  from: Mailbox,
  replyTo: Mailbox.nullable().default(null),
  subject: z.string(),
  body: z.string(),
  newWords: z.string(),
  date: z.string(),
  headers: z.record(z.string(), z.string()),
  hasCalendar: z.boolean(),
  fromUs: z.boolean().default(false),
});

/** Serialises an inbound e-mail for storage, without attachments and without its other recipients (§3.4). */
export function serializeEmail(inbound: InboundEmail): string {
  return JSON.stringify(inbound);
}

/** Parses it again; null once it has been purged. */
export function parseStoredEmail(raw: string | null): InboundEmail | null {
  return raw === null ? null : StoredEmail.parse(JSON.parse(raw));
}
