import { lockSubject } from '../facts/locks/lock-subject.ts';
import { claimBatch, type ClaimedBatch } from '../facts/broadcasts/claim-batch.ts';
import { settleBatch, type Ended } from '../facts/mail-outcomes/settle-batch.ts';
import { noteReactivated } from '../facts/outbound-mail/reactivation.ts';
import { asWorkflow, inTransaction } from '../facts/transaction.ts';
import type { CallOut } from './call-out.ts';
import { START_WITHIN_MS } from './deliver.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluate, evaluateLocked, type Subject } from './evaluate.ts';

/** While one batch is with the mail provider, the next is written. */
const AT_ONCE = 2;
/** Claims begin for so long: with the call of the last one and what is written after it, 45 s suffice (workflows/activities.ts). */
const GO_ON_FOR_MS = 8_000;
const REACTIVATE_FOR_MS = 3_000;

/**
 * Sends what many are told, batch after batch: each claimed in one transaction, called once, and settled in another. A worker
 * that dies in between leaves claims, which are looked up and never simply repeated.
 */
export const sendBatches: CallOut = async (deps, { subject, now, step }) => {
  const begunAt = performance.now();
  const goesOn = (): boolean => performance.now() - begunAt < GO_ON_FOR_MS;
  const lane = async (): Promise<void> => {
    while (goesOn() && (await sendBatch(deps, subject, now)));
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  const answer = await inTransaction(deps.database, asWorkflow(subject.practiceId, now), (tx) =>
    evaluate(tx, deps, 'broadcast', subject.subjectId),
  );
  return { ...answer, did: [step, ...answer.did] };
};

/** Answers whether the next batch may be asked for: not where the rules ask for none, nor where the mail provider takes none now. */
async function sendBatch(
  deps: ActivityDeps,
  { practiceId, subjectId }: Subject,
  now: number,
): Promise<boolean> {
  const startedAt = performance.now();
  const of = asWorkflow(practiceId, now);
  const batch = await inTransaction(deps.database, of, async (tx) => {
    if (!(await lockSubject(tx, 'broadcast', subjectId))) return null;
    const { next } = await evaluateLocked(tx, deps, 'broadcast', subjectId);
    if (next.do !== 'call_out' || next.step !== 'send_batch') return null;
    const { searchLagMs } = deps.mailer;
    return claimBatch(tx, subjectId, { searchLagMs, publicUrl: deps.publicUrl, mailbox: deps.mailbox });
  });
  if (batch === null) return false;
  const inTime = performance.now() - startedAt < START_WITHIN_MS;
  const ended = await call(deps, batch, inTime);
  await inTransaction(deps.database, of, async (tx) => {
    await lockSubject(tx, 'broadcast', subjectId);
    await settleBatch(tx, subjectId, ended);
  });
  for (const address of await askToReactivate(deps, batch))
    await inTransaction(deps.database, of, (tx) => noteReactivated(tx, address));
  return ended.every(({ outcome }) => outcome.kind === 'sent' || outcome.kind === 'refused');
}

/** One try for all; what came of each is written down in the next transaction. */
async function call({ mailer }: ActivityDeps, { mails }: ClaimedBatch, inTime: boolean): Promise<Ended[]> {
  const outcomes = inTime ? await mailer.sendBatch(mails.map(({ envelope }) => envelope)) : [];
  const late = { kind: 'not_sent', why: 'claim_expired' } as const;
  return mails.map(({ id, attempt }, index) => ({ id, attempt, outcome: outcomes[index] ?? late }));
}

/** Those that the mail provider was asked to take again; whoever is not reached in time is with the next batch. */
async function askToReactivate(
  { mailer }: ActivityDeps,
  { reactivate, serverToken }: ClaimedBatch,
): Promise<string[]> {
  const begunAt = performance.now();
  const asked: string[] = [];
  for (const address of reactivate) {
    if (performance.now() - begunAt > REACTIVATE_FOR_MS) break;
    await mailer.reactivate(address, serverToken);
    asked.push(address);
  }
  return asked;
}
