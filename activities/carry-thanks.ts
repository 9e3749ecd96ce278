import { Referral } from '../entities/referral.ts';
import type { Message } from '../entities/message.ts';
import { lockMessage, lockReferrer } from '../facts/outbound-mail/claim-message.ts';
import { closeAcknowledgement } from '../facts/referrals/close-acknowledgement.ts';
import type { Fact } from '../facts/transaction.ts';
import { noteEvent } from '../facts/referral-event.ts';
import { readAcknowledgement } from '../facts/referrals/read-acknowledgement.ts';
import { isThanks } from '../facts/mail-outcomes/settle-message.ts';
import { stopMessage } from '../facts/outbound-mail/stop-message.ts';
import { composeMessage, type Envelope } from '../email/compose.ts';
import type { Carriage } from './carry-message.ts';
import type { ActivityDeps } from './deps.ts';

/** A thanks, or a note to staff about one. */
export function thanksCarriage(
  deps: ActivityDeps,
  { referralId, messageId }: { referralId: string; messageId: string },
): Carriage {
  return {
    ifNeverFound: 'resend',
    lock: async (fact) => (await lockMessage(fact, referralId, messageId))?.message ?? null,
    prepare: (fact, message) => prepare(deps, fact, message, referralId),
    async rehearsed(fact, message) {
      if (!isThanks(message)) return;
      const referral = await fact.em.findOneOrFail(Referral, { practiceId: fact.practiceId, id: referralId });
      noteEvent(fact, referral, 'would_send');
      await closeAcknowledgement(fact, referral, {
        status: 'would_send',
        at: fact.now,
        by: message.askedBy ?? null,
      });
    },
    held: async () => undefined,
  };
}

async function prepare(
  deps: ActivityDeps,
  fact: Fact,
  message: Message,
  referralId: string,
): Promise<Envelope | null> {
  const referral = await fact.em.findOneOrFail(Referral, { practiceId: fact.practiceId, id: referralId });
  await lockReferrer(fact, referral);
  const acknowledgement = await readAcknowledgement(fact, referralId, deps.mailer.searchLagMs);
  if (!acknowledgement) return stopMessage(fact, message, 'gone');
  if (acknowledgement.rules.paused) return null;
  const wanted = isThanks(message)
    ? referral.status === 'due'
    : referral.status === 'due' || referral.status === 'needs_person';
  if (!wanted) return stopMessage(fact, message, referral.status);
  if (isThanks(message) && acknowledgement.facts.byHand) return null;
  const envelope = await composeMessage(fact.em, message, deps.publicUrl);
  return envelope ?? stopMessage(fact, message, 'no_address');
}
