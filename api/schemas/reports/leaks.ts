import { z } from 'zod';
import { LOSS_CAUSES } from '../../../policy/enquiries/enquiry-terms.ts';
import { OWN_FIELDS, PROFILE_FIELDS } from '../../../policy/practice/missing-profile-fields.ts';
import { leaks } from '../../../reports/leaks.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group } from './envelope.ts';
import { Introductions } from './introductions.ts';

export const LeaksReport = z
  .object({
    report: z.literal('leaks'),
    ...envelope,
    n: shownCount.meta({ description: 'Everybody who got in touch.' }),
    seen: shownCount.meta({ description: 'Of them, who came to a first session.' }),
    rows: z.array(z.object({ ...group, cause: z.enum(LOSS_CAUSES), lost: shownCount, stalled: shownCount })),
    introductions: Introductions,
    unstatedBy: z.array(z.object({ practitionerId: z.uuid(), unstated: z.array(z.enum(OWN_FIELDS)) })).meta({
      description:
        "Whose card has the practice's words instead, or none. For the owner and the desk; empty for others.",
    }),
    unstated: z.array(z.enum(PROFILE_FIELDS)).meta({
      description: 'What your card, forms and notes cannot say yet, because the practice has not said it.',
    }),
  })
  .meta({
    id: 'LeaksReport',
    example: {
      report: 'leaks',
      definition: leaks.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 41,
      seen: 24,
      rows: [
        { cause: 'hard_to_contact', lost: 6, stalled: 1 },
        { cause: 'not_resonating', lost: 0, stalled: 0 },
        { cause: 'not_top_of_mind', lost: 2, stalled: 0 },
        { cause: 'not_ready', lost: 7, stalled: 3 },
      ],
      introductions: { n: 9, followed: 5, notFollowed: 2, waiting: 2 },
      unstatedBy: [],
      unstated: ['whatToExpect'],
      suppressed: false,
      stillLearning: false,
    },
  });
