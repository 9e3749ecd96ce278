import { Satisfaction } from '../../entities/satisfaction.ts';
import type { Practice } from '../../entities/practice.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { raiseCareMatter } from './raise-care-matter.ts';
import { addPseudonymousScore, isLow, recordSatisfaction } from './record-satisfaction.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

/** `score` null: "I'd rather not say". A sentence is for the practitioner alone (§5a.15). */
export type SurveyAnswer = { score: number | null; kindWords: string | null; mayShare: boolean };

/** The answer behind a client's own survey link (M23): one a day; a later answer of the same day replaces it. */
export async function answerSurvey(
  tx: Tx,
  clientId: string,
  answer: SurveyAnswer,
  { timezone, policy }: Practice,
): Promise<void> {
  const client = await lockClient(tx, clientId);
  const rowKey = `survey/${clientId}/${dateIn(timezone, tx.now)}`;
  const known = await tx.em.findOne(Satisfaction, { rowKey });
  if (!known) {
    await recordSatisfaction(tx, { clientId, instrument: 'csat', at: tx.now, rowKey, ...answer });
    return;
  }
  tx.em.assign(known, { ...answer, at: tx.now });
  if (isLow(known, policy.prompt.satisfactionFloor, tx.now)) await raiseCareMatter(tx, client);
  await reevaluateJourney(tx, clientId);
  audit(tx, 'change', { entity: 'satisfaction', id: known.id }, Object.keys(answer));
}

/** An anonymous answer at the desk, by month; "rather not say" leaves no row. */
export async function answerDeskSurvey(tx: Tx, score: number | null, zone: string): Promise<void> {
  if (score === null) return;
  const month = dateIn(zone, tx.now).slice(0, 7);
  await addPseudonymousScore(tx, { instrument: 'csat', score, month });
}
