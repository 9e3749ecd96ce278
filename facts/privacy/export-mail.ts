import { InboundMail } from '../../entities/inbound-mail.ts';
import { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import type { MAIL_KINDS } from '../../policy/inbound-mail/inbound-email.ts';
import { withoutOthers, type Mention } from '../../policy/privacy/text-match.ts';
import type { Exported, Exporting } from './export-person.ts';
import { addressesOf } from './person.ts';
import { writtenTo } from './request-erasure.ts';

const PAGE = 200;
const SOMEBODY_ELSE = '(somebody else)';
/** Whoever writes one of these tells us of other people: a person weighs what of it may be given. */
const ABOUT_OTHERS: readonly (typeof MAIL_KINDS)[number][] = ['introduction', 'statement', 'letter'];

/** E-mails sent to and received from the person. Unsent ones, and what others wrote about them, are left out. */
export async function exportMail(exporting: Exporting): Promise<Record<string, Exported[]>> {
  const { em } = exporting.tx;
  const hashes = addressesOf(exporting.person).map(emailHash);
  const suppressed = await em.find(
    Suppression,
    { emailHash: { $in: hashes }, liftedAt: null },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return {
    messages: await sentTo(exporting, hashes),
    mailsFromThem: await mailsFrom(exporting, new Set(hashes)),
    notWrittenTo: suppressed.map(({ reason, at, until }) => ({ reason, since: at, until: until ?? null })),
  };
}

/** A letter that sent somebody on to a colleague is about that somebody: the colleague reads that it went, not what it said. */
async function sentTo({ tx, person, withhold }: Exporting, hashes: readonly string[]): Promise<Exported[]> {
  const sent = await tx.em.find(
    Message,
    {
      $and: [
        writtenTo(person),
        { status: 'sent', purpose: { $ne: 'staff_note' } },
        { $or: [{ toHash: { $in: [...hashes] } }, { purpose: { $in: ['thanks', 'carrier'] } }] },
      ],
    },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return sent.map(({ id, purpose, sentAt, subject, text }) => {
    if (purpose === 'refer_out') return { sentAt: sentAt ?? null, ...withhold('messages', id) };
    return { sentAt: sentAt ?? null, subject: subject ?? null, text: text ?? null };
  });
}

/** By the address that each came from: a mail that was settled as about them may be another person's. */
async function mailsFrom(exporting: Exporting, hashes: ReadonlySet<string>): Promise<Exported[]> {
  const { em } = exporting.tx;
  const found: Exported[] = [];
  let after: { id?: { $gt: string } } = {};
  for (;;) {
    const page = await em.find(
      InboundMail,
      { raw: { $ne: null }, ...after },
      { orderBy: { id: 'asc' }, limit: PAGE, disableIdentityMap: true },
    );
    for (const mail of page) {
      const email = parseStoredEmail(mail.raw ?? null);
      if (email && hashes.has(emailHash(email.from.email)))
        found.push(mailRecord(exporting, mail, email, hashes));
    }
    const last = page.at(-1);
    if (page.length < PAGE || !last) return found;
    after = { id: { $gt: last.id } };
  }
}

function mailRecord(
  { person, withhold }: Exporting,
  { id, kind, referralId, receivedAt, keepUntil }: InboundMail,
  { subject, body }: { subject: string; body: string },
  hashes: ReadonlySet<string>,
): Exported {
  const when = { receivedAt, keptUntil: keepUntil };
  if (referralId || ABOUT_OTHERS.includes(kind)) return { ...when, ...withhold('mailsFromThem', id) };
  const friends = person.sentBy.flatMap(({ personFirstName }): Mention[] =>
    personFirstName ? [{ kind: 'name', text: personFirstName }] : [],
  );
  const own = (address: string): boolean => hashes.has(emailHash(address));
  const told = (text: string): string => withoutOthers(text, friends, own, SOMEBODY_ELSE);
  return { ...when, subject: told(subject), body: told(body) };
}
