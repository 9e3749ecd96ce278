import { Milestone } from '../../entities/milestone.ts';
import type { Verdict } from '../../policy/journeys/milestone.ts';
import type { Tx } from '../transaction.ts';

/** Applies the verdicts on milestones that do not ride now: held until a gate opens, or let go (S8, S9, S16); idempotent. */
export async function judgeMilestones(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  for (const { milestoneId, do: what, code } of verdicts) {
    const milestone = await tx.em.findOne(Milestone, { practiceId: tx.practiceId, id: milestoneId });
    if (milestone?.status !== 'waiting') continue;
    if (what === 'let_go') milestone.letGo(code, tx.now);
    else milestone.hold(code, tx.now);
  }
}
