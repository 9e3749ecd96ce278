import { dayOf } from '../broadcasts/pace.ts';
import { earliestOf } from '../calendar/instants.ts';
import { listInWords } from '../manual/in-words.ts';
import type { SaidStatus, WaitWeeks } from './capacity-terms.ts';
import { saidStatus, type PracticeCapacity, type Statement } from './practice-capacity.ts';
import { statementWords } from './statement-words.ts';

/** What is known of who has room here, and elsewhere. */
export type KnownCapacity = {
  practice: PracticeCapacity;
  statements: readonly Statement[];
  /** Everybody who works with people here, in the order in which they joined. */
  practitioners: readonly { id: string; name: string }[];
  /** The names of service lines by their ids. */
  serviceLines: ReadonlyMap<string, string>;
  /** Colleagues who have places and agreed to be named. */
  colleagues: readonly string[];
  timezone: string;
};

type PractitionersPlaces = {
  id: string;
  name: string;
  status: SaidStatus;
  statement: string;
  serviceLines: { name: string; status: SaidStatus }[];
};

/** What anybody may read of whether there is room (S71, S72): the same words on every page, form, card and widget. */
export type PublicCapacity = {
  status: SaidStatus;
  statement: string;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  /** YYYY-MM-DD in the practice's zone. */
  asOf: string | null;
  validUntil: Date | null;
  practitioners: PractitionersPlaces[];
  /** Who has room where we, or one of us, are full. */
  room: string[];
  /** When the next statement expires, and with it some of this; null: none stands. */
  changesAt: Date | null;
  readAt: Date;
  /** Whether anybody who works here ever said something of their places. */
  isStated: boolean;
};

/**
 * Where somebody here is full, their colleagues here with room are named, those who are open first; where the practice is
 * full, colleagues elsewhere. In a sentence stand the first of them here, or those elsewhere (S71b).
 */
export function publicCapacity(known: KnownCapacity, now: Date): PublicCapacity {
  const { practice, statements, timezone } = known;
  const own = roomHere(known, now);
  const elsewhere = practice.status === 'full' ? known.colleagues : [];
  const sooner = own[0] ?? (elsewhere.length > 0 ? listInWords(elsewhere, 'or') : null);
  const practitioners = known.practitioners.map((one) => placesOf(one, known, { sooner, now }));
  const isAnybodyFull = practitioners.some(({ status }) => status === 'full');
  return {
    status: practice.status,
    statement: wordsOf(practice, { timezone, sooner }),
    nextOpening: practice.nextOpening,
    waitWeeks: practice.waitWeeks,
    asOf: practice.statedAt && dayOf(practice.statedAt, timezone),
    validUntil: practice.validUntil,
    practitioners,
    room: isAnybodyFull ? [...own, ...elsewhere] : [],
    changesAt: earliestOf(statements.map(({ validUntil }) => validUntil).filter((end) => end > now)),
    readAt: now,
    isStated: statements.length > 0,
  };
}

function roomHere({ practitioners, statements }: KnownCapacity, now: Date): string[] {
  const statusOf = (id: string): SaidStatus | null => {
    const own = wholeOf(id, statements);
    return own ? saidStatus(own, now) : null;
  };
  return (['open', 'nearly_full'] as const).flatMap((status) =>
    practitioners.filter(({ id }) => statusOf(id) === status).map(({ name }) => name),
  );
}

function placesOf(
  { id, name }: { id: string; name: string },
  { statements, serviceLines, timezone }: KnownCapacity,
  { sooner, now }: { sooner: string | null; now: Date },
): PractitionersPlaces {
  const own = wholeOf(id, statements);
  const status = own ? saidStatus(own, now) : 'please_ask';
  const said = own && status !== 'please_ask' ? { ...own, status } : NOTHING_SAID;
  const lines = statements.flatMap((one) => {
    const line = one.practitionerId === id && one.serviceLineId && serviceLines.get(one.serviceLineId);
    return line ? [{ name: line, status: saidStatus(one, now) }] : [];
  });
  return {
    id,
    name,
    status,
    statement: wordsOf(said, { timezone, sooner }),
    serviceLines: lines.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
  };
}

const NOTHING_SAID = { status: 'please_ask', nextOpening: null, waitWeeks: null, statedAt: null } as const;

/** What stands wherever a statement stood, once it has expired. */
export const ONCE_EXPIRED = statementWords({ ...NOTHING_SAID, asOf: null });

/** What they said of everything that they do. */
function wholeOf(practitionerId: string, statements: readonly Statement[]): Statement | undefined {
  return statements.find((one) => one.practitionerId === practitionerId && one.serviceLineId === null);
}

type SaidAt = {
  status: SaidStatus;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  statedAt: Date | null;
};

function wordsOf(
  { status, nextOpening, waitWeeks, statedAt }: SaidAt,
  { timezone, sooner }: { timezone: string; sooner: string | null },
): string {
  const asOf = statedAt && dayOf(statedAt, timezone);
  return statementWords({ status, nextOpening, waitWeeks, asOf, sooner });
}
