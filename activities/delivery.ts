import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { holdForPerson } from '../facts/outbound-mail/hold-for-person.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
import { stopMessage } from '../facts/outbound-mail/stop-message.ts';
import { composeMessage } from '../email/compose.ts';
import { decideCarriage } from '../policy/outbound-mail/delivery.ts';
import { carriageOf } from '../facts/outbound-mail/delivery-facts.ts';
import { carryMessage, type Carriage } from './carry-message.ts';
import type { ActivityDeps } from './deps.ts';

export type DeliverySubject = { practiceId: string; messageId: string };

export type DeliveryNext = { do: 'send' } | { do: 'wait'; until: number } | { do: 'close' };

const WHILE_PAUSED_MS = 3_600_000;

/** E-mails that stand for themselves: a practitioner's Friday list, a trial of somebody's words. */
export function deliveryActivities(deps: ActivityDeps) {
  const { searchLagMs } = deps.mailer;

  async function next(tx: Tx, messageId: string): Promise<DeliveryNext> {
    await tx.em.flush();
    const message = await tx.em.findOne(Message, { practiceId: tx.practiceId, id: messageId });
    const until = message ? await nextLook(tx, message, searchLagMs) : null;
    if (until === 'now') return { do: 'send' };
    if (until !== null) {
      await scheduleNextCheck(tx, 'delivery', messageId, until);
      return { do: 'wait', until: until.getTime() };
    }
    await completeCommitment(tx, 'delivery', messageId);
    return { do: 'close' };
  }

  return {
    /** Asks what this e-mail needs. */
    decideDelivery: ({ practiceId, messageId }: DeliverySubject, now: number) =>
      inTransaction(deps.database, asWorkflow(practiceId, now), (tx) => next(tx, messageId)),

    /** Sends it, or finds out what became of it. */
    async deliver({ practiceId, messageId }: DeliverySubject, now: number): Promise<DeliveryNext> {
      const settle = await carryMessage(deps, asWorkflow(practiceId, now), loneCarriage(deps, messageId));
      return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
        await settle(tx);
        return next(tx, messageId);
      });
    },
  };
}

/** When to look at it again; 'now' to send or look it up, null when nothing is left to do. */
async function nextLook(tx: Tx, message: Message, searchLagMs: number): Promise<Date | 'now' | null> {
  const step = decideCarriage(carriageOf(message), tx.now, searchLagMs, 'hold');
  if (step.do === 'nothing' || message.status === 'held') return null;
  if (step.do === 'wait') return step.at;
  const { sending } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const waits = sending === 'paused' && message.status === 'queued';
  return waits ? new Date(tx.now.getTime() + WHILE_PAUSED_MS) : 'now';
}

function loneCarriage(deps: ActivityDeps, messageId: string): Carriage {
  return {
    ifNeverFound: 'hold',
    lock: ({ em, practiceId }) =>
      em.findOne(Message, { practiceId, id: messageId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    prepare: async (tx, message) =>
      (await composeMessage(tx.em, message, deps.publicUrl)) ??
      stopMessage(tx, message, 'nobody_to_write_to'),
    rehearsed: async () => undefined,
    held: holdForPerson,
  };
}
