import { DAY_MS } from '../../policy/calendar/units.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { recordReferral } from './record-referral.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

const SAME_STATEMENT_MS = DAY_MS;

/**
 * Records "I've told someone", the referrer's own statement, as a line of its own kind, and thanks it (D4, §5a.13). The
 * link is made to be shared, so further statements within a day count as the same one.
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
