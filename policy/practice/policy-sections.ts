import { z } from 'zod';
import { MOST_A_DAY } from '../broadcasts/broadcast-terms.ts';
import { WEEKDAYS } from '../calendar/send-window.ts';
import { IsoDuration } from '../calendar/duration.ts';

export const MILESTONES = ['goal_reached', 'significant_session', 'discharge', 'transition'] as const;
export const CARRIERS = ['follow_up', 'ending_note', 'review_note', 'intake_form'] as const;
const HOLIDAYS = ['none', 'gb-eng', 'gb-wls', 'gb-sct', 'gb-nir', 'us', 'ie'] as const;

const count = z.int().min(0).max(1_000);
const share = z.number().min(0).max(1);
const carriers = z.array(z.enum(CARRIERS)).max(CARRIERS.length);
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const kinds = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(60)
      .refine((kind) => !CONTROL.test(kind), 'Leave control characters out.'),
  )
  .max(40);
const staffId = z.uuid().meta({ description: 'The id of somebody on the staff' });

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Give a time of day such as 09:00 or 19:30.' })
  .meta({ description: "By the practice's clock", example: '09:00' });

const window = z.union([
  z.literal('always'),
  z.strictObject({ days: z.array(z.enum(WEEKDAYS)).max(7), from: time, to: time }),
]);

export const alreadySends = z
  .strictObject({
    follow_up: z.enum(['never', 'after_milestone', 'after_every_session']),
    ending_note: z.boolean(),
    review_note: z.boolean(),
    intake_form: z.boolean(),
  })
  .meta({ description: 'What the practice sends anyway; nothing else may carry a prompt' });

export const carriersOfMilestones = z
  .strictObject({
    goal_reached: carriers,
    significant_session: carriers,
    discharge: carriers,
    transition: carriers,
  })
  .meta({ description: 'Which of those messages a prompt may ride in, for each moment' });

export const carrierTiming = z
  .strictObject({
    notBefore: IsoDuration,
    target: IsoDuration,
    limit: IsoDuration,
    endingLimit: IsoDuration,
    heldLimit: IsoDuration,
  })
  .meta({ description: 'How long after a moment its carrier goes: not before, aimed at, and at the latest' });

export const prompt = z.strictObject({
  coolDown: IsoDuration,
  endingCoolDown: IsoDuration,
  maxPerEpisode: z
    .int()
    .min(1)
    .max(3)
    .meta({ description: 'Three at most, whatever the practice would like' }),
  minSessions: count,
  minSince: IsoDuration,
  satisfactionFloor: z
    .int()
    .min(0)
    .max(5)
    .meta({ description: 'A latest score at or below this holds the prompt back' }),
  staleData: IsoDuration,
  whileFull: z.enum(['go_on', 'hold']),
});

export const acknowledgement = z
  .strictObject({
    deadline: IsoDuration.meta({
      description: 'From the moment the referral reached the practice; PT48H at most',
    }),
    remindAt: IsoDuration,
    escalateAt: IsoDuration,
    sendAt: IsoDuration.meta({ description: 'When the thanks sends itself, unless somebody sent it before' }),
    solo: z
      .union([z.literal('auto'), z.boolean()])
      .meta({ description: 'Whether one person runs the practice' }),
    soloSendAt: IsoDuration.meta({ description: 'When it sends itself where one person runs the practice' }),
  })
  .meta({ description: 'The thanks within 48 hours' });

export const followThrough = z.strictObject({
  contactWithin: IsoDuration,
  bookedWithin: IsoDuration,
  attendedWithin: IsoDuration,
  matured: IsoDuration,
});

export const relationships = z.strictObject({
  top: IsoDuration,
  active: IsoDuration,
  dormant: IsoDuration,
  fullFactor: z.number().min(1).max(10),
  minGap: IsoDuration,
  new: z
    .array(IsoDuration)
    .max(12)
    .meta({ description: 'After first meeting somebody, one after the other' }),
});

export const ownKinds = kinds.meta({ description: 'Kinds of professional beyond the built-in ones' });
export const fittingKinds = kinds.meta({
  description: "Kinds of professional that fit the practice's niche",
});
export const concentration = z.strictObject({ watch: share, alert: share });
export const quiet = z.strictObject({ watch: share, dried: share });

const meeting = z.strictObject({ workingDay: z.int().min(1).max(15), hour: z.int().min(0).max(23) });
export const reviews = z.strictObject({ monthly: meeting, quarterly: meeting, thankTop: count });

export const costs = z.strictObject({
  hourlyRateMinor: z
    .int()
    .min(0)
    .max(10_000_000)
    .meta({ description: 'An hour of staff time, in pence or cents' }),
});

export const broadcasts = z.strictObject({
  perDay: z.int().min(1).max(MOST_A_DAY).meta({
    description:
      'How many e-mails of what goes to many leave in a day, of all of it together: as many as the answers can be read of',
  }),
});

export const capacity = z
  .strictObject({
    validFor: IsoDuration.meta({ description: 'How long a statement stands that names no end' }),
    remindAfter: IsoDuration.meta({
      description:
        'How long a place that is changed by hand may still say the old thing before somebody is reminded',
    }),
  })
  .meta({ description: 'Whether the practice has room, and where it says so' });

export const contactPath = z
  .strictObject({ every: IsoDuration })
  .meta({ description: 'How often the ways on which people reach the practice are checked from outside' });

export const sendWindows = z
  .union([
    z.literal('always'),
    z.strictObject({ clients: window, professionals: window, holidays: z.enum(HOLIDAYS) }),
  ])
  .meta({ description: 'When mail may leave; holidays hold back prompts, never thanks' });

export const retention = z.strictObject({
  introduction: IsoDuration.meta({ description: 'A first name nobody followed up; P28D at most' }),
  unconverted: IsoDuration,
  messageBodies: IsoDuration,
});

export const strangersThankedPerDay = count.meta({
  description:
    'How many people whom the practice does not know are thanked in a day because of public forms and mail; the others become one task',
});

export const duties = z
  .strictObject({
    acknowledge: staffId,
    firstContact: staffId,
    review: staffId,
    capacity: staffId,
    relationships: staffId,
    privacy: staffId,
  })
  .meta({ description: 'Who does what; whoever covers for them does it while they are away' });
