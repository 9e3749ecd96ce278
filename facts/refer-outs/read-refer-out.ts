import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { Task } from '../../entities/task.ts';
import { messageFacts } from '../outbound-mail/message-facts.ts';
import { referOutRules } from '../../policy/refer-outs/refer-out-rules.ts';
import type { Mail, MessageFacts } from '../../policy/outbound-mail/mail-first.ts';
import {
  RING_BECAUSE,
  type ReferOutFacts,
  type ReferOutRules,
  type RingBecause,
} from '../../policy/refer-outs/refer-out.ts';
import type { Tx } from '../transaction.ts';
import { isSuppressed } from '../outbound-mail/is-suppressed.ts';
import { offerKey } from './offer-colleagues.ts';
import { readReferredPerson } from './referred-person.ts';
import { handoverKey } from './write-to-colleague.ts';

/** What is known of one referral out, its e-mails, and the rules of its practice. */
export type ReferOutState = {
  facts: Omit<ReferOutFacts, 'offer' | 'letter'>;
  offer: { id: string; failed: boolean } | null;
  letterId: string | null;
  messages: readonly MessageFacts[];
  rules: ReferOutRules;
};

/** What the rules need to know about one referral out. */
export async function readReferOut(tx: Tx, referOut: ReferOut): Promise<ReferOutState> {
  const { em, practiceId } = tx;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const mails = await em.find(Message, { practiceId, referOutId: referOut.id }, { orderBy: { id: 'asc' } });
  const tasks = await em.find(Task, { practiceId, referOutId: referOut.id, status: 'open' });
  const colleagueId = referOut.toProfessional?.id ?? '';
  const letter = mails.find(({ key }) => key === handoverKey(referOut.id, colleagueId)) ?? null;
  const offer = mails.find(({ key }) => key === offerKey(referOut)) ?? null;
  const checks = tasks.filter(({ kind }) => kind === 'check_handover');
  return {
    facts: {
      status: referOut.status,
      gone: referOut.status !== 'closed' && (await readReferredPerson(tx, referOut)) === null,
      createdAt: referOut.createdAt,
      offeredAt: offer?.createdAt ?? null,
      consentedAt: referOut.consentedAt ?? null,
      handedOverAt: referOut.handedOverAt ?? null,
      checkedAt: referOut.checkedAt ?? null,
      wasDeclined: referOut.declinedIds.length > 0,
      ring: await whyRing(tx, referOut, letter),
      isAskedToRing: checks.some(({ why }) => isRingBecause(why)),
      isAskedToChoose: tasks.some(({ kind }) => kind === 'choose_colleague'),
      isAskedHowItWent: checks.some(({ why }) => !isRingBecause(why)),
    },
    offer: offer && { id: offer.id, failed: hasFailed(offer) },
    letterId: letter?.id ?? null,
    messages: mails.map(messageFacts),
    rules: referOutRules(practice.policy, practice.sending === 'paused'),
  };
}

/** The same with its e-mails as the rules may know them. */
export function withMails({ facts, offer, letterId }: ReferOutState, mails: readonly Mail[]): ReferOutFacts {
  const offered = mails.find(({ id }) => id === offer?.id);
  return {
    ...facts,
    offer: offered && offer ? { ...offered, failed: offer.failed } : null,
    letter: mails.find(({ id }) => id === letterId) ?? null,
  };
}

async function whyRing(tx: Tx, referOut: ReferOut, letter: Message | null): Promise<RingBecause | null> {
  const { em, practiceId } = tx;
  if (!referOut.toProfessional) return null;
  const colleague = await em.findOne(Professional, { practiceId, id: referOut.toProfessional.id });
  if (!colleague?.email) return 'no_email';
  if (colleague.mayEmail === false || colleague.optedOutAt) return 'do_not_email';
  if (isUnaskedSoleTrader(colleague)) return 'sole_trader';
  if (letter?.status === 'refused') return 'refused';
  if (letter?.status === 'cancelled') return 'cancelled';
  if (letter?.status === 'stopped' && letter.why === 'cannot_write') return 'cannot_write';
  if (letter?.delivery === 'bounced') return 'bounced';
  return (await isSuppressed(tx, colleague.email, 'refer_out')) ? 'suppressed' : null;
}

/** A sole trader is an individual subscriber (PECR 22): no e-mail that they did not ask for. */
function isUnaskedSoleTrader({ soleTrader, mayEmail, keepPostedAt }: Professional): boolean {
  return soleTrader === true && mayEmail !== true && !keepPostedAt;
}

/** Whether a task asks to ring a colleague rather than how it went. */
export function isRingBecause(why: string | null | undefined): boolean {
  return RING_BECAUSE.some((one) => one === why);
}

function hasFailed({ status, delivery }: Message): boolean {
  return delivery === 'bounced' || status === 'refused' || status === 'stopped' || status === 'cancelled';
}
