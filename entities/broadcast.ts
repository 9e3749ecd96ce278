import { defineEntity, p } from '@mikro-orm/postgresql';
import { BROADCAST_KINDS, BROADCAST_STATUSES, ONLY_TO } from '../policy/broadcasts/broadcast-terms.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const BroadcastSchema = defineEntity({
  name: 'Broadcast',
  tableName: 'broadcast',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'kind', 'status'] },
  ],
  properties: {
    ...inPractice,
    kind: p.enum(BROADCAST_KINDS).columnType('text'),
    status: p.enum(BROADCAST_STATUSES).columnType('text'),
    /** Its own pace; null: the practice's, as it is on the day. */
    perDay: p.integer().nullable(),
    onlyTo: p.enum(ONLY_TO).columnType('text').nullable(),
    /** How many stand on its list, which never changes, and how many of them have been written to so far, in its order. */
    frozen: p.integer(),
    written: p.integer(),
    /** The time of being full of which it tells; null where a person asked for it, or it tells of none. */
    spellId: p.uuid().nullable(),
    /** Who asked for it, and signs. */
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
    endedAt: moment().nullable(),
    updatedAt: moment(),
  },
});

/** The same words to many: whom, frozen when it began, and how far it has come. */
export class Broadcast extends BroadcastSchema.class {
  pause(now: Date): void {
    this.become('paused', now);
  }

  resume(now: Date): void {
    this.become('running', now);
  }

  /** So many of the next on its list have been written to. */
  wrote(count: number, now: Date): void {
    this.written += count;
    this.updatedAt = now;
  }

  /** Everybody on its list has been written to, or left out with a reason. */
  finish(now: Date): void {
    this.become('done', now);
    this.endedAt = now;
  }

  /** Nobody else on its list is written to. */
  cancel(now: Date): void {
    this.become('cancelled', now);
    this.endedAt = now;
  }

  private become(status: Broadcast['status'], now: Date): void {
    this.status = status;
    this.updatedAt = now;
  }
}
BroadcastSchema.setClass(Broadcast);
