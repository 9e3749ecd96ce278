import { z } from 'zod';
import { PHASES } from '../../policy/journeys/stage.ts';
import { at, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const MOST_STAGES = 30;

const stages = z
  .array(z.strictObject({ name: line(60), phase: z.enum(PHASES) }))
  .max(MOST_STAGES)
  .superRefine((given, context) => {
    const names = given.map(({ name }) => name.toLowerCase());
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'name'], message: 'is the name of another stage' });
    });
  })
  .meta({
    description: "The practice's own names for how far the work has come, each with our phase for it.",
  });

export const NewServiceLine = z.strictObject({ name: line(100), stages }).meta({
  id: 'NewServiceLine',
  example: {
    name: 'Counselling',
    stages: [
      { name: 'First weeks', phase: 'early' },
      { name: 'Closing', phase: 'ending' },
    ],
  },
});

export const ServiceLinePatch = z
  .strictObject({ name: line(100).optional(), stages: stages.optional() })
  .meta({ id: 'ServiceLinePatch', example: { name: 'Counselling for adults' } });

export const ServiceLineQuery = z.object(listQuery);

export const ServiceLineView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    stages: z.array(z.object({ name: z.string(), phase: z.enum(PHASES) })),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'ServiceLine',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      name: 'Counselling',
      stages: [{ name: 'First weeks', phase: 'early' }],
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });
