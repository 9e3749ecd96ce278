import { z } from 'zod';
import { at } from '../../http/fields.ts';
import { LOSS_CAUSES } from '../../policy/enquiries/enquiry-terms.ts';
import { RISK_FLAGS } from '../../policy/network/network-terms.ts';
import { RANKS } from '../../policy/relationships/relationship-terms.ts';
import { month } from './month.ts';
import { CONCENTRATION_EXAMPLE, ConcentrationReport } from './reports/concentration.ts';
import { QUIET_EXAMPLE, QuietRow } from './reports/quiet-sources.ts';

const KNOWN_ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const TASK_ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12';

const Fact = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  confirmedOn: z.iso.date().nullable().meta({ description: 'When it was last confirmed; null: never.' }),
});

const Contact = z.object({
  professionalId: z.uuid(),
  name: z.string(),
  rank: z.enum(RANKS),
  status: z.enum(['open', 'done']),
  why: z.string().meta({ description: 'Why now, in one line.' }),
  words: z.string().meta({ description: 'Ready to say or write.' }),
  taskId: z.uuid().meta({ description: 'POST /tasks/:id/done logs it, and their rhythm begins anew.' }),
  facts: z.array(Fact).meta({ description: 'What is known of them.' }),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});

const Claim = z.object({
  professionalId: z.uuid(),
  name: z.string(),
  month,
  claimed: z.int().min(1),
  arrived: z.int().min(0),
  missing: z.int().min(0),
  leak: z.enum(LOSS_CAUSES).nullable().meta({
    description:
      'What the loss of who is missing looks like; while the month runs only what the practice can mend.',
  }),
});

const Meeting = z.object({
  professionalId: z.uuid().nullable().meta({ description: 'null: somebody of this kind is to be found.' }),
  name: z.string().nullable(),
  kind: z.string(),
  why: z.string(),
  words: z.string(),
});

const Alert = z.object({
  words: z.string(),
  kinds: z.array(z.string()).meta({ description: 'Kinds of colleague that would make it steadier.' }),
});

const { rows: _rows, ...CONCENTRATION } = CONCENTRATION_EXAMPLE;

export const NetworkView = z
  .object({
    asOf: at,
    contacts: z.array(Contact).max(5).meta({ description: 'Check-ins of this week, open and done.' }),
    concentration: ConcentrationReport.omit({ rows: true })
      .extend({
        alert: Alert.nullable().meta({ description: 'Said where much hangs on few sources.' }),
      })
      .meta({ description: 'The report for twelve months, without its rows.' }),
    quiet: z.array(QuietRow).meta({ description: 'The rows of the report quiet-sources.' }),
    claims: z.array(Claim).meta({ description: 'Of 24 months, the latest first.' }),
    emptyKinds: z.array(
      z.object({
        kind: z.string(),
        fits: z.boolean().nullable().meta({ description: 'null: the policy names no fittingKinds.' }),
      }),
    ),
    riskFlags: z.array(
      z.object({ professionalId: z.uuid(), name: z.string(), flags: z.array(z.enum(RISK_FLAGS)) }),
    ),
    meetNext: Meeting.nullable(),
  })
  .meta({
    id: 'Network',
    example: {
      asOf: '2026-11-30T09:00:00.000Z',
      contacts: [
        {
          professionalId: KNOWN_ID,
          name: 'Jo Juniper',
          rank: 'top',
          status: 'open',
          why: 'Nobody for 124 days; it was about one every 30 days.',
          words: "Hello Jo, it's been a while, so I wanted to say hello. How are things with you?",
          taskId: TASK_ID,
          facts: [{ field: 'focus', value: ['adolescents'], confirmedOn: '2026-09-01' }],
          phone: '+44 20 7946 0018',
          email: null,
        },
      ],
      concentration: {
        ...CONCENTRATION,
        alert: {
          words:
            'The largest source sends 50 % and carries much of what comes in. It is good to have it; a second and a third beside it would make things steadier.',
          kinds: ['dietitian'],
        },
      },
      quiet: [QUIET_EXAMPLE],
      claims: [
        {
          professionalId: KNOWN_ID,
          name: 'Jo Juniper',
          month: '2026-10',
          claimed: 3,
          arrived: 1,
          missing: 2,
          leak: 'not_ready',
        },
      ],
      emptyKinds: [{ kind: 'dietitian', fits: true }],
      riskFlags: [{ professionalId: KNOWN_ID, name: 'Jo Juniper', flags: ['single_contact'] }],
      meetNext: {
        professionalId: KNOWN_ID,
        name: 'Jo Juniper',
        kind: 'therapist_same_niche',
        why: 'They do the same work and have no places: whoever they cannot see is glad of a name.',
        words: "Hello Jo, I'm Olive at Willow Practice. Who do you find hard to place?",
      },
    },
  });
