import { Practice } from '../entities/practice.ts';
import { claimMessage, keepWords } from '../facts/outbound-mail/claim-message.ts';
import { inFact, type Fact, type FactOf } from '../facts/transaction.ts';
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
  lock(fact: Fact): Promise<Message | null>;
  /** Asks everything again in the sending transaction; null where it does not go now, and why is written down. */
  prepare(fact: Fact, message: Message): Promise<Envelope | null>;
  /** It would have gone, and the practice only rehearses. */
  rehearsed(fact: Fact, message: Message): Promise<void>;
  /** Never found, and not to be repeated by the machine. */
  held(fact: Fact, message: Message): Promise<void>;
  ifNeverFound: 'resend' | 'hold';
};

type Settle = (fact: Fact) => Promise<void>;
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
export async function carryMessage(deps: ActivityDeps, of: FactOf, carriage: Carriage): Promise<Settle> {
  const startedAt = performance.now();
  const plan = await inFact(deps.database, of, (fact) => planCarriage(deps, fact, carriage));
  switch (plan.do) {
    case 'nothing':
      return async () => undefined;
    case 'look_up': {
      const found = await deps.mailer.find(plan.sendId, plan.serverToken);
      return (fact) => settleFound(fact, carriage, found);
    }
    case 'call': {
      const inTime = performance.now() - startedAt < START_WITHIN_MS;
      const outcome = inTime
        ? await deps.mailer.send(plan.envelope)
        : ({ kind: 'not_sent', why: 'claim_expired' } as const);
      return (fact) => settleOutcome(fact, carriage, outcome);
    }
  }
}

async function planCarriage(deps: ActivityDeps, fact: Fact, carriage: Carriage): Promise<Plan> {
  const message = await carriage.lock(fact);
  if (!message) return { do: 'nothing' };
  const { searchLagMs } = deps.mailer;
  const step = decideCarriage(carriageOf(message), fact.now, searchLagMs, carriage.ifNeverFound);
  switch (step.do) {
    case 'wait':
    case 'nothing':
      return { do: 'nothing' };
    case 'hold':
      message.status = 'held';
      message.why = 'unknown_outcome';
      message.updatedAt = fact.now;
      await carriage.held(fact, message);
      return { do: 'nothing' };
    case 'reconcile': {
      if (message.status === 'sending')
        await settleMessage(fact, message, { kind: 'unknown', why: 'outcome_lost' });
      const { postmarkServerToken } = await practiceOf(fact);
      return { do: 'look_up', sendId: message.sendId, serverToken: postmarkServerToken ?? null };
    }
    case 'send':
    case 'resend':
      return call(deps, fact, message, carriage);
  }
}

/** What was true when it was planned may not be true now. */
async function call(deps: ActivityDeps, fact: Fact, message: Message, carriage: Carriage): Promise<Plan> {
  const prepared = await carriage.prepare(fact, message);
  if (prepared === null) return { do: 'nothing' };
  const practice = await practiceOf(fact);
  const envelope = withReplyAddress(prepared, message, practice, deps.mailbox);
  if (practice.sending === 'rehearsal') {
    await rehearse(fact, message, envelope, carriage);
    return { do: 'nothing' };
  }
  await claimMessage(fact, message, envelope);
  return { do: 'call', envelope };
}

/** Rehearsal: decided, rendered and shown; nothing leaves. */
async function rehearse(fact: Fact, message: Message, envelope: Envelope, carriage: Carriage): Promise<void> {
  keepWords(message, envelope);
  message.status = 'would_send';
  message.why = 'rehearsal';
  message.updatedAt = fact.now;
  await carriage.rehearsed(fact, message);
}

async function settleOutcome(fact: Fact, carriage: Carriage, outcome: SendOutcome): Promise<void> {
  const message = await carriage.lock(fact);
  if (message) await settleMessage(fact, message, outcome);
}

async function settleFound(fact: Fact, carriage: Carriage, postmarkMessageId: string | null): Promise<void> {
  const message = await carriage.lock(fact);
  if (message?.status !== 'unknown') return;
  if (postmarkMessageId) await settleMessage(fact, message, { kind: 'sent', postmarkMessageId });
  else noteNotFound(fact, message);
}

async function practiceOf(fact: Fact): Promise<Practice> {
  return fact.em.findOneOrFail(Practice, fact.practiceId);
}
