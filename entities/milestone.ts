import { defineEntity, p } from '@mikro-orm/postgresql';
import { MILESTONE_STATUSES } from '../policy/journeys/milestone.ts';
import type { Carrier } from '../policy/journeys/carriers.ts';
import { GATE_CODES, type GateCode } from '../policy/journeys/gate-codes.ts';
import { CARRIERS, MILESTONES } from '../policy/practice/policy-sections.ts';
import { Client } from './client.ts';
import { Message } from './message.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const RECORDED_VIA = ['staff', 'discharge', 'friday_list'] as const;

const MilestoneSchema = defineEntity({
  name: 'Milestone',
  tableName: 'milestone',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'client', 'status'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'carriedAt'] },
  ],
  uniques: [{ properties: ['practiceId', 'carriedBy'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    kind: p.enum(MILESTONES).columnType('text'),
    occurredOn: p.date(),
    /** The practitioner's own word that now would be all right; it overrides what is only a guess about timing (E10, E11). */
    practitionerTick: p.boolean(),
    recordedVia: p.enum(RECORDED_VIA).columnType('text'),
    recordedBy: p.uuid().nullable(),
    status: p.enum(MILESTONE_STATUSES).columnType('text'),
    /** Why it waits or was let go. */
    code: p.enum(GATE_CODES).columnType('text').nullable(),
    /** Since when it waits for a gate to open: it may then ride within 60 days (S9). */
    heldAt: moment().nullable(),
    carrier: p.enum(CARRIERS).columnType('text').nullable(),
    /** The one e-mail it rides, or rode, in; claimed in the transaction that sends. */
    carriedById: idIn('carried_by_id').nullable(),
    carriedBy: () => inSamePractice(Message, 'carried_by_id').nullable(),
    carriedAt: moment().nullable(),
    promptTemplate: p.text().nullable(),
    promptVersion: p.text().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A moment at which a client may be asked, and what became of it; one milestone is carried at most once. */
export class Milestone extends MilestoneSchema.class {
  /** A gate that may still open is closed: it waits, counted from the first time. */
  hold(code: GateCode, now: Date): void {
    this.code = code;
    this.heldAt ??= now;
    this.updatedAt = now;
  }

  letGo(code: GateCode, now: Date): void {
    this.status = 'let_go';
    this.code = code;
    this.updatedAt = now;
  }

  /** For the one message it rides in; null: it went from elsewhere. */
  claim(carrier: Carrier, message: Message | null, now: Date): void {
    this.status = 'carried';
    this.carriedBy = message;
    this.carriedAt = now;
    this.carrier = carrier;
    this.code = null;
    this.updatedAt = now;
  }

  /** It did not ride after all and is free to ride again. */
  release(now: Date): void {
    this.status = 'waiting';
    this.code = null;
    this.carriedBy = null;
    this.carriedAt = null;
    this.carrier = null;
    this.updatedAt = now;
  }

  /** The practitioner's word came later; what had been let go for want of it waits again. */
  tick(now: Date): void {
    this.practitionerTick = true;
    this.status = 'waiting';
    this.code = null;
    this.updatedAt = now;
  }
}
MilestoneSchema.setClass(Milestone);
