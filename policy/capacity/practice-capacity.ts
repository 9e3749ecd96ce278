import { earliestOf } from '../calendar/instants.ts';
import type { CapacityStatus, FullMode, SaidStatus, WaitWeeks } from './capacity-terms.ts';

/** One statement in force: the latest of a practitioner, or of one of their service lines. */
export type Statement = {
  practitionerId: string;
  /** Null: of everything that they do. */
  serviceLineId: string | null;
  status: CapacityStatus;
  /** YYYY-MM. */
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  validUntil: Date;
  mode: FullMode;
  /** Colleagues for whose people a full practice keeps places. */
  placesFor: readonly string[];
  statedAt: Date;
};

/** As much of a statement as decides whether there is room. */
export type StatedStatus = Pick<Statement, 'practitionerId' | 'serviceLineId' | 'status' | 'validUntil'>;

/** What the practice as a whole says; `statedAt` and `validUntil` are null where nobody said anything that still stands. */
export type PracticeCapacity = {
  status: SaidStatus;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  statedAt: Date | null;
  validUntil: Date | null;
  /** `tell_referrers` where any of those who are full wants it so. */
  mode: FullMode;
  placesFor: readonly string[];
};

/** What a statement says now: its own word, or "please ask" from the moment at which it expires. */
export function saidStatus(
  { status, validUntil }: Pick<Statement, 'status' | 'validUntil'>,
  now: Date,
): SaidStatus {
  return validUntil > now ? status : 'please_ask';
}

const NOTHING: PracticeCapacity = {
  status: 'please_ask',
  nextOpening: null,
  waitWeeks: null,
  statedAt: null,
  validUntil: null,
  mode: 'tell_referrers',
  placesFor: [],
};

/**
 * The practice's own statement, made of its active practitioners' (S71a): open if any is, else nearly full if any is, else
 * full if all are, else "please ask"; a service line alone makes nobody full. Of several: the earliest month, the shortest
 * wait, the oldest date, the earliest end. `practitionerIds`: everybody who works with people here, whether they said
 * something or not.
 */
export function practiceCapacity(
  statements: readonly Statement[],
  practitionerIds: readonly string[],
  now: Date,
): PracticeCapacity {
  const status = practiceStatus(statements, practitionerIds, now);
  const said = standing(statements, practitionerIds, now).filter((one) => one.status === status);
  if (status === 'please_ask' || said.length === 0) return NOTHING;
  return {
    status,
    nextOpening: smallest(said.flatMap(({ nextOpening }) => nextOpening ?? [])),
    waitWeeks: shortest(said.flatMap(({ waitWeeks }) => waitWeeks ?? [])),
    statedAt: earliestOf(said.map(({ statedAt }) => statedAt)),
    validUntil: earliestOf(said.map(({ validUntil }) => validUntil)),
    mode: said.some(({ mode }) => mode === 'tell_referrers') ? 'tell_referrers' : 'refer_out',
    placesFor: [...new Set(said.flatMap(({ placesFor }) => placesFor))],
  };
}

/** Whether the practice has room, as in `practiceCapacity`. */
export function practiceStatus(
  statements: readonly StatedStatus[],
  practitionerIds: readonly string[],
  now: Date,
): SaidStatus {
  const own = standing(statements, practitionerIds, now);
  if (own.some(({ status }) => status === 'open')) return 'open';
  if (own.some(({ status }) => status === 'nearly_full')) return 'nearly_full';
  return practitionerIds.length > 0 && own.length === practitionerIds.length ? 'full' : 'please_ask';
}

/** What stands of those who work here, of everything that they do. */
function standing<T extends StatedStatus>(
  statements: readonly T[],
  practitionerIds: readonly string[],
  now: Date,
): T[] {
  return statements.filter(
    (one) =>
      one.serviceLineId === null && one.validUntil > now && practitionerIds.includes(one.practitionerId),
  );
}

function smallest(values: readonly string[]): string | null {
  return values.toSorted()[0] ?? null;
}

function shortest(waits: readonly WaitWeeks[]): WaitWeeks | null {
  return waits.toSorted((one, other) => one.from - other.from || one.to - other.to)[0] ?? null;
}
