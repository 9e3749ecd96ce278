import { z } from 'zod';
import {
  CAPACITY_STATUSES,
  FULL_MODES,
  PLACES_AUTOMATIC,
  PLACES_BY_HAND,
  SAID_STATUSES,
} from '../../policy/capacity/capacity-terms.ts';
import { PLACE_SAYS } from '../../policy/capacity/places.ts';
import { at, date, id, instant } from '../../http/fields.ts';
import { month } from './month.ts';

const ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const MOST_WEEKS = 520;
const MOST_KEPT_FOR = 200;

const weeks = z.int().min(0).max(MOST_WEEKS);
const waitWeeks = z.strictObject({ from: weeks, to: weeks }).superRefine((wait, context) => {
  if (wait.from <= wait.to) return;
  context.addIssue({ code: 'custom', path: ['to'], message: 'must not be less than from' });
});
const wait = z.object({ from: z.int(), to: z.int() }).nullable();

export const NewStatement = z
  .strictObject({
    status: z.enum(CAPACITY_STATUSES),
    serviceLineId: id()
      .nullish()
      .meta({ description: 'Of this service line alone; without it, of everything that they do.' }),
    nextOpening: month.nullish().meta({ description: 'A month after this one; not with `open`.' }),
    waitWeeks: waitWeeks.nullish(),
    validUntil: z
      .union([date(), instant()], 'must be a date (2026-11-23) or a time (2026-11-23T09:00:00Z)')
      .nullish()
      .meta({
        description:
          "A date is the end of that day in the practice's zone. Without it: now and `capacity.validFor`.",
      }),
    mode: z.enum(FULL_MODES).optional().meta({
      description:
        '`tell_referrers` (default): those who send most are told once. `refer_out`: people go on being passed on to colleagues, and nobody is told.',
    }),
    placesFor: z.array(id()).max(MOST_KEPT_FOR).optional().meta({
      description: 'Colleagues for whose people places are kept; they are not told that we are full.',
    }),
  })
  .meta({ id: 'NewCapacityStatement', example: { status: 'full', nextOpening: '2027-03' } });

const item = {
  practitionerId: z.uuid(),
  serviceLineId: z.uuid().nullable(),
  status: z
    .enum(SAID_STATUSES)
    .meta({ description: '`please_ask` where nothing was said, or it has expired.' }),
  stated: z
    .enum(CAPACITY_STATUSES)
    .nullable()
    .meta({ description: 'What they said last, expired or not; null: nothing.' }),
  nextOpening: month.nullable(),
  waitWeeks: wait,
  validUntil: at.nullable(),
  mode: z.enum(FULL_MODES),
  placesFor: z.array(z.uuid()),
  statedAt: at.nullable(),
  statedBy: z.uuid().nullable(),
};

const EXAMPLE = {
  practitionerId: ID,
  serviceLineId: null,
  status: 'full' as const,
  stated: 'full' as const,
  nextOpening: '2027-03',
  waitWeeks: null,
  validUntil: '2027-01-04T09:00:00.000Z',
  mode: 'tell_referrers' as const,
  placesFor: [],
  statedAt: '2026-11-23T09:00:00.000Z',
  statedBy: ID,
};

export const StatementView = z
  .object({
    ...item,
    notice: z
      .object({ broadcastId: z.uuid() })
      .nullable()
      .meta({ description: 'What goes to colleagues because of it; null where nobody is told now.' }),
  })
  .meta({ id: 'CapacityStatement', example: { ...EXAMPLE, notice: { broadcastId: ID } } });

const took = z.object({
  at,
  words: z.string(),
  rows: z.array(
    z.object({
      professionalId: z.uuid(),
      name: z.string().nullable().meta({ description: 'Null of somebody who was erased.' }),
      arrivals: z.int(),
      fit: z.object({ ideal: z.int(), workable: z.int(), not_fit: z.int(), unknown: z.int() }),
      booked: z.int(),
      attended: z.int(),
    }),
  ),
});

export const CapacityView = z
  .object({
    practice: z.object({
      status: z.enum(SAID_STATUSES),
      statement: z.string().meta({ description: 'The words that stand everywhere.' }),
      nextOpening: month.nullable(),
      waitWeeks: wait,
      statedAt: at.nullable(),
      validUntil: at.nullable(),
      mode: z.enum(FULL_MODES),
      placesFor: z.array(z.uuid()),
      room: z.array(z.string()).meta({ description: 'Colleagues with room who agreed to be named.' }),
    }),
    items: z.array(
      z.object({ ...item, practitionerName: z.string(), serviceLineName: z.string().nullable() }),
    ),
    takeNote: took.nullable().meta({
      description:
        'While the practice is full: through whom people came in the last twelve months, for those who may read that.',
    }),
  })
  .meta({
    id: 'Capacity',
    example: {
      practice: {
        status: 'full',
        statement: "We're full at the moment; our next openings are in March 2027. As of 23 November 2026.",
        nextOpening: '2027-03',
        waitWeeks: null,
        statedAt: '2026-11-23T09:00:00.000Z',
        validUntil: '2027-01-04T09:00:00.000Z',
        mode: 'tell_referrers',
        placesFor: [],
        room: [],
      },
      items: [{ ...EXAMPLE, practitionerName: 'Dr Lane', serviceLineName: null }],
      takeNote: null,
    },
  });

const place = z.object({
  place: z.enum([...PLACES_BY_HAND, ...PLACES_AUTOMATIC]),
  automatic: z.boolean(),
  says: z.enum(PLACE_SAYS),
  updatedAt: at.nullable(),
  updatedBy: z.uuid().nullable(),
});
const PLACE_EXAMPLE = {
  place: 'voicemail' as const,
  automatic: false,
  says: 'current' as const,
  updatedAt: '2026-11-23T09:30:00.000Z',
  updatedBy: ID,
};

export const PlaceView = place.meta({ id: 'CapacityPlace', example: PLACE_EXAMPLE });

export const CapacityWording = z
  .object({
    statement: z.string(),
    texts: z.array(z.object({ place: z.enum(PLACES_BY_HAND), words: z.string() })),
    places: z.array(place),
  })
  .meta({
    id: 'CapacityWording',
    example: {
      statement: 'We have room for new people. As of 23 November 2026.',
      texts: [{ place: 'website', words: 'We have room for new people. As of 23 November 2026.' }],
      places: [PLACE_EXAMPLE],
    },
  });
