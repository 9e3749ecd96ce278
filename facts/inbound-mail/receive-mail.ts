import { randomUUIDv7 } from 'node:crypto';
import { Enquiry } from '../../entities/enquiry.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import type { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Practice } from '../../entities/practice.ts';
import type { InboundMail as CameIn } from '../../email/inbound-mail.ts';
import { serializeEmail } from '../../email/stored-email.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { arrivalOf, type InboundEmail } from '../../policy/inbound-mail/inbound-email.ts';
import { authorOf } from '../../policy/inbound-mail/author.ts';
import { isSpam } from '../../policy/inbound-mail/is-automatic.ts';
import { isOwnMailbox } from '../../policy/inbound-mail/inbound-address.ts';
import { isVouchedFor } from '../../policy/inbound-mail/is-vouched-for.ts';
import { isCourtesy, ownWords } from '../../policy/inbound-mail/own-words.ts';
import { parseIntroduction, type Reading } from '../../policy/inbound-mail/parse-introduction.ts';
import { decideMail, type MailDecision } from '../../policy/inbound-mail/decide-mail.ts';
import { askAboutMail } from './ask-about-mail.ts';
import { isErased } from '../erased-people.ts';
import { reevaluateRelationshipsOf } from '../commitments/reevaluate-relationships.ts';
import { audit, type Tx } from '../transaction.ts';
import { hashesOf, isOfSameSender, isOursReturned, isRepeat, lockInbox, threadOf } from './mail-thread.ts';
import { ourNames } from './our-names.ts';
import { propose, writerOf } from './propose.ts';
import { recordIntroduction } from './record-introduction.ts';
import { suppressAddress } from '../outbound-mail/suppress-address.ts';
import { limitThanks, type LimitedReferrer } from '../referrals/thanks-rate-limit.ts';
import { identifySender, isOwnAddress, knownAt, type Known, type Sender } from './identify-sender.ts';

/** `answered`: the message whose reply address was used. */
type Around = { mailbox: string; cameAt: Date; answered: Message | null };

/**
 * Applies an inbound e-mail (S19, S24): what is certain is recorded, everything else becomes a task, and no reply is
 * sent. Idempotent.
 */
export async function receiveMail(
  tx: Tx,
  { inbound: cameIn, providerId }: CameIn,
  { mailbox, cameAt, answered }: Around,
): Promise<string> {
  await lockInbox(tx);
  const hashes = hashesOf(cameIn, providerId);
  if (await isRepeat(tx, hashes)) return 'repeat';
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const inbound = { ...cameIn, fromUs: isOwnAddress(cameIn.from.email, practice, mailbox) };
  const author = authorOf(inbound);
  const sender = await identifySender(tx, author, { practice, mailbox });
  const reading = parseIntroduction(inbound, await ourNames(tx));
  const before = await threadOf(tx, inbound);
  const senderHash = emailHash(author.email);
  const decided = decideMail({
    reading,
    sender: sender.kind,
    senderNamed: sender.firstName !== null,
    unproven: author.by !== 'sender' || !isVouchedFor(inbound),
    unwanted: isSpam(inbound),
    returned: isOwnMailbox(mailbox, author.email) || (await isOursReturned(tx, inbound)),
    courtesy: (answered ?? before) !== null && isCourtesy(ownWords(inbound.newWords || inbound.body)),
    replyAddress: answered ? (answered.toHash === senderHash ? 'theirs' : 'another') : null,
    thread: before ? (isOfSameSender(before, author, sender) ? 'same_sender' : 'another_sender') : null,
  });
  const decision: MailDecision =
    decided.do === 'opt_out' && author.email === '' ? { do: 'check', why: 'unknown_sender' } : decided;
  const { clientId, professionalId } = await writtenBy(tx, inbound, reading, sender);
  const mail = tx.em.create(InboundMail, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    ...hashes,
    kind: reading.kind,
    status: statusOf(decision),
    confidence: reading.confidence,
    reasons: 'why' in decision ? [...new Set([...reading.reasons, decision.why])] : reading.reasons,
    raw: serializeEmail(inbound),
    keepUntil: new Date(tx.now.getTime() + toMs(practice.policy.retention.introduction)),
    referralId: before?.referralId ?? null,
    enquiryId: before?.enquiryId ?? (await enquiryOf(tx, senderHash)),
    clientId,
    professionalId,
    receivedAt: arrivalOf(inbound.date, cameAt),
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await reevaluateRelationshipsOf(tx, [professionalId]);
  audit(tx, 'receive', { entity: 'inbound_mail', id: mail.id });
  if (mail.status !== 'applied') mail.proposed = (await propose(tx, mail, { inbound, reading })).as;
  await place(tx, mail, decision, { sender, email: author.email, senderHash });
  return mail.status;
}

function statusOf({ do: what }: MailDecision): InboundMail['status'] {
  if (what === 'ignore') return 'ignored';
  return what === 'check' || what === 'ask_whether_told' ? 'needs_check' : 'applied';
}

type Sent = { sender: Sender; email: string; senderHash: string };

async function place(
  tx: Tx,
  mail: InboundMail,
  decision: MailDecision,
  { sender, email, senderHash }: Sent,
): Promise<void> {
  switch (decision.do) {
    case 'ignore':
    case 'attach':
      return;
    case 'opt_out':
      return suppressAddress(tx, senderHash, { entity: 'inbound_mail', id: mail.id });
    case 'ask_whether_told':
      return askAboutMail(tx, mail, 'thank_for_reply', 'told');
    case 'check':
      return askAboutMail(tx, mail, 'check_mail', decision.why);
    case 'introduction':
    case 'letter': {
      mail.kind = decision.do;
      if (await isErased(tx, { email, firstName: sender.firstName }))
        return askAboutMail(tx, mail, 'check_mail', 'erased');
      const limited = await referrerOf(tx, sender, email);
      const isNew = await recordIntroduction(tx, mail, {
        as: decision.do,
        firstName: decision.firstName,
        ...limited,
        distinct: false,
      });
      if (!isNew) await askAboutMail(tx, mail, 'check_mail', 'same_name_again');
      else if (decision.do === 'letter') await askAboutMail(tx, mail, 'check_mail', 'details_to_enter');
    }
  }
}

/** Sender addresses can be forged: above the rate limit only the name is recorded, and a person checks. */
async function referrerOf(tx: Tx, sender: Sender, email: string): Promise<LimitedReferrer> {
  const { clientId, professionalId, firstName } = sender;
  if (professionalId !== null) return { referrer: { professionalId }, isOneOfTooMany: false };
  const byName = { firstName: firstName ?? '' };
  const named = clientId !== null ? { clientId } : { ...byName, email };
  return limitThanks(tx, named, byName, 'referrer');
}

/** Links the e-mail to the sender's open enquiry. */
async function enquiryOf({ em }: Tx, senderHash: string): Promise<string | null> {
  const [enquiry] = await em.find(
    Enquiry,
    { emailHash: senderHash, erasedAt: null },
    { orderBy: { receivedAt: 'desc' }, limit: 1, fields: ['id'] },
  );
  return enquiry?.id ?? null;
}

/** Of a forwarded mail its author, where that shows; else the sender. */
async function writtenBy(tx: Tx, inbound: InboundEmail, reading: Reading, sender: Sender): Promise<Known> {
  const author = reading.reasons.includes('forwarded') ? writerOf(inbound, reading) : null;
  return author ? knownAt(tx, author) : sender;
}
