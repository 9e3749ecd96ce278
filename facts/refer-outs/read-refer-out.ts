import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { Task } from '../../entities/task.ts';
import { carriedOf } from '../outbound-mail/delivery-facts.ts';
import { toMs } from '../../policy/calendar/duration.ts';
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

/** What the rules need to know about one referral out, with the rules of its practice. */
export async function readReferOut(
  tx: Tx,
  referOut: ReferOut,
  searchLagMs: number,
): Promise<{ facts: ReferOutFacts; rules: ReferOutRules }> {
  const { em, practiceId } = tx;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const mails = await em.find(Message, { practiceId, referOutId: referOut.id }, { orderBy: { id: 'asc' } });
  const tasks = await em.find(Task, { practiceId, referOutId: referOut.id, status: 'open' });
  const colleagueId = referOut.toProfessional?.id ?? '';
  const letter = mails.find(({ key }) => key === handoverKey(referOut.id, colleagueId)) ?? null;
  const offer = mails.find(({ key }) => key === offerKey(referOut)) ?? null;
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
      isAskedToRing: tasks.some(({ kind, why }) => kind === 'check_handover' && isRingBecause(why)),
      isAskedToChoose: tasks.some(({ kind }) => kind === 'choose_colleague'),
      offer: offer && { ...carriedOf(offer), failed: hasFailed(offer) },
      letter: letter && carriedOf(letter),
      mails: mails.map(carriedOf),
    },
    rules: rulesOf(practice, searchLagMs),
  };
}

/** Asks after a fortnight and again after another, and gives up when a cohort is mature (§5); a practice may be quicker. */
function rulesOf({ policy, sending }: Practice, searchLagMs: number): ReferOutRules {
  const checkAgainMs = toMs(policy.followThrough.attendedWithin);
  return {
    checkAfterMs: checkAgainMs / 2,
    checkAgainMs,
    giveUpAfterMs: toMs(policy.followThrough.matured),
    paused: sending === 'paused',
    searchLagMs,
  };
}

async function whyRing(tx: Tx, referOut: ReferOut, letter: Message | null): Promise<RingBecause | null> {
  const { em, practiceId } = tx;
  if (!referOut.toProfessional) return null;
  const colleague = await em.findOne(Professional, { practiceId, id: referOut.toProfessional.id });
  if (!colleague?.email) return 'no_email';
  if (colleague.mayEmail === false || colleague.optedOutAt) return 'do_not_email';
  if (letter?.status === 'refused') return 'refused';
  if (letter?.status === 'cancelled') return 'cancelled';
  if (letter?.status === 'stopped' && letter.why === 'cannot_write') return 'cannot_write';
  if (letter?.delivery === 'bounced') return 'bounced';
  return (await isSuppressed(tx, colleague.email)) ? 'suppressed' : null;
}

/** Whether a task asks to ring a colleague rather than how it went. */
export function isRingBecause(why: string | null | undefined): boolean {
  return RING_BECAUSE.some((one) => one === why);
}

function hasFailed({ status, delivery }: Message): boolean {
  return delivery === 'bounced' || status === 'refused' || status === 'stopped' || status === 'cancelled';
}
