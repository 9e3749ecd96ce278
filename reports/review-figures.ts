import { z } from 'zod';
import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import { revealed } from '../policy/reports/hidden.ts';
import type { Reader } from '../policy/reports/reader.ts';
import type { ReportPeriod } from '../policy/reports/report-period.ts';
import type { Grouping, ReportName } from '../policy/reports/report-terms.ts';
import { AGENDA, type PartName } from '../policy/reviews/agenda.ts';
import type { ReviewFigures } from '../policy/reviews/frozen-review.ts';
import { missingIn } from '../policy/reviews/missing.ts';
import { dayAfter, periodBounds } from '../policy/reviews/review-period.ts';
import type { ReviewKind } from '../policy/reviews/review-terms.ts';
import type { Json } from '../policy/reviews/without-people.ts';
import { networkInShort } from './network/directory.ts';
import { saidOfPlaces } from './said-of-places.ts';
import { familiesIn } from './review-families.ts';
import { contactPathChecks } from './contact-path-checks.ts';
import { ALL_REPORTS } from './index.ts';
import { answerReport } from './shared/answer.ts';
import { takeSnapshots } from './shared/take-snapshots.ts';
import { trustedColleagues } from './trusted-colleagues.ts';

/** A report that a part of the agenda shows: over the period itself, or over as many months as end with it. */
type Shown = { report: ReportName; by?: Grouping; over: 'period' | 'year' | 'two_years' };
const MONTHS = { year: 12, two_years: 24 };

/** What each part of the agenda shows (§5.8, S48). */
const SHOWN: Readonly<Partial<Record<PartName, Readonly<Record<string, Shown>>>>> = {
  thanks: {
    acknowledgement: { report: 'acknowledgement', over: 'period' },
    completeness: { report: 'completeness', over: 'period' },
  },
  funnel: {
    period: { report: 'funnel', over: 'period' },
    year: { report: 'funnel', over: 'year' },
    months: { report: 'funnel', by: 'month', over: 'two_years' },
    leaks: { report: 'leaks', over: 'year' },
  },
  layers: {
    practitioners: { report: 'satisfaction', by: 'practitioner', over: 'year' },
    lines: { report: 'satisfaction', by: 'service_line', over: 'year' },
    stages: { report: 'satisfaction', by: 'stage', over: 'year' },
  },
  sources: {
    concentration: { report: 'concentration', over: 'year' },
    quiet: { report: 'quiet-sources', over: 'year' },
    kinds: { report: 'conversion', by: 'kind', over: 'year' },
  },
  who_recommends: {
    practitioners: { report: 'satisfaction', by: 'practitioner', over: 'year' },
    lines: { report: 'satisfaction', by: 'service_line', over: 'year' },
    stages: { report: 'satisfaction', by: 'stage', over: 'year' },
    top: { report: 'top-referrers', over: 'year' },
  },
  invest: {
    cost: { report: 'acquisition-cost', over: 'year' },
    kinds: { report: 'conversion', by: 'kind', over: 'year' },
    kept: { report: 'kept', over: 'year' },
  },
  generations: {
    generations: { report: 'generations', over: 'year' },
    projection: { report: 'projection', over: 'year' },
  },
  whom_to_thank: { acknowledgement: { report: 'acknowledgement', over: 'period' } },
  moments: {
    moments: { report: 'moments', by: 'moment', over: 'year' },
    effects: { report: 'effects', over: 'year' },
  },
};

type Of = { practice: Practice; kind: ReviewKind; period: string };

/** What the reports answer about a period that is over, to whoever reads everything and to whoever may recognise nobody. */
export async function reviewFigures(
  tx: Tx,
  of: Of,
): Promise<{ full: ReviewFigures; suppressed: ReviewFigures }> {
  if (of.kind === 'monthly') await takeSnapshots(tx, of.practice);
  return {
    full: await figuresFor(tx, of, { sees: 'all' }),
    suppressed: await figuresFor(tx, of, { sees: 'suppressed', own: null }),
  };
}

async function figuresFor(tx: Tx, of: Of, reader: Reader): Promise<ReviewFigures> {
  const parts: Partial<Record<PartName, Record<string, Json>>> = {};
  const answers: Json[] = [];
  for (const { name } of AGENDA[of.kind]) {
    const figures: Record<string, Json> = {};
    for (const [key, shown] of Object.entries(SHOWN[name] ?? {})) {
      const answer = await answerTo(tx, of, shown, reader);
      figures[key] = answer;
      answers.push(answer);
    }
    if (Object.keys(figures).length > 0) parts[name] = figures;
  }
  if (of.kind === 'monthly' && reader.sees === 'all')
    parts.sources = { ...parts.sources, network: await networkInShort(tx, of.practice.policy) };
  if (of.kind === 'monthly') {
    parts.thanks = { ...parts.thanks, contactPath: await contactPathChecks(tx, periodIn(of)) };
    parts.sources = { ...parts.sources, places: await saidOfPlaces(tx, of.practice) };
  }
  if (of.kind === 'quarterly' && reader.sees === 'all')
    parts.trusted = { colleagues: await trustedColleagues(tx, of.practice) };
  return { parts, families: familiesIn(answers), missing: missingIn(answers.map(toldBy)) };
}

async function answerTo(tx: Tx, { practice, kind, period }: Of, shown: Shown, reader: Reader): Promise<Json> {
  const report = ALL_REPORTS[shown.report];
  const { timezone } = practice;
  const asked =
    shown.over === 'period'
      ? periodIn({ practice, kind, period })
      : monthsTo(dayAfter(kind, period), MONTHS[shown.over], timezone);
  const by = shown.by ?? report.byDefault ?? null;
  const answer: unknown = revealed(await answerReport(tx, practice, report, { period: asked, by, reader }));
  return JSON.parse(JSON.stringify(answer)) as Json; // oxlint-disable-line typescript/no-unsafe-type-assertion -- what JSON.parse answers
}

function periodIn({ practice, kind, period }: Of): ReportPeriod {
  return periodBounds(kind, period, practice.timezone);
}

/** So many months of the calendar, up to this day. */
function monthsTo(end: Temporal.PlainDate, months: number, zone: string): ReportPeriod {
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  return { from: startOf(end.subtract({ months })), to: startOf(end) };
}

const Told = z.object({
  report: z.string(),
  n: z.int().nullable().catch(null),
  stillLearning: z.boolean().catch(false),
  missing: z.array(z.string()).catch([]),
});

function toldBy(answer: Json): z.output<typeof Told> {
  return Told.parse(answer);
}
