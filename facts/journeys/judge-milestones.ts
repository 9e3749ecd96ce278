import { Milestone } from '../../entities/milestone.ts';
import type { Verdict } from '../../policy/journeys/milestone.ts';
import type { Tx } from '../transaction.ts';

/** The rules' word on milestones that do not ride now: held until a gate opens, or let go, with the code (S8, S9, S16). */
export async function judgeMilestones(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  for (const { milestoneId, do: what, code } of verdicts) {
    const milestone = await tx.em.findOne(Milestone, { practiceId: tx.practiceId, id: milestoneId });
    if (milestone?.status !== 'waiting') continue;
    milestone.code = code;
    milestone.updatedAt = tx.now;
    if (what === 'let_go') milestone.status = 'let_go';
    else milestone.heldAt ??= tx.now;
  }
}
