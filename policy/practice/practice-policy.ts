import { z } from 'zod';
import * as section from './policy-sections.ts';

/** Everything a practice may decide for itself, validated whole; what it may not decide is no setting. */
export const PracticePolicy = z.strictObject({
  milestones: z
    .array(z.enum(section.MILESTONES))
    .max(8)
    .meta({ description: 'The moments of the practice: two or three' }),
  carriers: section.carriersOfMilestones,
  alreadySends: section.alreadySends,
  carrierTiming: section.carrierTiming,
  prompt: section.prompt,
  acknowledgement: section.acknowledgement,
  followThrough: section.followThrough,
  relationships: section.relationships,
  professionalKinds: section.ownKinds,
  fittingKinds: section.fittingKinds,
  concentration: section.concentration,
  quiet: section.quiet,
  reviews: section.reviews,
  costs: section.costs,
  capacity: section.capacity,
  contactPath: section.contactPath,
  broadcasts: section.broadcasts,
  sendWindows: section.sendWindows,
  retention: section.retention,
  strangersThankedPerDay: section.strangersThankedPerDay,
  duties: section.duties,
});
export type PracticePolicy = z.infer<typeof PracticePolicy>;

/** What a practice does, as far as it changes which moments the set-up proposes. */
export const WORKS = ['counselling', 'other'] as const;
export type Work = (typeof WORKS)[number];

/**
 * The three moments that are proposed at the set-up (S6): for counselling and psychotherapy a change of practitioner or
 * a step down instead of a significant session, which is rarely theirs to say aloud.
 */
export function proposedMilestones(work: Work): PracticePolicy['milestones'] {
  return work === 'counselling'
    ? ['goal_reached', 'discharge', 'transition']
    : ['goal_reached', 'significant_session', 'discharge'];
}

/** The initial policy; every duty is the owner's until assigned. */
export function defaultPolicy(ownerStaffId: string): PracticePolicy {
  return {
    milestones: proposedMilestones('other'),
    carriers: {
      goal_reached: ['follow_up', 'review_note'],
      significant_session: ['follow_up'],
      discharge: ['ending_note'],
      transition: ['follow_up', 'ending_note'],
    },
    alreadySends: { follow_up: 'after_milestone', ending_note: true, review_note: false, intake_form: true },
    carrierTiming: {
      notBefore: 'PT18H',
      target: 'PT72H',
      limit: 'P7D',
      endingLimit: 'P14D',
      heldLimit: 'P60D',
    },
    prompt: {
      coolDown: 'P90D',
      endingCoolDown: 'P21D',
      maxPerEpisode: 3,
      minSessions: 4,
      minSince: 'P28D',
      satisfactionFloor: 2,
      staleData: 'P10D',
      whileFull: 'go_on',
    },
    acknowledgement: {
      deadline: 'PT48H',
      remindAt: 'PT24H',
      escalateAt: 'PT36H',
      sendAt: 'PT44H',
      solo: 'auto',
      soloSendAt: 'PT20H',
    },
    followThrough: { contactWithin: 'PT24H', bookedWithin: 'P7D', attendedWithin: 'P28D', matured: 'P60D' },
    relationships: {
      top: 'P42D',
      active: 'P90D',
      dormant: 'P180D',
      fullFactor: 2,
      minGap: 'P28D',
      new: ['P14D', 'P42D', 'P84D', 'P168D'],
    },
    professionalKinds: [],
    fittingKinds: [],
    concentration: { watch: 0.3, alert: 0.5 },
    quiet: { watch: 0.1, dried: 0.05 },
    reviews: { monthly: { workingDay: 1, hour: 9 }, quarterly: { workingDay: 1, hour: 9 }, thankTop: 5 },
    costs: { hourlyRateMinor: 2500 },
    capacity: { validFor: 'P42D', remindAfter: 'P2D' },
    contactPath: { every: 'PT15M' },
    broadcasts: { perDay: 40 },
    sendWindows: {
      clients: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '09:00', to: '19:30' },
      professionals: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:30' },
      holidays: 'gb-eng',
    },
    retention: { introduction: 'P28D', unconverted: 'P90D', messageBodies: 'P365D' },
    strangersThankedPerDay: 5,
    duties: {
      acknowledge: ownerStaffId,
      firstContact: ownerStaffId,
      review: ownerStaffId,
      capacity: ownerStaffId,
      relationships: ownerStaffId,
      privacy: ownerStaffId,
    },
  };
}
