import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const ReportSnapshotSchema = defineEntity({
  name: 'ReportSnapshot',
  tableName: 'report_snapshot',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'report'] }],
  properties: {
    ...inPractice,
    report: p.text(),
    /** The state of which moment it shows. */
    asOf: moment(),
    /** Counts, month by month, without a name; who reads suppressed figures reads nothing newer (§5.7). */
    figures: p.json().$type<unknown>(),
  },
});

/** What readers of suppressed figures can read of one report: renewed at each monthly freeze, so that nothing can be learned from reading twice. */
export class ReportSnapshot extends ReportSnapshotSchema.class {}
ReportSnapshotSchema.setClass(ReportSnapshot);
