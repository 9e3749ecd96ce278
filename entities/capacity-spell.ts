import { defineEntity, p } from '@mikro-orm/postgresql';
import { FULL_MODES } from '../policy/capacity/capacity-terms.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const CapacitySpellSchema = defineEntity({
  name: 'CapacitySpell',
  tableName: 'capacity_spell',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'endedAt'] }],
  properties: {
    ...inPractice,
    mode: p.enum(FULL_MODES).columnType('text'),
    /** YYYY-MM, as last stated. */
    nextOpening: p.text().nullable(),
    startedAt: moment(),
    /** Whoever was told "full" from then on belongs to it: its beginning, or that of the one before, whose news was broken off. */
    toldSince: moment(),
    /** When the top referrers were told, or it was found that there was nobody to tell. */
    toldAt: moment().nullable(),
    /** When the practice said that it has room again; an expired statement ends nothing. */
    endedAt: moment().nullable(),
    /** When those who were told "full" were told "places again". */
    toldAgainAt: moment().nullable(),
    updatedAt: moment(),
  },
});

/** A time in which the practice was full; one is open at most (S74a). */
export class CapacitySpell extends CapacitySpellSchema.class {
  /** Restated while it lasts; nobody hears of that. */
  restate(said: Pick<CapacitySpell, 'mode' | 'nextOpening'>, now: Date): void {
    this.mode = said.mode;
    this.nextOpening = said.nextOpening ?? null;
    this.updatedAt = now;
  }

  tell(now: Date): void {
    this.toldAt = now;
    this.updatedAt = now;
  }

  tellAgain(now: Date): void {
    this.toldAgainAt = now;
    this.updatedAt = now;
  }

  end(now: Date): void {
    this.endedAt = now;
    this.updatedAt = now;
  }
}
CapacitySpellSchema.setClass(CapacitySpell);
