export const PHASES = ['early', 'working_through', 'settled', 'ending', 'after'] as const;
export type Phase = (typeof PHASES)[number];
/** A stage of a service line, under the practice's own name for it. */
export type Stage = { name: string; phase: Phase };

export type StageFacts = {
  stage: string | null;
  stages: readonly Stage[];
  /** Days until the planned end, by the practice's calendar; negative once it has passed. */
  daysToPlannedEnd: number | null;
  discharged: boolean;
};

const ENDING_DAYS = 28;

/**
 * How far the work has come. Where nobody set a stage it is derived from the planned end alone (S9), never from notes or
 * scores; that there were few sessions yet is a gate of its own (E11). Null: nobody can tell.
 */
export function phaseOf({ stage, stages, daysToPlannedEnd, discharged }: StageFacts): Phase | null {
  if (discharged) return 'after';
  const set = stages.find(({ name }) => name === stage)?.phase ?? PHASES.find((phase) => phase === stage);
  if (set) return set;
  if (daysToPlannedEnd !== null && daysToPlannedEnd <= ENDING_DAYS) return 'ending';
  return null;
}
