import { Practice } from '../entities/practice.ts';
import { claimMessage, saveWords } from '../facts/outbound-mail/claim-message.ts';
import { inTransaction, type Tx, type TransactionScope } from '../facts/transaction.ts';
import { noteNotFound, settleMessage } from '../facts/mail-outcomes/settle-message.ts';
import { carriageOf } from '../facts/outbound-mail/delivery-facts.ts';
import type { Message } from '../entities/message.ts';
import type { Envelope } from '../email/compose.ts';
import type { SendOutcome } from '../email/mailer.ts';
import { withReplyAddress } from '../email/reply-address.ts';
import { decideCarriage } from '../policy/outbound-mail/delivery.ts';
import type { ActivityDeps } from './deps.ts';

/** What one kind of e-mail adds to being carried. */
export type Carriage = {
  /** Takes whatever it is about, and then the message, for this change alone. */
  lock(tx: Tx): Promise<Message | null>;
  /** Asks everything again in the sending transaction; null where it does not go now, and why is written down. */
  prepare(tx: Tx, message: Message): Promise<Envelope | null>;
  /** It would have gone, and the practice only rehearses. */
  rehearsed(tx: Tx, message: Message): Promise<void>;
  /** Never found, and not to be repeated by the machine. */
  held(tx: Tx, message: Message): Promise<void>;
  ifNeverFound: 'resend' | 'hold';
};

type Settle = (tx: Tx) => Promise<void>;
type Plan =
  | { do: 'call'; envelope: Envelope }
  | { do: 'look_up'; sendId: string; serverToken: string | null }
  | { do: 'nothing' };

/** A call that could not begin within this long of its claim is not made: somebody may already think that it failed. */
const START_WITHIN_MS = 5_000;

/**
 * Carries one e-mail a step further: claimed in one transaction, called once, and its outcome returned as what the
 * next transaction writes. A worker that dies in between leaves a claim, which is looked up and never simply repeated.
 */
export async function carryMessage(
  deps: ActivityDeps,
  of: TransactionScope,
  carriage: Carriage,
): Promise<Settle> {
  const startedAt = performance.now();
  const plan = await inTransaction(deps.database, of, (tx) => planCarriage(deps, tx, carriage));
  switch (plan.do) {
    case 'nothing':
      return async () => undefined;
    case 'look_up': {
      const found = await deps.mailer.find(plan.sendId, plan.serverToken);
      return (tx) => settleFound(tx, carriage, found);
    }
    case 'call': {
      const inTime = performance.now() - startedAt < START_WITHIN_MS;
      const outcome = inTime
        ? await deps.mailer.send(plan.envelope)
        : ({ kind: 'not_sent', why: 'claim_expired' } as const);
      return (tx) => settleOutcome(tx, carriage, outcome);
    }
  }
}

async function planCarriage(deps: ActivityDeps, tx: Tx, carriage: Carriage): Promise<Plan> {
  const message = await carriage.lock(tx);
  if (!message) return { do: 'nothing' };
  const { searchLagMs } = deps.mailer;
  const step = decideCarriage(carriageOf(message), tx.now, searchLagMs, carriage.ifNeverFound);
  switch (step.do) {
    case 'wait':
    case 'nothing':
      return { do: 'nothing' };
    case 'hold':
      message.status = 'held';
      message.why = 'unknown_outcome';
      message.updatedAt = tx.now;
      await carriage.held(tx, message);
      return { do: 'nothing' };
    case 'reconcile': {
      if (message.status === 'sending')
        await settleMessage(tx, message, { kind: 'unknown', why: 'outcome_lost' });
      const { postmarkServerToken } = await practiceOf(tx);
      return { do: 'look_up', sendId: message.sendId, serverToken: postmarkServerToken ?? null };
    }
    case 'send':
    case 'resend':
      return call(deps, tx, message, carriage);
  }
}

/** What was true when it was planned may not be true now. */
async function call(deps: ActivityDeps, tx: Tx, message: Message, carriage: Carriage): Promise<Plan> {
  const prepared = await carriage.prepare(tx, message);
  if (prepared === null) return { do: 'nothing' };
  const practice = await practiceOf(tx);
  const envelope = withReplyAddress(prepared, message, practice, deps.mailbox);
  if (practice.sending === 'rehearsal') {
    await rehearse(tx, message, envelope, carriage);
    return { do: 'nothing' };
  }
  await claimMessage(tx, message, envelope);
  return { do: 'call', envelope };
}

/** Rehearsal: decided, rendered and shown; nothing leaves. */
async function rehearse(tx: Tx, message: Message, envelope: Envelope, carriage: Carriage): Promise<void> {
  saveWords(message, envelope);
  message.status = 'would_send';
  message.why = 'rehearsal';
  message.updatedAt = tx.now;
  await carriage.rehearsed(tx, message);
}

async function settleOutcome(tx: Tx, carriage: Carriage, outcome: SendOutcome): Promise<void> {
  const message = await carriage.lock(tx);
  if (message) await settleMessage(tx, message, outcome);
}

async function settleFound(tx: Tx, carriage: Carriage, postmarkMessageId: string | null): Promise<void> {
  const message = await carriage.lock(tx);
  if (message?.status !== 'unknown') return;
  if (postmarkMessageId) await settleMessage(tx, message, { kind: 'sent', postmarkMessageId });
  else noteNotFound(tx, message);
}

async function practiceOf(tx: Tx): Promise<Practice> {
  return tx.em.findOneOrFail(Practice, tx.practiceId);
}
