import { refreshLocked } from '../facts/locks/lock-message.ts';
import { lockSubject } from '../facts/locks/lock-subject.ts';
import { claimDelivery, type ProviderCall } from '../facts/mail-outcomes/claim-delivery.ts';
import { noteReactivated } from '../facts/outbound-mail/reactivation.ts';
import { MAIL_PURPOSES } from '../facts/mail-outcomes/mail-purposes.ts';
import { settleFound, settleMessage } from '../facts/mail-outcomes/settle-message.ts';
import type { WorkflowName } from '../facts/signal.ts';
import { asWorkflow, inTransaction, type Tx } from '../facts/transaction.ts';
import type { Message } from '../entities/message.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluateLocked, type Subject } from './evaluate.ts';
import type { Answer } from './reconcile.ts';

/** A call that could not begin within this long of its claim is not made: the claim may have expired for others. */
export const START_WITHIN_MS = 5_000;

type Settle = (tx: Tx, message: Message) => Promise<void>;
/** A call, and which attempt at its e-mail it is: an outcome that comes after the next attempt began says nothing of that one. */
type ClaimedCall = { call: ProviderCall; attempt: number };

/**
 * Delivers one e-mail a step further: claimed in one transaction, called once, and settled in another. A worker that
 * dies in between leaves a claim, which is looked up and never simply repeated.
 */
export async function deliver(
  deps: ActivityDeps,
  { kind, subject, now }: { kind: WorkflowName; subject: Subject; now: number },
  messageId: string,
): Promise<Answer> {
  const startedAt = performance.now();
  const { practiceId, subjectId } = subject;
  const of = asWorkflow(practiceId, now);
  const claimed = await inTransaction(deps.database, of, (tx) =>
    claim(tx, deps, { kind, subjectId, messageId }),
  );
  if (claimed.call === null) return claimed.answer;
  const inTime = performance.now() - startedAt < START_WITHIN_MS;
  const settle = await askProvider(deps, claimed.call, inTime);
  return inTransaction(deps.database, of, async (tx) => {
    await lockSubject(tx, kind, subjectId);
    const message = await refreshLocked(tx, messageId);
    if (message?.attempts === claimed.attempt) await settle(tx, message);
    await tx.em.flush();
    return afterwards(['send'], await evaluateLocked(tx, deps, kind, subjectId));
  });
}

function afterwards(did: readonly string[], answer: Answer): Answer {
  return { ...answer, did: [...did, ...answer.did] };
}

type Delivery = { kind: WorkflowName; subjectId: string; messageId: string };
type Claimed = ClaimedCall | { call: null; answer: Answer };

/** Claims it only if, with everything locked that could forbid it, the rules still ask for this e-mail. */
async function claim(tx: Tx, deps: ActivityDeps, { kind, subjectId, messageId }: Delivery): Promise<Claimed> {
  await lockSubject(tx, kind, subjectId);
  const message = await refreshLocked(tx, messageId);
  if (message) await MAIL_PURPOSES[message.purpose].lock?.(tx, message);
  const answer = await evaluateLocked(tx, deps, kind, subjectId);
  const isAsked = answer.next.do === 'send' && answer.next.messageId === messageId;
  if (!message || !isAsked) return { call: null, answer };
  const { searchLagMs } = deps.mailer;
  const { publicUrl, mailbox } = deps;
  const call = await claimDelivery(tx, message, { searchLagMs, publicUrl, mailbox });
  if (call) return { call, attempt: message.attempts };
  await tx.em.flush();
  return { call: null, answer: afterwards(answer.did, await evaluateLocked(tx, deps, kind, subjectId)) };
}

/** One try; what came of it is written down in the next transaction. */
async function askProvider({ mailer }: ActivityDeps, call: ProviderCall, inTime: boolean): Promise<Settle> {
  if (call.do === 'look_up') {
    const found = await mailer.find(call.sendId, call.stream, call.serverToken);
    return (tx, message) => settleFound(tx, message, found);
  }
  if (call.do === 'reactivate') {
    await mailer.reactivate(call.address, call.serverToken);
    return (tx) => noteReactivated(tx, call.address);
  }
  const outcome = inTime
    ? await mailer.send(call.envelope)
    : ({ kind: 'not_sent', why: 'claim_expired' } as const);
  return (tx, message) => settleMessage(tx, message, outcome);
}
