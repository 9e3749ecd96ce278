import { z } from 'zod';
import { MOST_ACTIONS, REVIEW_KINDS, SUGGESTIONS } from '../../policy/reviews/review-terms.ts';
import { isPeriod } from '../../policy/reviews/review-period.ts';
import { at, date, id, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const period = z.string().meta({
  description: 'A month (2026-10), or a quarter (2026-Q3), of the practice’s calendar.',
  example: '2026-10',
});

export const ReviewQuery = z.object({
  ...listQuery,
  kind: z.enum(REVIEW_KINDS).optional(),
  brief: z.enum(['true', 'false']).optional().meta({
    description: 'true: only which reviews there are and which were held; every list in them is empty.',
  }),
});

export const NewReview = z
  .strictObject({ kind: z.enum(REVIEW_KINDS), period })
  .refine(({ kind, period: text }) => isPeriod(kind, text), {
    path: ['period'],
    error: 'must be a month (2026-10) of a monthly review, a quarter (2026-Q3) of a quarterly one',
  })
  .meta({ id: 'NewReview', example: { kind: 'monthly', period: '2026-10' } });

export const NewReviewAction = z.strictObject({ text: line(300), ownerStaffId: id(), dueOn: date() }).meta({
  id: 'NewReviewAction',
  example: {
    text: 'Ask the surgery in Mill Road for coffee',
    ownerStaffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
    dueOn: '2026-12-11',
  },
});

export const ReviewActionChange = z
  .strictObject({ done: z.boolean() })
  .meta({ id: 'ReviewActionChange', example: { done: true } });

export const HeldReview = z
  .strictObject({ minutes: z.int().min(1).max(480) })
  .meta({ id: 'HeldReview', example: { minutes: 20 } });

export const ReviewActionView = z
  .object({
    id: z.uuid(),
    reviewId: z.uuid().meta({ description: 'The review that decided it.' }),
    text: z.string().nullable().meta({ description: 'null: it named somebody who was erased since.' }),
    ownerStaffId: z.uuid(),
    dueOn: z.iso.date(),
    done: z.boolean(),
    doneAt: at.optional(),
  })
  .meta({
    id: 'ReviewAction',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      reviewId: '20261000-7a30-8cc0-9d3f-6d3f1f0c2a11',
      text: 'Ask the surgery in Mill Road for coffee',
      ownerStaffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      dueOn: '2026-12-11',
      done: false,
    },
  });

const About = z.union([
  z.object({ practitionerId: z.uuid() }),
  z.object({ serviceLineId: z.uuid() }),
  z.object({ stage: z.string() }),
  z.object({ source: z.object({ kind: z.string() }) }),
  z.object({ moment: z.string() }),
]);

/** A client, a colleague, or somebody whom nobody has matched yet. */
const Referrer = z.object({
  kind: z.string(),
  clientId: z.uuid().optional(),
  professionalId: z.uuid().optional(),
  name: z.string().optional(),
});

const Figures = z.record(z.string(), z.unknown()).nullable().meta({
  description:
    'What the reports answered at that moment, each by a name of its own; null: nothing is counted here.',
});

const REVIEW_EXAMPLE = {
  id: '20261000-7a30-8cc0-9d3f-6d3f1f0c2a11',
  kind: 'monthly' as const,
  period: '2026-10',
  dueAt: '2026-11-02T09:00:00.000Z',
  frozenAt: '2026-11-02T09:00:01.120Z',
  agenda: [{ title: 'Last time’s actions: done?', minutes: 2, figures: null }],
  patterns: [
    {
      text: 'Of 24 answers in one service line, fewer were content than of the 95 elsewhere here. It says that they differ, not why.',
      n: 24,
      about: { serviceLineId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13' },
      suggests: 'quality_check' as const,
    },
  ],
  missing: ['No satisfaction was recorded in these months.'],
  thank: [
    {
      referrer: { kind: 'client', clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a14', name: 'Robin Rowan' },
      permitted: true,
      words: 'Sent somebody and has not been thanked: a card or a call would be kind.',
    },
  ],
  actions: [],
  lastActions: [],
};

export const ReviewView = z
  .object({
    id: z.uuid(),
    kind: z.enum(REVIEW_KINDS),
    period: z.string(),
    dueAt: at,
    frozenAt: at,
    agenda: z
      .array(z.object({ title: z.string(), minutes: z.int(), figures: Figures }))
      .meta({ description: 'Twenty minutes in all.' }),
    patterns: z
      .array(z.object({ text: z.string(), n: z.int(), about: About, suggests: z.enum(SUGGESTIONS) }))
      .max(3)
      .meta({
        description: 'Groups that differ from the others of their kind by more than chance explains.',
      }),
    missing: z.array(z.string()).meta({ description: 'What could not be said, and why.' }),
    thank: z
      .array(
        z.object({
          referrer: z.union([Referrer, z.object({ erased: z.literal(true) })]),
          permitted: z.boolean(),
          words: z.string(),
        }),
      )
      .meta({ description: 'Referrers of the period who have not been thanked in it, as of now.' }),
    actions: z.array(ReviewActionView).max(MOST_ACTIONS),
    lastActions: z
      .array(ReviewActionView)
      .meta({ description: 'What the review of this kind before it decided.' }),
    heldAt: at.optional(),
    minutes: z.int().optional().meta({ description: 'How long the meeting took.' }),
  })
  .meta({
    id: 'Review',
    example: REVIEW_EXAMPLE,
  });

export const OneReviewView = ReviewView.extend({
  people: z.array(z.object({ id: z.uuid(), name: z.string() })).meta({
    description: 'Who works here and can take an action on; empty for readers of suppressed figures.',
  }),
}).meta({
  id: 'OneReview',
  example: {
    ...REVIEW_EXAMPLE,
    people: [{ id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12', name: 'Noor Rahman' }],
  },
});
