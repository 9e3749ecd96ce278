import { randomUUIDv7 } from 'node:crypto';
import { ContactCheck } from '../../entities/contact-check.ts';
import { ContactMark } from '../../entities/contact-mark.ts';
import { after, latest } from '../../policy/calendar/instants.ts';
import { SECOND_MS } from '../../policy/calendar/units.ts';
import type { ContactFault } from '../../policy/contact-path/contact-faults.ts';
import type { ContactPart } from '../../policy/contact-path/contact-parts.ts';
import { weigh, type ContactResult } from '../../policy/contact-path/contact-result.ts';
import { arrivesWithinMs, isSettled } from '../../policy/contact-path/contact-schedule.ts';
import type { Tx } from '../transaction.ts';
import { noteFailure, noteRecovery, noteStillFailing, noteWithdrawn } from './tell-of-failure.ts';

const LEAST_MS = 2 * SECOND_MS;

type Asked = { askedAt: Date; everyMs: number };

/** Notes what a round found; of what was sent, until when it must have come in. */
export async function noteResults(
  tx: Tx,
  { askedAt, everyMs }: Asked,
  results: readonly ContactResult[],
): Promise<void> {
  const failed: ContactCheck[] = [];
  for (const result of results) {
    const check = await checkOf(tx, result.part, askedAt);
    check.begin(askedAt);
    if (result.found === 'sent')
      check.awaits(result.markId, answerDueAt(tx.now, askedAt, arrivesWithinMs(result.part, everyMs)));
    else if (result.found !== 'unknown')
      failed.push(...(await conclude(tx, check, result.found === 'failed' ? result.why : null)));
  }
  await noteFailure(tx, failed);
}

/** Notes what has come in, and what has not in its time. */
export async function settleAnswers(tx: Tx): Promise<void> {
  const waiting = await tx.em.find(ContactCheck, { answerBy: { $ne: null } });
  const failed: ContactCheck[] = [];
  for (const check of waiting) {
    const { answerBy, markId, part } = check;
    const mark = await tx.em.findOne(ContactMark, { id: markId ?? '' }, { disableIdentityMap: true });
    const answer = answerBy ? { arrived: Boolean(mark?.usedAt), by: answerBy } : null;
    if (!isSettled({ answer }, tx.now)) continue;
    const why = part === 'inbound' || part === 'autoresponse' ? 'never_came_in' : 'not_recorded';
    failed.push(...(await conclude(tx, check, answer?.arrived ? null : why)));
  }
  await noteFailure(tx, failed);
}

/** Parts that the practice no longer has, or that are not looked at now: their tasks end, and nothing is said of them. */
export async function forgetParts(tx: Tx, parts: readonly ContactPart[]): Promise<void> {
  const gone = await tx.em.find(ContactCheck, { part: { $nin: [...parts] } });
  for (const check of gone) {
    await noteWithdrawn(tx, check);
    tx.em.remove(check);
  }
}

/** Answers with the check where it has begun to fail, which is told once for all that did so together. */
async function conclude(tx: Tx, check: ContactCheck, why: ContactFault | null): Promise<ContactCheck[]> {
  const known = { doubted: Boolean(check.doubtedAt), failing: Boolean(check.failingSince) };
  switch (weigh(known, why === null ? 'ok' : 'failed')) {
    case 'works_again':
      await noteRecovery(tx, check);
      check.works(tx.now);
      return [];
    case 'works':
      check.works(tx.now);
      return [];
    case 'doubt':
      check.doubt(tx.now);
      return [];
    case 'fails':
      check.fail(why, tx.now);
      return [check];
    case 'still_fails':
      check.fail(why, tx.now);
      await noteStillFailing(tx, check);
      return [];
  }
}

/** Counted from the beginning of the check, and never over before what was just sent can have come in. */
function answerDueAt(now: Date, askedAt: Date, withinMs: number): Date {
  return latest(after(askedAt, withinMs), after(now, LEAST_MS));
}

async function checkOf(tx: Tx, part: ContactPart, askedAt: Date): Promise<ContactCheck> {
  const known = await tx.em.findOne(ContactCheck, { part });
  if (known) return known;
  const { em, practiceId } = tx;
  return em.create(ContactCheck, { practiceId, id: randomUUIDv7(), part, ok: true, askedAt });
}
