import { LockMode } from '@mikro-orm/postgresql';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Practice } from '../../entities/practice.ts';
import { Task } from '../../entities/task.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { senderFirstName } from '../../policy/inbound-mail/parse-introduction.ts';
import { audit, type Tx } from '../transaction.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { asSettled, wrongIn, type SettledMail, type Settlement } from './check-settlement.ts';
import { proposalFor } from './propose.ts';
import { recordEnquirer } from './record-enquirer.ts';
import { recordIntroduction } from './record-introduction.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { recordSelfReported } from '../referrals/self-reported-referral.ts';

/**
 * Applies a person's classification of an e-mail, or what was proposed for it where they say nothing else. Locks its
 * tasks before the e-mail (lock order), and completes them.
 */
export async function settleMail(tx: Tx, mailId: string, given: Settlement): Promise<InboundMail> {
  await tx.em.find(Task, { subjectId: mailId, status: 'open' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const mail = await lockMail(tx, mailId);
  if (mail.status !== 'needs_check' && mail.status !== 'ignored')
    throw conflict(`This mail is ${mail.status} already; nobody need say what it is.`);
  const said = asSettled(given, await proposalFor(tx, mail), mail);
  const wrong = wrongIn(said, given);
  if (wrong.length > 0) throw wrongFields(wrong);
  await record(tx, mail, said);
  await closeMail(tx, mail);
  audit(tx, 'settle', { entity: 'inbound_mail', id: mail.id }, Object.keys(given));
  return mail;
}

/** Records the sender's own statement ("I've told someone"), which is thanked (D4, §5a.13). */
export async function recordStatement(tx: Tx, mail: InboundMail, clientId: string): Promise<void> {
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const said = { via: 'email' as const, at: mail.receivedAt };
  const told = await recordSelfReported(tx, clientId, toMs(policy.acknowledgement.deadline), said);
  mail.kind = 'statement';
  mail.clientId = clientId;
  if (told) mail.referralId = told.id;
}

/** Closes the e-mail and its tasks. */
export async function closeMail(tx: Tx, mail: InboundMail): Promise<void> {
  mail.settle(tx.now);
  await closeTasks(tx, ['check_mail', 'thank_for_reply'], { subjectId: mail.id });
}

/** Locks the e-mail's row. */
export async function lockMail(tx: Tx, mailId: string): Promise<InboundMail> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const mail = await tx.em.findOne(InboundMail, { id: mailId }, { lockMode });
  if (!mail) throw notFound('mail');
  return mail;
}

async function record(tx: Tx, mail: InboundMail, said: SettledMail): Promise<void> {
  switch (said.as) {
    case 'nothing':
      return;
    case 'statement':
      return recordStatement(tx, mail, said.clientId ?? '');
    case 'enquiry':
      return recordEnquirer(tx, mail, said);
    case 'introduction':
    case 'letter': {
      const isRecorded = mail.kind === 'letter' && mail.referralId;
      if (isRecorded && said.as === 'letter') return;
      if (isRecorded)
        throw conflict('This mail is recorded as a letter already: settle it as letter, or as nothing.');
      mail.kind = said.as;
      await recordIntroduction(tx, mail, {
        as: said.as,
        firstName: said.firstName ?? null,
        referrer: referrerOf(said),
        distinct: true,
      });
    }
  }
}

/** The referrer named by staff, else the author as far as identified. */
function referrerOf({ clientId, professionalId, author }: SettledMail): NamedReferrer {
  if (clientId !== undefined) return { clientId };
  if (professionalId !== undefined) return { professionalId };
  const firstName = author ? senderFirstName(author) : null;
  if (!author || author.email === '' || firstName === null)
    throw conflict(
      'It cannot be told who wrote this mail: say clientId or professionalId, or record the referral by hand and settle this as nothing.',
    );
  return { firstName, email: author.email };
}
