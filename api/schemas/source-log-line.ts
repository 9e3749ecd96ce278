import { z } from 'zod';
import { LINE_KINDS } from '../../entities/source-log-line.ts';
import { SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { at } from '../../http/fields.ts';
import { HopView } from './source.ts';

const LINE_EXAMPLE = {
  number: 17,
  kind: 'referral',
  corrects: null,
  referralId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  enquiryId: null,
  clientId: null,
  sourceKind: 'client',
  sourceRef: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
  hops: null,
  channel: 'phone',
  receivedAt: '2026-11-23T09:00:00.000Z',
  recordedAt: '2026-11-23T09:05:00.000Z',
  recordedBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
};

export const SourceLogLineView = z
  .object({
    number: z.int(),
    kind: z.enum(LINE_KINDS),
    corrects: z.int().nullable(),
    referralId: z.uuid().nullable(),
    enquiryId: z.uuid().nullable(),
    clientId: z.uuid().nullable(),
    sourceKind: z.string(),
    sourceRef: z.uuid().nullable(),
    hops: z
      .array(HopView)
      .nullable()
      .meta({ description: 'Through whom it came, nearest first; three at most.' }),
    channel: z.string(),
    receivedAt: at,
    recordedAt: at,
    recordedBy: z.uuid().nullable(),
  })
  .meta({
    id: 'SourceLogLine',
    example: LINE_EXAMPLE,
  });

const said = {
  source: z
    .object({
      name: z.string(),
      sourceId: z.uuid().optional(),
      clientId: z.uuid().optional(),
      professionalId: z.uuid().optional(),
    })
    .nullable()
    .meta({ description: 'Which one is meant; null where that is not known, or they were erased.' }),
  correctedBy: z
    .int()
    .nullable()
    .meta({ description: 'The line that is in force instead of this one; null: this one is.' }),
};
const SAID_EXAMPLE = { source: null, correctedBy: null };

export const ListedSourceLogLineView = SourceLogLineView.extend(said).meta({
  id: 'ListedSourceLogLine',
  example: { ...LINE_EXAMPLE, ...SAID_EXAMPLE },
});

export const SaidSourceLogLineView = ListedSourceLogLineView.extend({
  answers: z
    .array(z.string())
    .meta({ description: 'How they heard of us, in their own words, the oldest first.' }),
  similar: z.array(z.object({ sourceId: z.uuid(), kind: z.enum(SOURCE_KINDS), name: z.string() })),
}).meta({
  id: 'SaidSourceLogLine',
  example: {
    number: 18,
    kind: 'client',
    corrects: null,
    referralId: null,
    enquiryId: null,
    clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
    sourceKind: 'gp',
    sourceRef: null,
    hops: null,
    channel: 'intake',
    receivedAt: '2026-11-23T09:00:00.000Z',
    recordedAt: '2026-11-23T09:05:00.000Z',
    recordedBy: null,
    ...SAID_EXAMPLE,
    answers: ['My GP or another doctor: Elm St Surgery'],
    similar: [{ sourceId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13', kind: 'gp', name: 'Elm Street Surgery' }],
  },
});
