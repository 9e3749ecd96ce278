import { Milestone } from '../../entities/milestone.ts';
import type { Verdict } from '../../policy/journeys/milestone.ts';
import type { Fact } from '../transaction.ts';

/** The rules' word on milestones that do not ride now: held until a gate opens, or let go, with the code (S8, S9, S16). */
export async function judgeMilestones(fact: Fact, verdicts: readonly Verdict[]): Promise<void> {
  for (const { milestoneId, do: what, code } of verdicts) {
    const milestone = await fact.em.findOne(Milestone, { practiceId: fact.practiceId, id: milestoneId });
    if (milestone?.status !== 'waiting') continue;
    milestone.code = code;
    milestone.updatedAt = fact.now;
    if (what === 'let_go') milestone.status = 'let_go';
    else milestone.heldAt ??= fact.now;
  }
}
