import { Practice } from '../entities/practice.ts';
import { claimMessage, keepWords, lockForSending } from '../facts/claim-message.ts';
import { closeAcknowledgement } from '../facts/close-acknowledgement.ts';
import { inFact, type Fact, type FactOf } from '../facts/fact.ts';
import { noteEvent } from '../facts/note-event.ts';
import { readAcknowledgement } from '../facts/read-acknowledgement.ts';
import { holdMessage, isThanks, noteNotFound, settleMessage } from '../facts/settle-message.ts';
import { Message } from '../entities/message.ts';
import type { Referral } from '../entities/referral.ts';
import { composeMessage, type Envelope } from '../messages/compose.ts';
import { decideCarriage } from '../policy/carriage.ts';
import type { ActivityDeps } from './deps.ts';

type Settle = (fact: Fact) => Promise<void>;
type Plan = { do: 'call'; envelope: Envelope } | { do: 'look_up'; sendId: string; serverToken: string | null } | { do: 'nothing' };

/** A call that could not begin within this long of its claim is not made: somebody may already think that it failed. */
const START_WITHIN_MS = 5_000;

/**
 * Carries one e-mail a step further: claimed in one transaction, called once, and its outcome returned as what the
 * next transaction writes. A worker that dies in between leaves a claim, which is looked up and never simply repeated.
 */
export async function carryMessage(deps: ActivityDeps, of: FactOf, messageId: string): Promise<Settle> {
  const startedAt = performance.now();
  const plan = await inFact(deps.database, of, (fact) => planCarriage(deps, fact, messageId));
  switch (plan.do) {
    case 'nothing':
      return async () => undefined;
    case 'look_up': {
      const found = await deps.mailer.find(plan.sendId, plan.serverToken);
      return (fact) => settleFound(fact, messageId, found);
    }
    case 'call': {
      const inTime = performance.now() - startedAt < START_WITHIN_MS;
      const outcome = inTime ? await deps.mailer.send(plan.envelope) : ({ kind: 'not_sent', why: 'claim_expired' } as const);
      return async (fact) => settleMessage(fact, await lockedMessage(fact, messageId), outcome);
    }
  }
}

async function planCarriage(deps: ActivityDeps, fact: Fact, messageId: string): Promise<Plan> {
  const locked = await lockForSending(fact, messageId);
  if (!locked) return { do: 'nothing' };
  const { message, referral } = locked;
  const carriage = decideCarriage(carriageOf(message), fact.now, deps.mailer.searchLagMs);
  switch (carriage.do) {
    case 'wait':
    case 'nothing':
      return { do: 'nothing' };
    case 'hold':
      holdMessage(fact, message);
      return { do: 'nothing' };
    case 'reconcile': {
      if (message.status === 'sending') await settleMessage(fact, message, { kind: 'unknown', why: 'outcome_lost' });
      const practice = await fact.em.findOneOrFail(Practice, { id: fact.practiceId });
      return { do: 'look_up', sendId: message.sendId, serverToken: practice.postmarkServerToken ?? null };
    }
    case 'send':
    case 'resend':
      return gate(deps, fact, message, referral);
  }
}

/** Everything is asked again in the sending transaction: what was true when it was planned may not be true now. */
async function gate(deps: ActivityDeps, fact: Fact, message: Message, referral: Referral | null): Promise<Plan> {
  const acknowledgement = referral ? await readAcknowledgement(fact, referral.id, deps.mailer.searchLagMs) : null;
  if (!referral || !acknowledgement) return stop(fact, message, 'gone');
  if (acknowledgement.rules.paused) return { do: 'nothing' };
  const wanted = isThanks(message) ? referral.status === 'due' : referral.status === 'due' || referral.status === 'needs_person';
  if (!wanted) return stop(fact, message, referral.status);
  if (isThanks(message) && acknowledgement.facts.byHand) return { do: 'nothing' };

  const envelope = await composeMessage(fact.em, message, deps.publicUrl);
  if (envelope === null) return stop(fact, message, 'no_address');
  const practice = await fact.em.findOneOrFail(Practice, { id: fact.practiceId });
  if (practice.sending === 'rehearsal') return rehearse(fact, message, referral, envelope);
  await claimMessage(fact, message, envelope);
  return { do: 'call', envelope };
}

/** Rehearsal: decided, rendered and shown; nothing leaves. */
async function rehearse(fact: Fact, message: Message, referral: Referral, envelope: Envelope): Promise<Plan> {
  keepWords(message, envelope);
  message.status = 'would_send';
  message.why = 'rehearsal';
  message.updatedAt = fact.now;
  if (isThanks(message)) {
    noteEvent(fact, referral, 'would_send');
    await closeAcknowledgement(fact, referral, { status: 'would_send', at: fact.now, by: message.askedBy ?? null });
  }
  return { do: 'nothing' };
}

function stop(fact: Fact, message: Message, why: string): Plan {
  message.status = 'stopped';
  message.why = why;
  message.updatedAt = fact.now;
  return { do: 'nothing' };
}

async function settleFound(fact: Fact, messageId: string, postmarkMessageId: string | null): Promise<void> {
  const message = await lockedMessage(fact, messageId);
  if (message.status !== 'unknown') return;
  if (postmarkMessageId) await settleMessage(fact, message, { kind: 'sent', postmarkMessageId });
  else noteNotFound(fact, message);
}

async function lockedMessage(fact: Fact, messageId: string): Promise<Message> {
  const locked = await lockForSending(fact, messageId);
  return locked?.message ?? fact.em.findOneOrFail(Message, { id: messageId });
}

function carriageOf(message: Message) {
  return {
    status: message.status,
    nextTryAt: message.nextTryAt ?? null,
    claimedUntil: message.claimedUntil ?? null,
    unknownSince: message.unknownSince ?? null,
    checks: message.checks,
    resent: message.resent,
  };
}
