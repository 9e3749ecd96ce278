import { DAY_MS } from '../../policy/calendar/units.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { recordReferral } from './record-referral.ts';
import { reevaluateJourney } from '../commitments/reevaluate-journey.ts';

const SAME_STATEMENT_MS = DAY_MS;

/**
 * "I've told someone": the referrer's own statement, a line of its own kind, and thanked (D4, §5a.13). Nobody says whom
 * they told, and the link is made to be handed on, so that further taps within a day are the same statement: whoever
 * holds the link cannot fill a mailbox with thanks.
 */
export async function recordSelfReported(
  tx: Tx,
  clientId: string,
  deadlineMs: number,
  said: { via: 'form' | 'email'; at: Date } = { via: 'form', at: tx.now },
): Promise<Referral | null> {
  const { em, now } = tx;
  await lockClient(tx, clientId);
  const since = new Date(now.getTime() - SAME_STATEMENT_MS);
  const before = await em.count(Referral, {
    referrerClientId: clientId,
    kind: 'told',
    recordedAt: { $gt: since },
  });
  if (before > 0) return null;
  const { referral } = await recordReferral(
    tx,
    { kind: 'told', learnedFrom: 'referrer', referrer: { clientId }, via: said.via, receivedAt: said.at },
    deadlineMs,
  );
  await reevaluateJourney(tx, clientId);
  return referral;
}
