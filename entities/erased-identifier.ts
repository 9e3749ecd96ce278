import { defineEntity, p } from '@mikro-orm/postgresql';
import { journaled } from './journaled.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

/** `email_and_name`: of a mailbox that somebody else shares, so that only this first name is refused at it. */
const ERASED_IDENTIFIER_KINDS = ['email', 'email_and_name', 'external_ref'] as const;

const ErasedIdentifierSchema = defineEntity({
  name: 'ErasedIdentifier',
  tableName: 'erased_identifier',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [journaled({ events: ['insert', 'delete'] })],
  indexes: [{ properties: ['practiceId', 'hash'] }, { properties: ['practiceId', 'erasureId'] }],
  properties: {
    ...inPractice,
    erasureId: p.uuid(),
    kind: p.enum(ERASED_IDENTIFIER_KINDS).columnType('text'),
    hash: p.text(),
    at: moment(),
  },
});

/** By what an erased person would be known again: a keyed hash, kept until an owner lifts the erasure (§3.8). */
export class ErasedIdentifier extends ErasedIdentifierSchema.class {}
ErasedIdentifierSchema.setClass(ErasedIdentifier);
