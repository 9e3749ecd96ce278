import { toMs } from '../calendar/duration.ts';
import type { JourneyRules } from './journey.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';

type Situation = { zone: string; strict: boolean; signedOff: boolean; paused: boolean };

/** A practice's settings as the rules of a client's journey take them. */
export function journeyRules(policy: PracticePolicy, situation: Situation): JourneyRules {
  const { milestones, carriers, alreadySends, carrierTiming, prompt, sendWindows } = policy;
  return {
    gate: {
      milestones,
      coolDownMs: toMs(prompt.coolDown),
      endingCoolDownMs: toMs(prompt.endingCoolDown),
      maxPerEpisode: prompt.maxPerEpisode,
      minSessions: prompt.minSessions,
      minSinceMs: toMs(prompt.minSince),
      satisfactionFloor: prompt.satisfactionFloor,
      staleDataMs: toMs(prompt.staleData),
      holdWhileFull: prompt.whileFull === 'hold',
      strict: situation.strict,
      signedOff: situation.signedOff,
    },
    carriers: {
      milestones,
      carriers,
      followUp: alreadySends.follow_up,
      endingNote: alreadySends.ending_note,
      reviewNote: alreadySends.review_note,
      intakeForm: alreadySends.intake_form,
      notBeforeMs: toMs(carrierTiming.notBefore),
      limitMs: toMs(carrierTiming.limit),
      endingLimitMs: toMs(carrierTiming.endingLimit),
      window: sendWindows === 'always' ? 'always' : sendWindows.clients,
      holidays: sendWindows === 'always' ? 'none' : sendWindows.holidays,
      zone: situation.zone,
    },
    heldLimitMs: toMs(carrierTiming.heldLimit),
    paused: situation.paused,
  };
}
