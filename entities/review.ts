import { defineEntity, p } from '@mikro-orm/postgresql';
import { REVIEW_KINDS } from '../policy/reviews/review-terms.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ReviewSchema = defineEntity({
  name: 'Review',
  tableName: 'review',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  uniques: [{ properties: ['practiceId', 'kind', 'period'] }],
  properties: {
    ...inPractice,
    kind: p.enum(REVIEW_KINDS).columnType('text'),
    /** `2026-11`, or `2026-Q4`. */
    period: p.text(),
    dueAt: moment(),
    frozenAt: moment().nullable(),
    /** What was seen at that moment, as the JSON text that is answered for good: it names nobody. */
    frozen: p.text().nullable(),
    /** The same for whoever reads suppressed figures only. */
    frozenSuppressed: p.text().nullable(),
    toldAt: moment().nullable(),
    remindedAt: moment().nullable(),
    escalatedAt: moment().nullable(),
    heldAt: moment().nullable(),
    heldBy: p.uuid().nullable(),
    /** How long the meeting took. */
    minutes: p.integer().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A period's review: due, frozen, and held (S48, S49); before it is frozen it is only expected, and nobody reads it. */
export class Review extends ReviewSchema.class {
  /** From here on what it shows is the same for good. */
  freeze(as: { frozen: string; frozenSuppressed: string; dueAt: Date }, now: Date): void {
    Object.assign(this, as);
    this.frozenAt = now;
    this.updatedAt = now;
  }

  /** The meeting is over. */
  hold(by: string | null, minutes: number, now: Date): void {
    this.heldAt = now;
    this.heldBy = by;
    this.minutes = minutes;
    this.updatedAt = now;
  }

  /** Whoever reviews was told, reminded, or an owner was. */
  told(what: 'toldAt' | 'remindedAt' | 'escalatedAt', now: Date): void {
    this[what] = now;
    this.updatedAt = now;
  }
}
ReviewSchema.setClass(Review);
