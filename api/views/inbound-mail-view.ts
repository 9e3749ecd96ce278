import type { InboundMailView } from '../schemas/inbound-mail.ts';
import type { InboundMailSummary } from '../schemas/inbound-mail.ts';
import type { z } from 'zod';
import type { InboundMail } from '../../entities/inbound-mail.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import type { Tx } from '../../facts/transaction.ts';
import { proposalFor } from '../../facts/inbound-mail/propose.ts';
import type { InboundEmail } from '../../policy/inbound-mail/inbound-email.ts';
import { parseIntroduction } from '../../policy/inbound-mail/parse-introduction.ts';
import { namesOfPeople } from './source-names.ts';

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

/** The same with the name that its sender gave. */
export function namedMailSummary(mail: InboundMail): z.output<typeof InboundMailSummary> {
  return { ...inboundMailSummary(mail), fromName: nameOf(parseStoredEmail(mail.raw ?? null)) };
}

function nameOf(letter: InboundEmail | null): string | null {
  return letter && (letter.from.name || letter.from.email);
}

/** The same with the mail itself, while it is kept. */
export async function inboundMailView(tx: Tx, mail: InboundMail): Promise<z.output<typeof InboundMailView>> {
  const letter = parseStoredEmail(mail.raw ?? null);
  return {
    ...inboundMailSummary(mail),
    proposal: await namedProposal(tx, mail),
    suggestions: letter ? parseIntroduction(letter).candidates : [],
    mail: letter
      ? { from: letter.from.email, fromName: letter.from.name, subject: letter.subject, text: letter.body }
      : null,
  };
}

/** With the names under which its author, and whoever else it may be, are on record. */
async function namedProposal(
  tx: Tx,
  mail: InboundMail,
): Promise<z.output<typeof InboundMailView>['proposal']> {
  const proposal = await proposalFor(tx, mail);
  if (!proposal?.author) return proposal && { ...proposal, author: null };
  const { author } = proposal;
  const people = [author, ...author.mayBe];
  const names = await namesOfPeople(
    tx,
    { ownOnly: false },
    {
      clientIds: people.flatMap(({ clientId }) => clientId ?? []),
      professionalIds: people.flatMap(({ professionalId }) => professionalId ?? []),
    },
  );
  const named = <Known extends (typeof people)[number]>(one: Known) => ({
    ...one,
    recordedName: names.get(one.clientId ?? one.professionalId ?? '') ?? null,
  });
  return { ...proposal, author: { ...named(author), mayBe: author.mayBe.map(named) } };
}
