import { z } from 'zod';
import { FRIDAY_ANSWERS } from '../../facts/friday-lists/answer-friday-list.ts';
import { id } from '../../http/fields.ts';

const CLIENT = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

export const FridayAnswers = z
  .strictObject({
    answers: z
      .record(id(), z.enum(FRIDAY_ANSWERS))
      .optional()
      .meta({ description: 'By the id of the client; whoever is left out is not asked about.' }),
    nothing: z.literal(true).optional().meta({ description: 'Nothing this week: closes the list.' }),
  })
  .meta({ id: 'FridayAnswers', example: { answers: { [CLIENT]: 'goal' } } });

export const OwnFridayListView = z
  .object({
    id: z.uuid().nullable().meta({ description: 'null: there is none of the last two weeks.' }),
    on: z.string().nullable(),
    isOpen: z.boolean(),
    lines: z.array(
      z.object({
        clientId: z.uuid(),
        firstName: z.string(),
        lastName: z.string().nullable(),
        isAnswered: z.boolean(),
        reviewPoint: z
          .int()
          .nullable()
          .meta({ description: 'The session that it was: 6, 12, 18 and so on.' }),
        lastSessionOn: z
          .string()
          .nullable()
          .meta({ description: 'The day of the last appointment there is.' }),
      }),
    ),
    kindWords: z.array(z.string()).meta({ description: 'What people wrote, of nobody in particular.' }),
  })
  .meta({
    id: 'OwnFridayList',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      on: '2026-11-20',
      isOpen: true,
      lines: [
        {
          clientId: CLIENT,
          firstName: 'Robin',
          lastName: 'Ashdown',
          isAnswered: false,
          reviewPoint: 6,
          lastSessionOn: null,
        },
      ],
      kindWords: [],
    },
  });
