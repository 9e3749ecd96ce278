import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { ERASURE_STATUSES } from '../policy/privacy/erasure.ts';

export const ERASURE_SUBJECTS = ['client', 'referral', 'referrer', 'professional', 'enquiry'] as const;

const ErasureSchema = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  properties: {
    ...inPractice,
    /** `referral`: whoever was sent; `referrer`: whoever sent them, where that is no client or colleague. */
    subject: p.enum(ERASURE_SUBJECTS).columnType('text'),
    subjectId: p.uuid(),
    status: p.enum(ERASURE_STATUSES).columnType('text'),
    /** What was done, by table and by step: counts and enums only. */
    proof: p.json().$type<Record<string, number | string>>(),
    /** Our carrier keeps a copy of its own; it is asked to remove it. */
    carrierAskedAt: moment().nullable(),
    /** Where a person must have it removed: the addresses, until they say that it is done. */
    byHand: sealed('erasure.by_hand').nullable(),
    askedAt: moment(),
    askedBy: p.uuid().nullable(),
    doneAt: moment().nullable(),
    updatedAt: moment(),
  },
});

/** A person's data is gone, with proof (§3.8). */
export class Erasure extends ErasureSchema.class {
  /** The mail provider was asked; `byHand`: the addresses whose copies a person has to have removed there. */
  providerAsked(proof: Record<string, string>, byHand: readonly string[] | null, now: Date): void {
    this.carrierAskedAt = now;
    this.proof = { ...this.proof, ...proof };
    if (byHand) this.byHand = byHand.join('\n');
    this.updatedAt = now;
  }

  /** So many more rows of this table are gone. */
  prove(table: string, rows: number): void {
    const before = Number(this.proof[table] ?? 0);
    if (rows > 0) this.proof = { ...this.proof, [table]: before + rows };
  }

  /** Gone from here. */
  finishHere(now: Date): void {
    this.status = 'erased';
    this.updatedAt = now;
  }

  /** No copy is left anywhere that we know of, and the addresses that were needed for that go too. */
  finish(now: Date): void {
    this.status = 'done';
    this.byHand = null;
    this.doneAt = now;
    this.updatedAt = now;
  }
}
ErasureSchema.setClass(Erasure);
