import { randomUUIDv7 } from 'node:crypto';
import { Enquiry } from '../../entities/enquiry.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import type { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { Practice } from '../../entities/practice.ts';
import type { InboundMail as CameIn } from '../../email/inbound-mail.ts';
import { serializeEmail } from '../../email/stored-email.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { arrivalOf } from '../../policy/inbound-mail/inbound-email.ts';
import { failsSpf, isSpam } from '../../policy/inbound-mail/is-automatic.ts';
import { isCourtesy, ownWords } from '../../policy/inbound-mail/own-words.ts';
import { parseIntroduction } from '../../policy/inbound-mail/parse-introduction.ts';
import { decideMail, type MailDecision } from '../../policy/inbound-mail/decide-mail.ts';
import { askAboutMail } from './ask-about-mail.ts';
import { audit, type Tx } from '../transaction.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { hashesOf, isOfSameSender, isRepeat, lockInbox, threadOf } from './mail-thread.ts';
import { recordIntroduction } from './record-introduction.ts';
import { suppressAddress } from '../outbound-mail/suppress-address.ts';
import { limitThanks } from '../referrals/thanks-rate-limit.ts';
import { identifySender, type Sender } from './identify-sender.ts';

/** `answered`: the message whose reply address was used. */
type Around = { mailbox: string; cameAt: Date; answered: Message | null };

/**
 * Applies an inbound e-mail (S19, S24): what is certain is recorded, everything else becomes a task, and no reply is
 * sent. Idempotent.
 */
export async function receiveMail(
  tx: Tx,
  { inbound, providerId }: CameIn,
  { mailbox, cameAt, answered }: Around,
): Promise<string> {
  await lockInbox(tx);
  const hashes = hashesOf(inbound, providerId);
  if (await isRepeat(tx, hashes)) return 'repeat';
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const sender = await identifySender(tx, inbound, { practice, mailbox });
  const reading = parseIntroduction(inbound, await ourNames(tx));
  const before = await threadOf(tx, inbound);
  const senderHash = emailHash(inbound.from.email);
  const decision = decideMail({
    reading,
    sender: sender.kind,
    senderNamed: sender.firstName !== null,
    unproven: failsSpf(inbound),
    unwanted: isSpam(inbound),
    courtesy: isCourtesy(ownWords(inbound.newWords === '' ? inbound.body : inbound.newWords)),
    replyAddress: answered ? (answered.toHash === senderHash ? 'theirs' : 'another') : null,
    thread: before ? (isOfSameSender(before, inbound, sender) ? 'same_sender' : 'another_sender') : null,
  });
  const mail = tx.em.create(InboundMail, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    ...hashes,
    kind: reading.kind,
    status: decision.do === 'ignore' ? 'ignored' : 'applied',
    confidence: reading.confidence,
    reasons: 'why' in decision ? [...new Set([...reading.reasons, decision.why])] : reading.reasons,
    raw: serializeEmail(inbound),
    keepUntil: new Date(tx.now.getTime() + toMs(practice.policy.retention.introduction)),
    referralId: before?.referralId ?? null,
    enquiryId: before?.enquiryId ?? (await enquiryOf(tx, senderHash)),
    clientId: sender.clientId,
    professionalId: sender.professionalId,
    receivedAt: arrivalOf(inbound.date, cameAt),
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'receive', { entity: 'inbound_mail', id: mail.id });
  await place(tx, mail, decision, { sender, email: inbound.from.email, senderHash });
  return mail.status;
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
      const referrer = await referrerOf(tx, sender, email);
      const isNew = await recordIntroduction(tx, mail, {
        as: decision.do,
        firstName: decision.firstName,
        referrer,
        distinct: false,
      });
      if (!isNew) await askAboutMail(tx, mail, 'check_mail', 'same_name_again');
      else if (decision.do === 'letter') await askAboutMail(tx, mail, 'check_mail', 'details_to_enter');
    }
  }
}

/** Sender addresses can be forged: above the rate limit only the name is recorded, and a person checks. */
async function referrerOf(tx: Tx, sender: Sender, email: string): Promise<NamedReferrer> {
  const { clientId, professionalId, firstName } = sender;
  if (professionalId !== null) return { professionalId };
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

/** First names of active staff: in an introduction of two people the other one is the referred person. */
async function ourNames({ em }: Tx): Promise<string[]> {
  const staff = await em.find(Staff, { active: true }, { fields: ['name'] });
  return staff.map(({ name }) => name.trim().split(/\s+/)[0] ?? name);
}
