import { toMs } from '../calendar/duration.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { AcknowledgementRules } from './acknowledgement.ts';

type Situation = { isAlone: boolean; isColleague: boolean; zone: string; paused: boolean };

/** A practice's settings as the rules of one thanks take them; `isColleague`: whom it goes to. */
export function acknowledgementRules(
  { acknowledgement, sendWindows }: PracticePolicy,
  { isAlone, isColleague, zone, paused }: Situation,
): AcknowledgementRules {
  return {
    deadlineMs: toMs(acknowledgement.deadline),
    remindAtMs: toMs(acknowledgement.remindAt),
    escalateAtMs: toMs(acknowledgement.escalateAt),
    sendAtMs: toMs(isAlone ? acknowledgement.soloSendAt : acknowledgement.sendAt),
    window: sendWindows === 'always' ? 'always' : sendWindows[isColleague ? 'professionals' : 'clients'],
    zone,
    paused,
  };
}
