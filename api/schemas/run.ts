import { z } from 'zod';
import { WORKFLOWS } from '../../entities/commitment.ts';
import { at } from '../../http/fields.ts';
import { cursorLike, listQuery } from './list.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** The last run of the page before. */
const RUN_CURSOR = new RegExp(`^${UUID}\\.(?:${WORKFLOWS.join('|')})$`);

export const RunQuery = z.object({
  ...listQuery,
  cursor: cursorLike(RUN_CURSOR),
  kind: z.enum(WORKFLOWS).optional(),
  overdue: z.enum(['true', 'false']).optional(),
});

export const RunView = z
  .object({
    workflowId: z.string().meta({ description: 'The same at Temporal.' }),
    kind: z.enum(WORKFLOWS),
    subjectId: z.uuid(),
    dueAt: at.meta({ description: 'When it is looked at again.' }),
    overdue: z.boolean().meta({ description: 'By more than a minute.' }),
    signaledAt: at.nullable().meta({ description: 'When it was last signaled because it was overdue.' }),
    signalCount: z.int(),
  })
  .meta({
    id: 'Run',
    example: {
      workflowId: 'referral/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      kind: 'referral',
      subjectId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      dueAt: '2026-11-23T09:00:00.000Z',
      overdue: false,
      signaledAt: null,
      signalCount: 0,
    },
  });

export const RunParams = z.object({ kind: z.string().max(40), id: z.uuid() });

export const RunDetail = RunView.extend({
  keptAt: at.nullable().meta({ description: 'When nothing was pending any more; null: it is open.' }),
  signalsWaiting: z.int().meta({ description: 'Signals to its run that Temporal has not had yet.' }),
  signalsGivenUp: z.int().meta({ description: 'Signals to its run that Temporal kept refusing.' }),
}).meta({
  id: 'RunDetail',
  example: {
    workflowId: 'referral/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    kind: 'referral',
    subjectId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    dueAt: '2026-11-23T09:00:00.000Z',
    overdue: false,
    signaledAt: null,
    signalCount: 0,
    keptAt: null,
    signalsWaiting: 0,
    signalsGivenUp: 0,
  },
});

export const RunsView = z
  .object({
    items: z.array(RunView),
    nextCursor: z.string().nullable(),
    waiting: z
      .object({
        overdue: z.int().meta({ description: 'Promises overdue by more than a minute.' }),
        signalsGivenUp: z.int().meta({ description: 'Signals that Temporal kept refusing.' }),
        webhooksFailing: z
          .int()
          .meta({ description: 'Deliveries of webhooks that failed more than three times.' }),
        webhooksUnapplied: z.int().meta({
          description:
            'News of the mail provider that are not applied yet; they name no practice, so of all.',
        }),
      })
      .meta({ description: 'How many wait, of this practice.' }),
  })
  .meta({
    id: 'Runs',
    example: {
      items: [],
      nextCursor: null,
      waiting: { overdue: 0, signalsGivenUp: 0, webhooksFailing: 0, webhooksUnapplied: 0 },
    },
  });
