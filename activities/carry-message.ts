import { Practice } from '../entities/practice.ts';
import { claimMessage, keepWords, lockMessage, lockReferrer } from '../facts/claim-message.ts';
import { closeAcknowledgement } from '../facts/close-acknowledgement.ts';
import { inFact, type Fact, type FactOf } from '../facts/fact.ts';
import { noteEvent } from '../facts/note-event.ts';
import { readAcknowledgement } from '../facts/read-acknowledgement.ts';
import { holdMessage, isThanks, noteNotFound, settleMessage } from '../facts/settle-message.ts';
import type { Message } from '../entities/message.ts';
import type { Referral } from '../entities/referral.ts';
import { composeMessage, type Envelope } from '../messages/compose.ts';
import type { SendOutcome } from '../messages/mailer.ts';
import { decideCarriage } from '../policy/carriage.ts';
import type { ActivityDeps } from './deps.ts';

export type Carried = { referralId: string; messageId: string };

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
export async function carryMessage(deps: ActivityDeps, of: FactOf, carried: Carried): Promise<Settle> {
  const startedAt = performance.now();
  const plan = await inFact(deps.database, of, (fact) => planCarriage(deps, fact, carried));
  switch (plan.do) {
    case 'nothing':
      return async () => undefined;
    case 'look_up': {
      const found = await deps.mailer.find(plan.sendId, plan.serverToken);
      return (fact) => settleFound(fact, carried, found);
    }
    case 'call': {
      const inTime = performance.now() - startedAt < START_WITHIN_MS;
      const outcome = inTime
        ? await deps.mailer.send(plan.envelope)
        : ({ kind: 'not_sent', why: 'claim_expired' } as const);
      return (fact) => settleOutcome(fact, carried, outcome);
    }
  }
}

async function planCarriage(
  deps: ActivityDeps,
  fact: Fact,
  { referralId, messageId }: Carried,
): Promise<Plan> {
  const locked = await lockMessage(fact, referralId, messageId);
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
      if (message.status === 'sending')
        await settleMessage(fact, message, referral, { kind: 'unknown', why: 'outcome_lost' });
      const practice = await fact.em.findOneOrFail(Practice, fact.practiceId);
      return { do: 'look_up', sendId: message.sendId, serverToken: practice.postmarkServerToken ?? null };
    }
    case 'send':
    case 'resend':
      return gate(deps, fact, message, referral);
  }
}

/** Everything is asked again in the sending transaction: what was true when it was planned may not be true now. */
async function gate(deps: ActivityDeps, fact: Fact, message: Message, referral: Referral): Promise<Plan> {
  await lockReferrer(fact, referral);
  const acknowledgement = await readAcknowledgement(fact, referral.id, deps.mailer.searchLagMs);
  if (!acknowledgement) return stop(fact, message, 'gone');
  if (acknowledgement.rules.paused) return { do: 'nothing' };
  const wanted = isThanks(message)
    ? referral.status === 'due'
    : referral.status === 'due' || referral.status === 'needs_person';
  if (!wanted) return stop(fact, message, referral.status);
  if (isThanks(message) && acknowledgement.facts.byHand) return { do: 'nothing' };

  const envelope = await composeMessage(fact.em, message, deps.publicUrl);
  if (envelope === null) return stop(fact, message, 'no_address');
  const practice = await fact.em.findOneOrFail(Practice, fact.practiceId);
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
    await closeAcknowledgement(fact, referral, {
      status: 'would_send',
      at: fact.now,
      by: message.askedBy ?? null,
    });
  }
  return { do: 'nothing' };
}

function stop(fact: Fact, message: Message, why: string): Plan {
  message.status = 'stopped';
  message.why = why;
  message.updatedAt = fact.now;
  return { do: 'nothing' };
}

async function settleOutcome(
  fact: Fact,
  { referralId, messageId }: Carried,
  outcome: SendOutcome,
): Promise<void> {
  const locked = await lockMessage(fact, referralId, messageId);
  if (locked) await settleMessage(fact, locked.message, locked.referral, outcome);
}

async function settleFound(
  fact: Fact,
  { referralId, messageId }: Carried,
  postmarkMessageId: string | null,
): Promise<void> {
  const locked = await lockMessage(fact, referralId, messageId);
  if (locked?.message.status !== 'unknown') return;
  if (postmarkMessageId)
    await settleMessage(fact, locked.message, locked.referral, { kind: 'sent', postmarkMessageId });
  else noteNotFound(fact, locked.message);
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
