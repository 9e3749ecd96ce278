import { z } from 'zod';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { at } from '../../http/fields.ts';
import { proposalVersion } from './proposal.ts';
import { defaultPolicy, PracticePolicy } from '../../policy/practice/practice-policy.ts';

/** null: hidden, because somebody might be recognised in so small a number (§5.7). */
export const shownCount = z.int().min(0).nullable();
export const Removed = z.array(z.object({ code: z.enum(GATE_CODES), count: shownCount }));

const EXAMPLE_POLICY = defaultPolicy('0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11');
const EXAMPLE_FORECAST = {
  promptsPerQuarter: 25,
  reason: null,
  removed: [{ code: 'no_consent' as const, count: 28 }],
  basis: { from: '2026-08-24', to: '2026-11-23', moments: 71, sampled: false },
  suppressed: false,
};

export const ForecastView = z
  .object({
    promptsPerQuarter: z.number().nullable(),
    reason: z
      .enum(['too_little_data', 'small_number'])
      .nullable()
      .meta({ description: 'Why there is no number: fewer than five moments came up, or it is hidden.' }),
    removed: Removed.meta({ description: 'How many moments each gate removed, the most first.' }),
    basis: z.object({
      from: z.string(),
      to: z.string(),
      moments: shownCount,
      sampled: z
        .boolean()
        .meta({ description: 'In a large practice some of its clients stand for all; counts are scaled.' }),
    }),
    suppressed: z
      .boolean()
      .meta({ description: 'Numbers from one to four are hidden from everybody but the owner.' }),
  })
  .meta({
    id: 'Forecast',
    description: 'What these rules would let through in a quarter, from how the last 91 days went.',
    example: EXAMPLE_FORECAST,
  });

/** What is put may be what was read: what is no setting of it is left aside. */
export const PolicyPut = PracticePolicy.extend({
  forecast: z
    .unknown()
    .optional()
    .meta({ description: 'Left aside, so that what was read may be sent back.' }),
  proposed: z.unknown().optional().meta({ description: 'Left aside likewise.' }),
  version: z.unknown().optional().meta({ description: 'Left aside likewise.' }),
}).meta({ id: 'Policy', example: EXAMPLE_POLICY });

/** The version that was read, for whoever writes a part of it: another one by now is not replaced unseen. */
export const PolicyPutQuery = z.object({
  ifVersion: z
    .string()
    .regex(/^\d{1,9}$/, 'must be the version of a policy')
    .transform(Number)
    .optional()
    .meta({
      override: { type: 'integer', minimum: 0 },
      description: 'The `version` that this was made from; 409 where another is in force by now.',
    }),
});

export const PolicyQuery = z.object({
  forecast: z
    .enum(['yes', 'no'])
    .default('yes')
    .meta({ description: '`no`: left out, and so not worked out.' }),
});

const BESIDE = new Set(['forecast', 'proposed', 'version']);

/** What was read may be sent back as it is; a forecast, a proposal and a version are no settings. */
export function settingsIn(policy: unknown): unknown {
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) return policy;
  return Object.fromEntries(Object.entries(policy).filter(([field]) => !BESIDE.has(field)));
}

const ProposedPolicy = z
  .object({ version: z.int(), policy: PracticePolicy, proposedBy: z.uuid().nullable(), proposedAt: at })
  .meta({
    id: 'ProposedPolicy',
    description: 'What an agency proposes: not in force, until an owner accepts it.',
    example: {
      version: 1,
      policy: EXAMPLE_POLICY,
      proposedBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      proposedAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const PolicyProposalParams = z.object({ version: proposalVersion() });

export const PolicyView = PracticePolicy.extend({
  version: z.int().meta({ description: 'Counts the policies that were in force.' }),
  forecast: ForecastView.optional(),
  proposed: ProposedPolicy.optional(),
}).meta({
  id: 'PolicyInForce',
  example: { ...EXAMPLE_POLICY, version: 3, forecast: EXAMPLE_FORECAST },
});
