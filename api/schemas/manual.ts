import { z } from 'zod';
import { at } from '../../http/fields.ts';

const Step = z.object({
  key: z.string().meta({ description: 'Names the step, and stays when its text changes.' }),
  trigger: z.string(),
  who: z.string(),
  byWhen: z.string(),
  words: z.string().meta({
    description:
      'As they are said, letter by letter. `{first}` is filled in for each person; what stands in `[if …: ]` is said only then.',
  }),
  ifNobody: z.string(),
});

const Change = z.object({ at, what: z.string(), from: z.string(), to: z.string() });

const Reading = z.object({ staffId: z.uuid(), version: z.int(), at });

const Drawing = z
  .object({
    kind: z.enum(['clock', 'path']),
    title: z.string(),
    points: z.array(z.object({ afterMs: z.number(), at: z.string(), label: z.string() })),
  })
  .meta({ description: 'Moments after a beginning, on a scale (`clock`) or only in their order (`path`).' });

const EXAMPLE_READING = {
  staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  version: 4,
  at: '2026-11-30T09:00:00.000Z',
};

export const ManualView = z
  .object({
    version: z.int().meta({ description: 'One more whenever the text changes.' }),
    since: at,
    title: z.string(),
    changes: z.array(Change).meta({ description: 'Newest first, of the last fifty versions.' }),
    steps: z.array(Step),
    sections: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          goal: z.string(),
          rules: z.array(z.string()),
          lines: z.array(z.object({ what: z.string(), is: z.string() })),
          wordings: z.array(z.object({ title: z.string(), quote: z.string() })),
          drawing: Drawing.nullable(),
        }),
      )
      .meta({ description: 'Goal, rules and wording of each chapter; its routes are the steps.' }),
    reads: z
      .array(Reading.extend({ name: z.string().nullable() }))
      .meta({ description: 'Who has read and understood which version; no name: somebody who was erased.' }),
  })
  .meta({
    id: 'Manual',
    example: {
      version: 4,
      since: '2026-11-29T17:02:11.000Z',
      title: 'How good words are looked after at Willow Practice',
      changes: [
        {
          at: '2026-11-29T17:02:11.000Z',
          what: 'Every setting, as it is: Acknowledgement: send at',
          from: '44 hours',
          to: '41 hours',
        },
      ],
      steps: [
        {
          key: 'thanks/remind',
          trigger: 'The thanks has not gone yet: a reminder by e-mail',
          who: 'Noor Rahman',
          byWhen: '24 hours after it reached us',
          words: 'Hello {first}, number {number} is waiting for you until {due}: {link}.',
          ifNobody: 'It is taken to an owner, 36 hours after it reached us.',
        },
      ],
      sections: [
        {
          key: 'thanks',
          title: 'Saying thank you',
          goal: 'Whoever passes our name on is thanked within 48 hours.',
          rules: ['No reward, in any form.'],
          lines: [{ what: 'Prompt: cool down', is: '90 days' }],
          wordings: [{ title: 'Thanks to a colleague', quote: 'Hello {first}, thank you.' }],
          drawing: null,
        },
      ],
      reads: [{ ...EXAMPLE_READING, name: 'Noor Rahman' }],
    },
  });

export const ManualTick = z
  .strictObject({ version: z.int().min(1) })
  .meta({ id: 'ManualTick', example: { version: 4 } });

export const ManualReadingView = Reading.meta({ id: 'ManualReading', example: EXAMPLE_READING });
