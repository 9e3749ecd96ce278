import type { InboundMailView } from '../schemas/inbound-mail.ts';
import type { InboundMailSummary } from '../schemas/inbound-mail.ts';
import type { z } from 'zod';
import type { InboundMail } from '../../entities/inbound-mail.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import type { Tx } from '../../facts/transaction.ts';
import { proposalFor } from '../../facts/inbound-mail/propose.ts';
import { parseIntroduction } from '../../policy/inbound-mail/parse-introduction.ts';

/** What a mail was taken for, without a word of it. */
export function inboundMailSummary(mail: InboundMail): z.output<typeof InboundMailSummary> {
  return {
    id: mail.id,
    kind: mail.kind,
    status: mail.status,
    proposed: mail.raw ? (mail.proposed ?? null) : null,
    confidence: mail.confidence,
    reasons: mail.reasons,
    referralId: mail.referralId ?? null,
    enquiryId: mail.enquiryId ?? null,
    clientId: mail.clientId ?? null,
    professionalId: mail.professionalId ?? null,
    receivedAt: mail.receivedAt.toISOString(),
    keepUntil: mail.keepUntil.toISOString(),
    updatedAt: mail.updatedAt.toISOString(),
  };
}

/** The same with the mail itself, while it is kept. */
export async function inboundMailView(tx: Tx, mail: InboundMail): Promise<z.output<typeof InboundMailView>> {
  const letter = parseStoredEmail(mail.raw ?? null);
  return {
    ...inboundMailSummary(mail),
    proposal: await proposalFor(tx, mail),
    suggestions: letter ? parseIntroduction(letter).candidates : [],
    mail: letter
      ? { from: letter.from.email, fromName: letter.from.name, subject: letter.subject, text: letter.body }
      : null,
  };
}
