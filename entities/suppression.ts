import { defineEntity, p } from '@mikro-orm/postgresql';
import { journaled } from './journaled.ts';
import { SUPPRESSION_REASONS, SUPPRESSION_SOURCES } from '../policy/outbound-mail/suppression.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const SuppressionSchema = defineEntity({
  name: 'Suppression',
  tableName: 'suppression',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [journaled({ events: ['insert', 'update', 'delete'] })],
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  uniques: [{ properties: ['practiceId', 'emailHash', 'reason'] }],
  properties: {
    ...inPractice,
    emailHash: p.text(),
    reason: p.enum(SUPPRESSION_REASONS).columnType('text'),
    source: p.enum(SUPPRESSION_SOURCES).columnType('text').default('staff'),
    /** When it happened, by the clock of whoever told us; the latest time where it happened again. */
    at: moment(),
    /** When it ends by itself. */
    until: moment().nullable(),
    /** What happened up to then no longer counts. */
    liftedAt: moment().nullable(),
    liftedBy: p.uuid().nullable(),
    /** The mail provider takes the address again. */
    reactivatedAt: moment().nullable(),
    updatedAt: moment().defaultRaw('current_timestamp(3)'),
  },
});

/** Why this practice may not write to an address; kept as a hash for as long as the practice exists (§3.5). */
export class Suppression extends SuppressionSchema.class {}
SuppressionSchema.setClass(Suppression);

const InstallationSuppressionSchema = defineEntity({
  name: 'InstallationSuppression',
  tableName: 'installation_suppression',
  triggers: [journaled({ events: ['insert', 'update', 'delete'], ofNoPractice: true })],
  primaryKeys: ['emailHash', 'reason'],
  properties: {
    emailHash: p.text().primary(),
    reason: p.enum(SUPPRESSION_REASONS).columnType('text').primary(),
    /** Where it happened; null where the mail is no longer known. Every other practice learns `suppressed` and no more. */
    practiceId: p.uuid().nullable(),
    at: moment(),
    until: moment().nullable(),
    liftedAt: moment().nullable(),
    reactivatedAt: moment().nullable(),
  },
});

/** An address that bounced hard or complained: no practice of this installation writes to it. */
export class InstallationSuppression extends InstallationSuppressionSchema.class {}
InstallationSuppressionSchema.setClass(InstallationSuppression);
