import type { Practice } from '../../entities/practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Figure } from '../../policy/reports/hidden.ts';
import type { Grouping, ReportName } from '../../policy/reports/report-terms.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';
import type { Cell } from './cells.ts';
import type { Group } from './groups.ts';

/** What is asked, in one practice and as of `tx.now`. */
export type Question = { tx: Tx; practice: Practice; period: ReportPeriod };

type Told = {
  name: ReportName;
  /** The question it answers, as a practice would ask it. */
  question: string;
  /** In words, so that two people compute the same (domain §5b). */
  definition: string;
  /** What its rows are grouped by unless asked otherwise; left out: by nothing. */
  byDefault?: Grouping;
};

export type Counts<Measure extends string> = Record<Measure, Figure>;

/** What a reader is shown: `also` is for who sees all figures only, and null for everybody else. */
export type Shown<Measure extends string, Also> = {
  rows: { group: Group; counts: Counts<Measure>; before: Counts<Measure> | null; also: Also | null }[];
  total: Counts<Measure>;
  /** Of everything together. */
  also: Also | null;
  by: Grouping | null;
  /** Fewer than thirteen clean weeks: nothing is ranked (S29). */
  stillLearning: boolean;
};

export type AlsoSaid<Also> = { of: Map<string | null, Also>; all: Also };

/**
 * A report whose figures are counts that add up over months and groups. Everything that is shown is shaped from those
 * counts, so that hiding them hides whatever could be worked out from them.
 */
export type CountedReport<
  Measure extends string = string,
  Also = unknown,
  Body extends Rows = Rows,
> = Told & {
  measures: readonly Measure[];
  /** `[part, whole]`: what is left of the whole could be as small as the part. */
  parts: readonly (readonly [Measure, Measure])[];
  /** Sums over people, each of whom adds `least` to `most` by `step`: a mean tells too much of fewer than ten. */
  means?: readonly { sum: Measure; of: Measure; least: number; most: number; step: number }[];
  /** Measures that count no people (money, minutes): never withheld. */
  notPeople?: readonly Measure[];
  /** Days until it is settled what became of somebody; readers of suppressed figures see whole months as old as that. */
  matureDays: number;
  /** Its rows show `before` too: the counts of the period of the same length that ended when this one began. */
  comparesBefore?: true;
  /** By these groupings at once; by none, one cell or none. */
  cells(question: Question, by: readonly Grouping[]): Promise<Cell<Measure>[]>;
  /** What counts cannot say (a median), by the value of the group, whether or not it has counts, and of everything. */
  also?(question: Question, by: Grouping | null): Promise<AlsoSaid<Also>>;
  /** Both at once, where asking for one after the other would take twice as long. */
  together?(
    question: Question,
    by: Grouping | null,
  ): Promise<{ cells: Cell<Measure>[]; also: AlsoSaid<Also> }>;
  shape(shown: Shown<Measure, Also>, question: Question): Body;
};

/** A report of single people, or of what does not add up. */
export type WholeReport<Body extends Rows = Rows> = Told & {
  /** A practitioner reads it of their own clients, exactly and as of now, instead of figures without people. */
  ofOwnClients?: true;
  /** Exact, for who sees all figures; of one practitioner's clients alone where `own` says whose. */
  read(question: Question, own: string | null): Promise<Body>;
  /** Without any person, still exact: what a freeze keeps for readers of suppressed figures. */
  withoutPeople(body: Body): Body;
  /** The same with every figure withheld that could point at somebody. */
  suppressed(body: Body): Body;
  /** The same by the rounding ladder. */
  rounded(body: Body): Body;
  /** What it tells beside `n` and `rows`, with every figure withheld: what is read before the first freeze. */
  withheld?: Omit<Body, 'n' | 'rows'>;
};

/** What every report tells: how many it is about, and its rows. */
export type Rows = { n: Figure; rows: readonly object[]; missing?: readonly string[]; words?: string };

export type Report = CountedReport | WholeReport;

/** A report as everything but its own file knows it: its measures are then just names. */
export function counted<Measure extends string, Also, Body extends Rows>(
  report: CountedReport<Measure, Also, Body>,
): Report {
  return report;
}

/** The same for a report of single people. */
export function whole<Body extends Rows>(report: WholeReport<Body>): Report {
  return report;
}

/** Whether its figures are counts, from which everything else is made. */
export function isCounted(report: Report): report is CountedReport {
  return 'measures' in report;
}
