import { Referral } from '../entities/referral.ts';
import type { Message } from '../entities/message.ts';
import { lockMessage, lockReferrer } from '../facts/outbound-mail/claim-message.ts';
import { closeAcknowledgement } from '../facts/referrals/close-acknowledgement.ts';
import type { Tx } from '../facts/transaction.ts';
import { addEvent } from '../facts/referral-event.ts';
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
    lock: async (tx) => (await lockMessage(tx, referralId, messageId))?.message ?? null,
    prepare: (tx, message) => prepare(deps, tx, message, referralId),
    async rehearsed(tx, message) {
      if (!isThanks(message)) return;
      const referral = await tx.em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: referralId });
      addEvent(tx, referral, 'would_send');
      await closeAcknowledgement(tx, referral, {
        status: 'would_send',
        at: tx.now,
        by: message.askedBy ?? null,
      });
    },
    held: async () => undefined,
  };
}

async function prepare(
  deps: ActivityDeps,
  tx: Tx,
  message: Message,
  referralId: string,
): Promise<Envelope | null> {
  const referral = await tx.em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: referralId });
  await lockReferrer(tx, referral);
  const acknowledgement = await readAcknowledgement(tx, referralId, deps.mailer.searchLagMs);
  if (!acknowledgement) return stopMessage(tx, message, 'gone');
  if (acknowledgement.rules.paused) return null;
  const wanted = isThanks(message)
    ? referral.status === 'due'
    : referral.status === 'due' || referral.status === 'needs_person';
  if (!wanted) return stopMessage(tx, message, referral.status);
  if (isThanks(message) && acknowledgement.facts.byHand) return null;
  const envelope = await composeMessage(tx.em, message, deps.publicUrl);
  return envelope ?? stopMessage(tx, message, 'no_address');
}
