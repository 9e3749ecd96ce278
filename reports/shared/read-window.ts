import { HIDDEN, type Figure } from '../../policy/reports/hidden.ts';
import { MIN_FOR_RATE } from '../../policy/reports/small-numbers.ts';
import type { ShownCounts, ShownTable } from '../../policy/reports/suppression/shown-table.ts';
import type { AskedBy } from './from-snapshot.ts';
import { familyOf, nameIn } from './families.ts';
import { groupsOf } from './groups.ts';
import type { CountedReport, Counts, Question, Shown } from './report.ts';
import { TENTHS, type CountedSnapshot } from './snapshot.ts';

/** What this reader is shown of the window of a snapshot; of months apart, nothing. */
export async function readWindow(
  { tx }: Question,
  report: CountedReport,
  snapshot: CountedSnapshot,
  { by, reader, stillLearning }: AskedBy,
): Promise<Shown<string, unknown>> {
  const table = reader.sees === 'ladder' ? snapshot.ladder : forReader(snapshot, reader.own);
  const grouping = by === null || by === 'month' ? null : (table.groupings[by] ?? null);
  const keys = Object.keys(grouping ?? {}).toSorted();
  const groups = await groupsOf(tx, by, keys, false);
  const rows =
    by === null
      ? [{ group: {}, counts: shownOf(report, table.total), before: null, also: null }]
      : keys.map((key) => ({
          group: groups.get(key) ?? {},
          counts: shownOf(report, grouping?.[key] ?? {}),
          before: null,
          also: null,
        }));
  return { rows, total: shownOf(report, table.total), also: null, by, stillLearning };
}

/** A practitioner's own row is theirs to know, and what they know of a sum is no secret; everybody else reads one table. */
function forReader({ everybody, practitioners }: CountedSnapshot, own: string | null): ShownTable {
  const mine = own === null ? undefined : practitioners[own];
  if (own === null || !mine) return everybody;
  const groupings = Object.keys(everybody.groupings).map((by): [string, Record<string, ShownCounts>] => {
    const [ours = {}, theirs = {}] = [mine.own.groupings[by], mine.others.groupings[by]];
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    const rows = [...keys].map((key): [string, ShownCounts] => [
      key,
      by === 'practitioner' && key === own ? (ours[key] ?? {}) : added(ours[key], theirs[key]),
    ]);
    return [by, Object.fromEntries(rows)];
  });
  return { total: added(mine.own.total, mine.others.total), groupings: Object.fromEntries(groupings) };
}

function added(one: ShownCounts = {}, other: ShownCounts = {}): ShownCounts {
  const measures = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...measures].map((measure): [string, number | null] => {
      const [ours = 0, theirs = 0] = [one[measure], other[measure]];
      return [measure, ours === null || theirs === null ? null : ours + theirs];
    }),
  );
}

/** All measures of a row; a share of fewer than ten is withheld by withholding its part, sums are back in whole scores. */
function shownOf(report: CountedReport, counts: ShownCounts): Counts<string> {
  const { name, measures, parts, means = [] } = report;
  const family = familyOf(name);
  const read = (measure: string): Figure => {
    const count = counts[nameIn(family, name, measure)];
    return count === undefined ? 0 : (count ?? HIDDEN);
  };
  const isFew = (measure: string): boolean => {
    const count = read(measure);
    return count === HIDDEN || (count > 0 && count < MIN_FOR_RATE);
  };
  const figureOf = (measure: string): Figure => {
    const count = read(measure);
    const mean = means.find(({ sum }) => sum === measure);
    if (count === HIDDEN || parts.some(([part, whole]) => part === measure && isFew(whole))) return HIDDEN;
    if (!mean) return count;
    return isFew(mean.of) ? HIDDEN : count / TENTHS;
  };
  return Object.fromEntries(measures.map((measure): [string, Figure] => [measure, figureOf(measure)]));
}
