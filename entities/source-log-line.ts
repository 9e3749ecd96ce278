import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Hop } from '../policy/source-log/source-kinds.ts';
import { appendOnly } from './append-only.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

export const LINE_KINDS = ['referral', 'told', 'enquiry', 'client', 'past', 'correction'] as const;

const SourceLogLineSchema = defineEntity({
  name: 'SourceLogLine',
  tableName: 'source_log_line',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: appendOnly,
  indexes: [
    { properties: ['practiceId', 'receivedAt'] },
    {
      name: 'source_log_line_corrections_index',
      properties: ['practiceId', 'receivedAt'],
      where: { kind: 'correction' },
    },
    {
      name: 'source_log_line_corrects_index',
      properties: ['practiceId', 'corrects'],
      where: { corrects: { $ne: null } },
    },
    { properties: ['practiceId', 'kind', 'receivedAt'] },
    { properties: ['practiceId', 'sourceRef'] },
    {
      name: 'source_log_line_hops_index',
      properties: ['practiceId', 'number'],
      where: { hops: { $ne: null } },
    },
  ],
  uniques: [{ properties: ['practiceId', 'number'] }],
  properties: {
    ...inPractice,
    number: p.integer(),
    kind: p.enum(LINE_KINDS).columnType('text'),
    corrects: p.integer().nullable(),
    referralId: p.uuid().nullable(),
    enquiryId: p.uuid().nullable(),
    clientId: p.uuid().nullable(),
    sourceKind: p.text(),
    sourceRef: p.uuid().nullable(),
    /** The chain of recommendations, nearest first; three at most (S26). */
    hops: p.json().$type<Hop[]>().nullable(),
    channel: p.text(),
    receivedAt: moment(),
    recordedAt: moment(),
    recordedBy: p.uuid().nullable(),
  },
});

/** A numbered line of the till receipt (S22): ids, enums and times only; the database refuses to change or delete it. */
export class SourceLogLine extends SourceLogLineSchema.class {}
SourceLogLineSchema.setClass(SourceLogLine);
