import type { ReferOut } from '../../entities/refer-out.ts';
import { mayFollow, REFER_OUT_TASKS, type ReferOutOutcome } from '../../policy/refer-outs/refer-out-terms.ts';
import { announce } from '../announce.ts';
import { stopQueued } from '../outbound-mail/stop-messages.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { endElsewhere } from './end-elsewhere.ts';
import { audit, type Tx } from '../transaction.ts';
import { backToChoosing } from './handover-consent.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { conflict, notFound } from '../refusal.ts';

/** Records the outcome; a colleague's refusal returns it to choosing (S76). */
export async function recordOutcome(tx: Tx, referOutId: string, outcome: ReferOutOutcome): Promise<ReferOut> {
  const referOut = await lockReferOut(tx, referOutId);
  if (!referOut) throw notFound('referral out');
  if (referOut.outcome === outcome) return referOut;
  if (!mayFollow(referOut.outcome ?? null, outcome))
    throw conflict(`This ended already (${referOut.outcome}); open a new one.`);
  if (outcome === 'declined') await declined(tx, referOut);
  else await endReferOut(tx, referOut, outcome);
  await openCommitment(tx, 'referOut', referOut.id);
  audit(tx, 'outcome', { entity: 'refer_out', id: referOut.id }, ['outcome']);
  return referOut;
}

/** The colleague declined: their link is revoked, they are not suggested again, and a new consent is needed. */
async function declined(tx: Tx, referOut: ReferOut): Promise<void> {
  const colleague = referOut.toProfessional;
  if (!colleague) throw conflict('No colleague has been chosen, so that nobody can have said no.');
  referOut.declinedIds = [...referOut.declinedIds, colleague.id];
  await backToChoosing(tx, referOut);
}

/** Closes it: unsent e-mails are stopped and tasks cancelled. */
export async function endReferOut(
  tx: Tx,
  referOut: ReferOut,
  outcome: Exclude<ReferOutOutcome, 'declined'>,
): Promise<void> {
  referOut.close(outcome, tx.now);
  await stopQueued(tx, { referOutId: referOut.id }, 'closed');
  await closeTasks(tx, REFER_OUT_TASKS, { referOut }, 'cancelled');
  announce(tx, 'refer_out.closed', { referOutId: referOut.id });
  if (outcome !== 'unknown') await endElsewhere(tx, referOut);
}
