import type { Away } from '../practice/duty.ts';
import { startOfDay } from '../calendar/carrier-moment.ts';
import { dateAt } from '../calendar/calendar-day.ts';
import type { ManualFacts } from './manual-facts.ts';
import { manualOf } from './manual.ts';
import { changesBetween, statementsOf, type ManualChange, type Statements } from './statements.ts';

/** A version as it is kept: since when it is in force, until when that was looked at, and what it states. */
export type KnownVersion = { version: number; since: Date; seenAt: Date; statements: Statements };

/** One that nobody has kept yet: the text changed by itself, with the day or with the program. */
export type NewVersion = { version: number; since: Date; statements: Statements; changes: ManualChange[] };

type Source = Omit<ManualFacts, 'today'>;

/**
 * The versions since the last that was kept, oldest first; none: it is in force. Of a day on which somebody goes or comes
 * back the text is worked out as it was from the start of that day; what is different on the last day that was looked at
 * came with the facts themselves: `since` then is `changedAt`, or where it is later the moment of that look.
 */
export function versionsSince(
  last: KnownVersion,
  source: Source,
  { now, changedAt }: { now: Date; changedAt: Date },
): NewVersion[] {
  const zone = source.practice.timezone;
  const [seen, today] = [dateAt(last.seenAt.getTime(), zone), dateAt(now.getTime(), zone)];
  const found: NewVersion[] = [];
  let before: Pick<NewVersion, 'version' | 'since' | 'statements'> = last;
  for (const day of [seen, ...daysOfComingAndGoing(source.away, seen, today)]) {
    const statements = statementsOf(manualOf({ ...source, today: day }));
    const changes = changesBetween(before.statements, statements);
    if (changes.length === 0) continue;
    const at = day === seen ? later(changedAt, last.seenAt) : startOfDay(day, zone);
    before = { version: before.version + 1, since: later(at, before.since), statements };
    found.push({ ...before, changes });
  }
  return found;
}

/** The days after `from`, up to `to`, on which an absence begins or is over. */
function daysOfComingAndGoing(away: readonly Away[], from: string, to: string): string[] {
  const days = away.flatMap((one) => [one.from, Temporal.PlainDate.from(one.to).add({ days: 1 }).toString()]);
  return [...new Set(days)].filter((day) => from < day && day <= to).toSorted();
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
