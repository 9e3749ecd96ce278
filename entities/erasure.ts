import { defineEntity, p } from '@mikro-orm/postgresql';
import { journaled } from './journaled.ts';
import { inPractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { ERASURE_STATUSES } from '../policy/privacy/erasure.ts';

export const ERASURE_SUBJECTS = [
  'client',
  'referral',
  'referrer',
  'professional',
  'enquiry',
  'staff',
] as const;

const ErasureSchema = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [
    journaled({
      events: ['insert', 'update'],
      columns: [
        'practice_id',
        'id',
        'subject',
        'subject_id',
        'asked_at',
        'asked_by',
        'lifted_at',
        'lifted_by',
      ],
      when: "tg_op = 'INSERT' or old.lifted_at is distinct from new.lifted_at",
    }),
  ],
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  properties: {
    ...inPractice,
    /** `referral`: the referred person; `referrer`: a referrer who is neither a client nor a professional. */
    subject: p.enum(ERASURE_SUBJECTS).columnType('text'),
    subjectId: p.uuid(),
    status: p.enum(ERASURE_STATUSES).columnType('text'),
    /** The proof, by table and step: counts and enums only. */
    proof: p.json().$type<Record<string, number | string>>(),
    /** When the mail provider was asked to delete its own copy. */
    carrierAskedAt: moment().nullable(),
    /** The addresses whose copies at the mail provider a person has to have deleted; cleared when that is done. */
    byHand: sealed('erasure.by_hand').nullable(),
    /** What came through a public form from somebody who was erased, until it is past `returnedKeepUntil`. */
    returned: sealed('erasure.returned').nullable(),
    returnedKeepUntil: moment().nullable(),
    /** An owner has allowed that this person is entered and written to again. */
    liftedAt: moment().nullable(),
    liftedBy: p.uuid().nullable(),
    liftedBecause: sealed('erasure.lifted_because').nullable(),
    askedAt: moment(),
    askedBy: p.uuid().nullable(),
    doneAt: moment().nullable(),
    updatedAt: moment(),
  },
});

/** The erasure of one person's data, with its proof (§3.8). */
export class Erasure extends ErasureSchema.class {
  /** The mail provider was asked; `byHand`: the addresses whose copies a person has to have removed there. */
  providerAsked(proof: Record<string, string>, byHand: readonly string[] | null, now: Date): void {
    this.carrierAskedAt = now;
    this.proof = { ...this.proof, ...proof };
    if (byHand) this.byHand = byHand.join('\n');
    this.updatedAt = now;
  }

  /** Whoever was erased may be entered and written to again. */
  lift(by: string | null, because: string, now: Date): void {
    this.liftedAt = now;
    this.liftedBy = by;
    this.liftedBecause = because;
    this.updatedAt = now;
  }

  /** Keeps what came from them through a public form for a person to read. */
  keepReturned(returned: string | null, until: Date | null, now: Date): void {
    this.returned = returned;
    this.returnedKeepUntil = until;
    this.updatedAt = now;
  }

  /** Adds to the number of rows of this table that were removed. */
  prove(table: string, rows: number): void {
    const before = Number(this.proof[table] ?? 0);
    if (rows > 0) this.proof = { ...this.proof, [table]: before + rows };
  }

  /** Everything in this database is erased. */
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
