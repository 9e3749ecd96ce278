import { LockMode } from '@mikro-orm/postgresql';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Practice } from '../../entities/practice.ts';
import { Task } from '../../entities/task.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { MailReason } from '../../policy/inbound-mail/inbound-email.ts';
import { senderFirstName } from '../../policy/inbound-mail/parse-introduction.ts';
import { isOnlyAFirstName } from '../../policy/referrals/only-a-first-name.ts';
import { audit, type Tx } from '../transaction.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { recordIntroduction } from './record-introduction.ts';
import { conflict, notFound, wrongFields, type WrongField } from '../refusal.ts';
import { recordSelfReported } from '../referrals/self-reported-referral.ts';

export const SETTLED_AS = ['introduction', 'statement', 'letter', 'nothing'] as const;

const FIELDS = ['firstName', 'clientId', 'professionalId'] as const;
const PLACES: Readonly<Record<(typeof SETTLED_AS)[number], readonly (typeof FIELDS)[number][]>> = {
  introduction: ['firstName', 'clientId', 'professionalId'],
  statement: ['clientId'],
  letter: ['firstName', 'professionalId'],
  nothing: [],
};
const SECOND_HAND: readonly MailReason[] = ['forwarded', 'from_staff', 'ours'];

export type SettledMail = {
  as: (typeof SETTLED_AS)[number];
  firstName?: string | undefined;
  clientId?: string | undefined;
  professionalId?: string | undefined;
};

/**
 * Applies a person's classification of an e-mail. Locks its tasks before the e-mail (lock order), and completes them.
 */
export async function settleMail(tx: Tx, mailId: string, said: SettledMail): Promise<InboundMail> {
  await tx.em.find(Task, { subjectId: mailId, status: 'open' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const mail = await lockMail(tx, mailId);
  if (mail.status !== 'needs_check' && mail.status !== 'ignored')
    throw conflict(`This mail is ${mail.status} already; nobody need say what it is.`);
  const wrong = wrongIn(said, mail);
  if (wrong.length > 0) throw wrongFields(wrong);
  await record(tx, mail, said);
  await closeMail(tx, mail);
  audit(tx, 'settle', { entity: 'inbound_mail', id: mail.id }, Object.keys(said));
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

/** Locks the e-mail's row (FOR UPDATE). */
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
      return recordStatement(tx, mail, said.clientId ?? mail.clientId ?? '');
    case 'introduction':
    case 'letter': {
      const isRecorded = mail.kind === 'letter' && mail.referralId;
      if (isRecorded && said.as === 'letter') return;
      if (isRecorded)
        throw conflict('This mail is recorded as a letter already: settle it as letter, or as nothing.');
      const referrer = said.as === 'letter' ? professionalReferrer(mail, said) : introducedBy(mail, said);
      mail.kind = said.as;
      await recordIntroduction(tx, mail, {
        as: said.as,
        firstName: said.firstName ?? null,
        referrer,
        distinct: true,
      });
    }
  }
}

function professionalReferrer(mail: InboundMail, { professionalId }: SettledMail): NamedReferrer {
  return { professionalId: professionalId ?? mail.professionalId ?? '' };
}

/** The referrer named by staff, else the sender as far as identified. */
function introducedBy(mail: InboundMail, { clientId, professionalId }: SettledMail): NamedReferrer {
  if (clientId !== undefined) return { clientId };
  if (professionalId !== undefined) return { professionalId };
  if (mail.clientId) return { clientId: mail.clientId };
  if (mail.professionalId) return { professionalId: mail.professionalId };
  const inbound = parseStoredEmail(mail.raw ?? null);
  const firstName = inbound ? senderFirstName(inbound) : null;
  if (!inbound || firstName === null)
    throw conflict(
      'It cannot be told who wrote this mail: say clientId or professionalId, or record the referral by hand and settle this as nothing.',
    );
  return { firstName, email: inbound.from.email.trim() };
}

function wrongIn(said: SettledMail, mail: InboundMail): WrongField[] {
  const { as } = said;
  const has = (field: 'firstName' | 'clientId' | 'professionalId') => said[field] !== undefined;
  const wrong = (path: string, message: string) => [{ path, message }];
  const writer = secondHand(mail) ? { clientId: null, professionalId: null } : mail;
  const faults = FIELDS.filter((field) => has(field) && !PLACES[as].includes(field)).flatMap((field) =>
    wrong(field, `has no place in ${as}`),
  );
  if (said.firstName !== undefined && !isOnlyAFirstName(said.firstName))
    faults.push({ path: 'firstName', message: 'a first name is all that is kept of whoever is introduced' });
  if (as === 'statement' && !has('clientId') && !writer.clientId)
    return [...faults, ...wrong('clientId', 'say whose statement it is')];
  if (as === 'letter' && !has('professionalId') && !writer.professionalId)
    return [...faults, ...wrong('professionalId', 'say whose letter it is')];
  if (as !== 'introduction') return faults;
  if (has('clientId') && has('professionalId'))
    return [
      ...faults,
      ...wrong('professionalId', 'one person introduces somebody: leave clientId or this out'),
    ];
  return secondHand(mail) && !has('clientId') && !has('professionalId')
    ? [
        ...faults,
        ...wrong('clientId', 'say who introduced them (or professionalId): it came by way of somebody else'),
      ]
    : faults;
}

/** A forwarded e-mail's sender is not its author. */
function secondHand({ reasons }: InboundMail): boolean {
  return SECOND_HAND.some((reason) => reasons.includes(reason));
}
