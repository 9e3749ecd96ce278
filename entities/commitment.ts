import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

export const WORKFLOWS = [
  'referral',
  'clientJourney',
  'delivery',
  'fridayList',
  'enquiry',
  'referOut',
  'housekeeping',
  'erasure',
  'review',
  'broadcast',
  'relationship',
  'capacityNotice',
  'contactPath',
] as const;

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  indexes: [{ properties: ['keptAt', 'dueAt'] }, { properties: ['practiceId'] }],
  properties: {
    kind: p.enum(WORKFLOWS).columnType('text').primary(),
    subjectId: p.uuid().primary(),
    practiceId: p.uuid(),
    /** When it must be checked again; the due sweep signals what is overdue. */
    dueAt: moment(),
    keptAt: moment().nullable(),
    signaledAt: moment().nullable(),
    signalCount: p.integer(),
  },
});

/** What Temporal has been trusted with. If its runs, or its whole store, are lost, this is where they come back from. */
export class Commitment extends CommitmentSchema.class {
  /** Checked again at this moment, by its timer or, where that is lost, by the due sweep. */
  checkAt(dueAt: Date): void {
    this.dueAt = dueAt;
    this.keptAt = null;
    this.signaledAt = null;
    this.signalCount = 0;
  }

  /** Nothing is pending any more. */
  complete(now: Date): void {
    this.keptAt = now;
  }
}
CommitmentSchema.setClass(Commitment);
