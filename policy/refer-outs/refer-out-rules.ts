import { toMs } from '../calendar/duration.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { ReferOutRules } from './refer-out.ts';

/** Asks after a fortnight and again after another, and gives up when a cohort is mature (§5); a practice may be quicker. */
export function referOutRules({ followThrough }: PracticePolicy, paused: boolean): ReferOutRules {
  const checkAgainMs = toMs(followThrough.attendedWithin);
  return {
    checkAfterMs: checkAgainMs / 2,
    checkAgainMs,
    giveUpAfterMs: toMs(followThrough.matured),
    paused,
  };
}
