import { setImmediate as breath } from 'node:timers/promises';
import { ReportSnapshot } from '../../entities/report-snapshot.ts';
import type { Practice } from '../../entities/practice.ts';
import { saveSnapshot } from '../../facts/reviews/save-snapshot.ts';
import type { Tx } from '../../facts/transaction.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import {
  hidingTable,
  joined,
  ladderTable,
  wholeTable,
  withoutSmallSteps,
  type ShownTable,
} from '../../policy/reports/suppression/shown-table.ts';
import type { CellTable } from '../../policy/reports/suppression/cell-table.ts';
import { monthsBefore, periodOf } from '../../policy/reports/whole-months.ts';
import { ALL_REPORTS } from '../index.ts';
import { familyOf, nameIn, type Family } from './families.ts';
import { isCounted, type CountedReport, type WholeReport } from './report.ts';
import { keptBy, tableOf, type Counted, type CountedSnapshot, type WholeSnapshot } from './snapshot.ts';

const YEAR_OF_MONTHS = 12;

/** Renews what readers of suppressed figures can read of every report: at each monthly freeze, and never between (§5.7). */
export async function takeSnapshots(tx: Tx, practice: Practice): Promise<void> {
  for (const report of Object.values(ALL_REPORTS)) {
    if (!isCounted(report)) {
      await saveSnapshot(tx, { report: report.name, figures: await readYear(tx, practice, report) });
      continue;
    }
    const family = familyOf(report.name);
    if (family.reports[0] !== report.name) continue;
    const figures = await countYear(tx, practice, family);
    for (const name of family.reports) await saveSnapshot(tx, { report: name, figures });
  }
}

/**
 * The twelve whole months that are settled: one window, so that nothing can be learned from the difference of two. By
 * every grouping at once, one statement a report.
 */
async function countYear(tx: Tx, practice: Practice, family: Family): Promise<CountedSnapshot> {
  const { timezone } = practice;
  const reports = family.reports
    .map((name) => ALL_REPORTS[name])
    .filter((one): one is CountedReport => isCounted(one));
  const days = Math.max(...reports.map(({ matureDays }) => matureDays));
  const settled = new Date(tx.now.getTime() - days * DAY_MS);
  const months = monthsBefore(settled, timezone, YEAR_OF_MONTHS);
  const period = periodOf(months, timezone) ?? { from: settled, to: settled };
  const by = keptBy(reports);
  const counted: Counted[] = [];
  for (const report of reports)
    counted.push({ report, cells: await report.cells({ tx, practice, period }, by) });
  const known = await tx.em.findOne(ReportSnapshot, { report: family.reports[0] ?? '' });
  const before = known?.figures as CountedSnapshot | undefined; // oxlint-disable-line typescript/no-unsafe-type-assertion -- what this function wrote
  const window = months.at(-1) ?? '';
  const all = tableOf(family, counted, window);
  const nobodys = wholeTable({ ...all, measures: notPeopleIn(family, reports) });
  const snapshot: CountedSnapshot = {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    everybody: joined(await hidden(all, before?.everybody), nobodys),
    ladder: joined(ladderTable(all), nobodys),
    practitioners: {},
  };
  for (const id of practitionersIn(counted)) {
    const own = tableOf(
      family,
      only(counted, (practitioner) => practitioner === id),
      window,
    );
    const others = tableOf(
      family,
      only(counted, (practitioner) => practitioner !== id),
      window,
    );
    snapshot.practitioners[id] = {
      own: wholeTable(own),
      others: await hidden(others, before?.practitioners[id]?.others),
    };
  }
  return snapshot;
}

/** Deciding what to hide takes the processor for a while: others have their turn in between. */
async function hidden(table: CellTable, before: ShownTable | undefined): Promise<ShownTable> {
  await breath();
  const shown = hidingTable(table);
  return before ? withoutSmallSteps(before, shown) : shown;
}

/** Money and minutes are nobody's secret. */
function notPeopleIn(family: Family, reports: readonly CountedReport[]): string[] {
  return reports.flatMap(({ name, notPeople = [] }) => notPeople.map((one) => nameIn(family, name, one)));
}

function practitionersIn(counted: readonly Counted[]): string[] {
  return [...new Set(counted.flatMap(({ cells }) => cells.flatMap(({ of }) => of.practitioner ?? [])))];
}

function only(counted: readonly Counted[], isIn: (practitioner: string | null) => boolean): Counted[] {
  return counted.map(({ report, cells }) => ({
    report,
    cells: cells.filter(({ of }) => isIn(of.practitioner ?? null)),
  }));
}

async function readYear(tx: Tx, practice: Practice, report: WholeReport): Promise<WholeSnapshot> {
  const months = monthsBefore(tx.now, practice.timezone, YEAR_OF_MONTHS);
  const period = periodOf(months, practice.timezone) ?? { from: tx.now, to: tx.now };
  const body = report.withoutPeople(await report.read({ tx, practice, period }, null));
  return { from: period.from.toISOString(), to: period.to.toISOString(), body };
}
