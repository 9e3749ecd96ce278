import { z } from 'zod';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { MILESTONES } from '../../policy/practice/policy-sections.ts';
import { defaultPolicy } from '../../policy/practice/practice-policy.ts';
import { date } from '../../http/fields.ts';
import { PolicyPut, Removed, shownCount } from './forecast.ts';

const days = {
  from: date().meta({ description: "By the practice's calendar, both days included." }),
  to: date().meta({ description: 'Today at the latest, and at most 400 days from the first.' }),
};

/** The policy in it is read as a whole, with the words that `PUT /practice/policy` has for what is wrong. */
export const TrialDays = z.strictObject({ policy: z.unknown().optional(), ...days });

export const NewPolicyTrial = z.strictObject({ policy: PolicyPut, ...days }).meta({
  id: 'NewPolicyTrial',
  example: {
    policy: defaultPolicy('0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11'),
    from: '2026-01-01',
    to: '2026-11-22',
  },
});

const perQuarter = z.number().nullable();
const cameUp = shownCount.meta({
  description:
    'null: nobody recorded such moments then (see `unknown`), or so few that the number is hidden.',
});

export const PolicyTrialView = z
  .object({
    from: z.string(),
    to: z.string(),
    moments: z
      .object({ goal_reached: cameUp, significant_session: cameUp, discharge: cameUp, transition: cameUp })
      .meta({ description: 'How often each kind came up, whether or not this policy asks at it.' }),
    sent: shownCount,
    perQuarter,
    heldBack: Removed.meta({ description: 'Of the moments that this policy asks at, the most first.' }),
    byMoment: z.array(
      z.object({
        kind: z.enum(MILESTONES),
        chosen: z.boolean(),
        cameUp,
        sent: shownCount,
        removedMost: z.enum(GATE_CODES).nullable(),
      }),
    ),
    ifEverybodyConsented: z.object({ sent: shownCount, perQuarter }),
    derived: z.boolean().meta({
      description:
        'For some of that time nobody recorded moments: who came four times or more, then not for 42 days, and has no appointment, is taken to have ended.',
    }),
    unknown: z
      .array(z.enum(MILESTONES))
      .meta({ description: 'Kinds that were not recorded and cannot be told from sessions.' }),
    suppressed: z
      .boolean()
      .meta({ description: 'Numbers from one to four are hidden from everybody but the owner.' }),
  })
  .meta({
    id: 'PolicyTrial',
    example: {
      from: '2026-01-01',
      to: '2026-11-22',
      moments: { goal_reached: 41, significant_session: 18, discharge: 96, transition: 7 },
      sent: 74,
      perQuarter: 20.7,
      heldBack: [
        { code: 'no_consent', count: 66 },
        { code: 'too_often', count: 15 },
      ],
      byMoment: [
        { kind: 'goal_reached', chosen: true, cameUp: 41, sent: 19, removedMost: 'no_consent' },
        { kind: 'significant_session', chosen: true, cameUp: 18, sent: 8, removedMost: 'no_consent' },
        { kind: 'discharge', chosen: true, cameUp: 96, sent: 47, removedMost: 'no_consent' },
        { kind: 'transition', chosen: false, cameUp: 7, sent: 0, removedMost: 'not_a_moment' },
      ],
      ifEverybodyConsented: { sent: 128, perQuarter: 35.8 },
      derived: false,
      unknown: [],
      suppressed: false,
    },
  });
