import { z } from 'zod';
import { LOSS_CAUSES } from '../../policy/enquiries/enquiry-terms.ts';
import { PROFILE_FIELDS } from '../../policy/practice/missing-profile-fields.ts';
import { LOST_ENQUIRIES_DEFINITION } from '../../reports/lost-enquiries.ts';
import { instant } from '../../http/fields.ts';
import { shownCount } from './forecast.ts';

export const LeaksQuery = z.object({
  from: instant()
    .optional()
    .meta({ description: 'When they got in touch; a year before `to` unless given.' }),
  to: instant().optional(),
});

export const LeaksReport = z
  .object({
    definition: z.string(),
    n: shownCount.meta({ description: 'Everybody who got in touch.' }),
    seen: shownCount.meta({ description: 'Of them, who came to a first session.' }),
    rows: z.array(z.object({ cause: z.enum(LOSS_CAUSES), lost: shownCount, stalled: shownCount })),
    unstated: z.array(z.enum(PROFILE_FIELDS)).meta({
      description: 'What your card, forms and notes cannot say yet, because the practice has not said it.',
    }),
    suppressed: z
      .boolean()
      .meta({ description: 'Numbers from one to four are hidden from whoever does not need them.' }),
  })
  .meta({
    id: 'LeaksReport',
    example: {
      definition: LOST_ENQUIRIES_DEFINITION,
      n: 41,
      seen: 24,
      rows: [
        { cause: 'hard_to_contact', lost: 6, stalled: 1 },
        { cause: 'not_resonating', lost: 0, stalled: 0 },
        { cause: 'not_top_of_mind', lost: 2, stalled: 0 },
        { cause: 'not_ready', lost: 5, stalled: 3 },
      ],
      unstated: ['whatToExpect'],
      suppressed: false,
    },
  });
