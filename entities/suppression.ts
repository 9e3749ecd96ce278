import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const SUPPRESSION_REASONS = ['hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased'] as const;

const SuppressionSchema = defineEntity({
  name: 'Suppression',
  tableName: 'suppression',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'emailHash'] }],
  properties: {
    ...inPractice,
    emailHash: p.text(),
    reason: p.enum(SUPPRESSION_REASONS).columnType('text'),
    at: moment(),
  },
});

/** An address that this practice may not write to; kept as a hash for as long as the practice exists (§3.5). */
export class Suppression extends SuppressionSchema.class {}
SuppressionSchema.setClass(Suppression);

const InstallationSuppressionSchema = defineEntity({
  name: 'InstallationSuppression',
  tableName: 'installation_suppression',
  properties: {
    emailHash: p.text().primary(),
    reason: p.enum(SUPPRESSION_REASONS).columnType('text'),
    at: moment(),
  },
});

/** An address that bounced hard or complained: no practice of this installation writes to it. */
export class InstallationSuppression extends InstallationSuppressionSchema.class {}
InstallationSuppressionSchema.setClass(InstallationSuppression);
