import {
  PROGRESS_STAGES,
  STEP_TASKS,
  type EnquiryStage,
  type ProgressStage,
  type StepTask,
} from './enquiry-terms.ts';

export type Progress = 'same' | 'next' | { refused: string };

/** Whether this stage may be reported: one step at a time and never back. */
export function progressTo(stage: EnquiryStage, asked: ProgressStage): Progress {
  if (stage === 'closed')
    return { refused: 'This enquiry is closed; reopen it first (POST /enquiries/:id/reopen).' };
  if (stage === asked) return 'same';
  const next = nextStage(stage);
  if (next === asked) return 'next';
  if (next === null) return { refused: `This enquiry has come to its end: ${stage}.` };
  const way = isBefore(asked, stage) ? 'back' : 'past a step';
  return { refused: `This enquiry is ${stage}; the next step is ${next}, and ${asked} would go ${way}.` };
}

/** The step that comes next; null at the end. */
function nextStage(stage: Exclude<EnquiryStage, 'closed'>): ProgressStage | null {
  const at = stage === 'received' ? -1 : PROGRESS_STAGES.indexOf(stage);
  return PROGRESS_STAGES[at + 1] ?? null;
}

/** The tasks that have their answer once somebody has come so far. */
export function answeredTasks(stage: ProgressStage): readonly StepTask[] {
  return STEP_TASKS.slice(0, PROGRESS_STAGES.indexOf(stage) + 1);
}

function isBefore(asked: ProgressStage, stage: EnquiryStage): boolean {
  return PROGRESS_STAGES.indexOf(asked) < PROGRESS_STAGES.findIndex((one) => one === stage);
}

type Reached = Readonly<
  Record<'contactedAt' | 'bookedAt' | 'attendedAt' | 'keptAt', Date | null | undefined>
>;

/** The furthest stage that was reached: where a reopened enquiry continues. */
export function stageReached({ contactedAt, bookedAt, attendedAt, keptAt }: Reached) {
  if (keptAt) return 'kept';
  if (attendedAt) return 'attended';
  if (bookedAt) return 'booked';
  return contactedAt ? 'contacted' : 'received';
}
