import { emailHash } from '../../entities/crypto/look-up.ts';
import type { InboundMail } from '../../entities/inbound-mail.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import { authorOf } from '../../policy/inbound-mail/author.ts';
import { leadIn, splitName, type Lead } from '../../policy/inbound-mail/form-lead.ts';
import type { InboundEmail, Mailbox } from '../../policy/inbound-mail/inbound-email.ts';
import {
  parseIntroduction,
  senderFirstName,
  type Reading,
} from '../../policy/inbound-mail/parse-introduction.ts';
import type { Tx } from '../transaction.ts';
import { knownAt, namesakesOf, type Known } from './identify-sender.ts';
import { ourNames } from './our-names.ts';

/** Who wrote a mail in the first place, as it shows; `mayBe`: others of the same name, for a person to look at. */
export type MailAuthor = Mailbox & Known & { mayBe: Known[] };

export type Enquirer = Omit<Lead, 'sourceKind'> & {
  sourceKind: Lead['sourceKind'] | null;
  via: 'form' | 'email';
};

/** What a press records; `as` is null where a person has to say it. */
export type Proposal = {
  as: 'introduction' | 'letter' | 'statement' | 'enquiry' | null;
  firstName: string | null;
  author: MailAuthor | null;
  enquirer: Enquirer | null;
};

/** What is proposed for a mail that waits for a person or was put aside; null where nothing of it is kept. */
export async function proposalFor(tx: Tx, mail: InboundMail): Promise<Proposal | null> {
  if (mail.status !== 'needs_check' && mail.status !== 'ignored') return null;
  const inbound = parseStoredEmail(mail.raw ?? null);
  return inbound && propose(tx, mail, { inbound, reading: parseIntroduction(inbound, await ourNames(tx)) });
}

/** The same for a mail that is read already. */
export async function propose(
  tx: Tx,
  mail: InboundMail,
  { inbound, reading }: { inbound: InboundEmail; reading: Reading },
): Promise<Proposal> {
  const author = await authorAmong(tx, writerOf(inbound, { ...reading, reasons: mail.reasons }));
  const enquirer = enquirerOf(inbound, author);
  const isKnown = mail.referralId ?? (reading.kind === 'enquiry' ? mail.enquiryId : null);
  const as = isKnown ? null : asOf(reading, author, enquirer);
  const [firstName = null] = as === 'introduction' || as === 'letter' ? reading.candidates : [];
  return { as, firstName, author, enquirer };
}

/** The author of a forwarded mail, else whoever wrote it; null where a forwarded one does not show its author. */
export function writerOf(
  inbound: InboundEmail,
  { reasons, author: forwarded }: Pick<Reading, 'reasons' | 'author'>,
): Mailbox | null {
  if (reasons.includes('forwarded')) return forwarded ?? null;
  if (reasons.includes('from_staff') || reasons.includes('ours')) return null;
  const author = authorOf(inbound);
  return author.by === 'sender' && inbound.fromUs ? null : author;
}

async function authorAmong(tx: Tx, writer: Mailbox | null): Promise<MailAuthor | null> {
  if (!writer || (await isOneOfUs(tx, writer.email))) return null;
  const { clientId, professionalId } = await knownAt(tx, writer);
  const mayBe = (clientId ?? professionalId) ? [] : await namesakesOf(tx, writer.name);
  return { email: writer.email, name: writer.name, clientId, professionalId, mayBe };
}

/** Staff and the practice pass mails on; they introduce nobody. */
async function isOneOfUs(tx: Tx, email: string): Promise<boolean> {
  const { from, replyTo } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  if ([from, replyTo].some((address) => address.toLowerCase() === email.trim().toLowerCase())) return true;
  return (await tx.em.count(Staff, { emailHash: emailHash(email), active: true })) > 0;
}

/** Only what can be recorded as it stands. */
function asOf(
  { kind, candidates, reasons }: Reading,
  author: MailAuthor | null,
  enquirer: Enquirer | null,
): Proposal['as'] {
  if (kind === 'enquiry') return enquirer?.firstName ? 'enquiry' : null;
  if (!author) return null;
  if (kind === 'statement') return author.clientId ? 'statement' : null;
  if ((kind !== 'introduction' && kind !== 'letter') || candidates.length !== 1) return null;
  if (kind === 'letter' && author.professionalId) return 'letter';
  if (kind === 'letter' && !author.clientId) return null;
  const isNamed =
    author.clientId ?? author.professionalId ?? (author.email === '' ? null : senderFirstName(author));
  return isNamed === null || reasons.includes('which_one') ? null : 'introduction';
}

function enquirerOf(inbound: InboundEmail, author: MailAuthor | null): Enquirer | null {
  const lead = leadIn(inbound);
  if (lead) return { ...lead, via: 'form' };
  if (!author) return null;
  const email = author.email === '' ? null : author.email;
  const person = { ...splitName(author.name), email, phone: null };
  return authorOf(inbound).by === 'reply_to'
    ? { ...person, sourceKind: 'website', via: 'form' }
    : { ...person, sourceKind: null, via: 'email' };
}
