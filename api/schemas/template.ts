import { z } from 'zod';
import { TEMPLATE_IDS } from '../../email/templates/catalogue.ts';
import { SAMPLE_NAMES } from '../../email/templates/samples.ts';
import { at } from '../../http/fields.ts';
import { proposalVersion } from './proposal.ts';
import { listQuery } from './list.ts';

const LONGEST_SOURCE = 10_000;
const CONTROL_BUT_LINES = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/** Liquid as it was written: only its line ends are made alike, so that a finding's place is the author's place. */
const liquidSource = z
  .string()
  .min(1, 'must not be empty; null means the built-in words')
  .max(LONGEST_SOURCE)
  .refine((text) => !CONTROL_BUT_LINES.test(text), 'must not contain control characters')
  .overwrite((text) => text.replace(/\r\n?/g, '\n'));

const SOURCE =
  'Hello {{ first }}, thank you for your good word. {% if added_line %}{{ added_line }}{% endif %}\n\n{{ signer }}\n';

export const TemplateParams = z.object({ id: z.enum(TEMPLATE_IDS) });

export const TemplateQuery = z.object({ ...listQuery, cursor: z.enum(TEMPLATE_IDS).optional() });
export const TemplateVersionQuery = z.object(listQuery);

export const NewWords = z
  .strictObject({
    source: liquidSource
      .nullable()
      .meta({ description: 'Liquid; null goes back to the built-in words, of whatever release is running.' }),
  })
  .meta({ id: 'NewWords', example: { source: SOURCE } });

export const PreviewOf = z
  .strictObject({
    source: liquidSource.optional().meta({ description: 'Words to try; without them, those in force.' }),
    sample: z
      .enum(SAMPLE_NAMES)
      .default('typical')
      .meta({ description: 'Whose data it is filled in with; nobody’s, all of it is made up.' }),
    faultsAsFindings: z.boolean().default(false).meta({
      description:
        'For words that are being written: their faults are findings of a 200 instead of a 422. Words that cannot be filled in have an empty text.',
    }),
  })
  .meta({ id: 'PreviewOf', example: { source: SOURCE, sample: 'bare' } });

export const TestSend = z
  .strictObject({
    source: liquidSource.optional().meta({ description: 'Words to try; without them, those in force.' }),
  })
  .meta({ id: 'TestSend', example: { source: SOURCE } });

const summary = {
  id: z.enum(TEMPLATE_IDS),
  form: z.enum(['mail', 'block', 'page']).meta({
    description: 'A mail of its own; a block that rides in one; the words of a public page.',
  }),
  purpose: z.string(),
  audience: z.enum(['client', 'professional', 'staff']),
  subject: z.string().optional().meta({ description: 'Of the closed list; it cannot be written.' }),
  moments: z
    .array(z.string())
    .optional()
    .meta({ description: 'The kinds of milestone that a prompt is for.' }),
  variables: z.array(z.object({ name: z.string(), required: z.boolean() })),
  version: z
    .string()
    .meta({ description: 'As `templateVersion` of the messages that were written with it.' }),
  isDefault: z.boolean(),
  updatedAt: at.optional().meta({ description: 'When the practice last chose; never, while it has not.' }),
};

const EXAMPLE = {
  id: 'm7',
  form: 'mail',
  purpose: 'Thanks to somebody who put in a good word for us',
  audience: 'client',
  subject: 'Thank you',
  variables: [
    { name: 'first', required: true },
    { name: 'signer', required: true },
    { name: 'added_line', required: false },
  ],
  version: 'v2-1f0a9c3e',
  isDefault: false,
  updatedAt: '2026-11-23T09:00:00.000Z',
} as const;

export const TemplateSummary = z.object(summary).meta({ id: 'TemplateSummary', example: EXAMPLE });

const ProposedWords = z
  .object({
    version: z.int(),
    source: z.string(),
    isDefault: z.boolean(),
    proposedBy: z.uuid().nullable(),
    proposedAt: at,
  })
  .meta({
    id: 'ProposedWords',
    description: 'What an agency proposes: not in force, until an owner accepts it.',
    example: {
      version: 1,
      source: SOURCE,
      isDefault: false,
      proposedBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      proposedAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const ProposalParams = z.object({ id: z.enum(TEMPLATE_IDS), version: proposalVersion() });

export const TemplateView = z
  .object({
    ...summary,
    source: z.string(),
    proposed: ProposedWords.nullable(),
    lines: z
      .array(z.string())
      .optional()
      .meta({ description: 'What each line of a page is for, in this order; empty lines do not count.' }),
  })
  .meta({ id: 'Template', example: { ...EXAMPLE, source: SOURCE, proposed: null } });

export const TemplateVersionView = z
  .object({
    id: z.uuid(),
    number: z.int(),
    version: z.string(),
    source: z.string(),
    isDefault: z.boolean(),
    createdBy: z.uuid().nullable(),
    createdAt: at,
  })
  .meta({
    id: 'TemplateVersion',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      number: 2,
      version: 'v2-1f0a9c3e',
      source: SOURCE,
      isDefault: false,
      createdBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      createdAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const Preview = z
  .object({
    subject: z.string().optional(),
    text: z.string(),
    html: z.string().optional().meta({ description: 'Of a mail.' }),
    words: z.int().meta({ description: 'How many words it has.' }),
    findings: z
      .array(z.object({ line: z.int().nullable(), column: z.int().nullable(), message: z.string() }))
      .meta({ description: 'What speaks against the words in force; faults of a given source are a 422.' }),
  })
  .meta({
    id: 'Preview',
    example: { subject: 'Thank you', text: 'Hello Ruth, thank you.\n\nAnna', words: 5, findings: [] },
  });

export const TestSent = z
  .object({ messageId: z.uuid() })
  .meta({ id: 'TestSent', example: { messageId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' } });
