import { z } from 'zod';
import { ENDINGS } from '../../policy/journeys/ending.ts';
import { CLIENT_EXAMPLE, ClientView } from './client.ts';
import { date, line } from '../../http/fields.ts';

export const NewStage = z
  .strictObject({
    stage: line(60).meta({ description: "A stage of the client's service line, or one of our phases." }),
  })
  .meta({ id: 'NewStage', example: { stage: 'settled' } });

export const NewDischarge = z
  .strictObject({
    ending: z.enum(ENDINGS),
    on: date().meta({ description: "Today of the practice's calendar, or before." }),
    practitionerTick: z
      .boolean()
      .optional()
      .meta({ description: 'The practitioner says that now would be all right.' }),
  })
  .meta({ id: 'NewDischarge', example: { ending: 'planned_met', on: '2026-11-20' } });

export const DischargedClient = ClientView.extend({
  milestoneId: z.uuid().optional().meta({ description: 'The moment that this ending made, if it made one.' }),
}).meta({
  id: 'DischargedClient',
  example: {
    ...CLIENT_EXAMPLE,
    ending: 'planned_met',
    endedOn: '2026-11-20',
    milestoneId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
  },
});
