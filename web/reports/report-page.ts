import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { REPORTS, type Grouping, type ReportName } from '../../policy/reports/report-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { filters } from '../parts/filters.ts';
import { askingForm } from '../parts/form.ts';
import { summaryList } from '../parts/summary-list.ts';
import { figuresIn } from '../review/figures.ts';
import { runChart } from '../review/run-chart.ts';
import { staffPage, type PageAsked, type Params } from '../staff-page.ts';
import { cellOf, columnWords, figuresOf, type Look } from './cells.ts';
import { ownParts, readReport, type ReadReport } from './read-report.ts';
import { reportTable } from './report-table.ts';
import { REPORT_NAMES } from './reports-page.ts';

/** One report: its question, what it counts and of how many, its figures with their intervals, and the same as a file. */
export const reportPage = staffPage({
  address: '/reports/:name',
  filters: ['by', 'from', 'to'],
  async show(asked) {
    const { ask, params, query, words } = asked;
    const { say } = words;
    const name = REPORT_NAMES.find((one) => one === params['name']);
    if (name === undefined) throw new Problem(404, 'There is no such report.');
    const report = readReport(await ask(`GET /reports/${name}`, { query }));
    const look = await lookOf(asked);
    const { figures, tables } = ownParts(report);
    return {
      title: say(`reports.name.${name}`),
      body: markup`<p>${say(`reports.question.${name}`)}</p>${groupings(name, asked)}
${aboutIt(report, look)}${chart(report, look)}
${report.rows.length > 0 ? reportTable(say('reports.figures'), report.rows, look) : markup`<p class="empty">${say('reports.empty')}</p>`}
${single(figures, look)}${tables.map(([key, rows]) => reportTable(columnWords(key, words), rows, look))}
<details><summary>${say('reports.counts')}</summary><p>${report.definition}</p></details>
<p class="unprinted"><a href="${fileOf(name, query)}" download>${say('reports.csv')}</a> · <a href="/reports">${say('reports.back')}</a></p>
${period(query, asked)}`,
    };
  },
});

async function lookOf({ ask, may, practice, words }: PageAsked): Promise<Look> {
  const staff = may('GET /staff') ? (await ask('GET /staff')).items : [];
  const lines = may('GET /service-lines') ? (await ask('GET /service-lines')).items : [];
  return {
    words,
    staff: new Map(staff.map(({ id, name }) => [id, name])),
    lines: new Map(lines.map(({ id, name }) => [id, name])),
    currency: practice.currency,
  };
}

/** What stands above the figures: in words, of how many, of which time, and what is not known. */
function aboutIt(
  { words: sentence, n, from, to, suppressed, stillLearning, missing }: ReadReport,
  { words }: Look,
): Markup {
  const { say, day, number } = words;
  const notes = [
    ...(stillLearning ? [say('reports.learning')] : []),
    ...(suppressed ? [say('reports.suppressed')] : []),
    ...missing,
  ];
  const about = [
    say('reports.period', { from: day(from), to: day(to) }),
    ...(n === null ? [] : [say('reports.n', { n: number(n) })]),
  ];
  return markup`${sentence ? markup`<p><strong>${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}</strong></p>` : null}<p class="hint">${about.join(' · ')}</p>
${notes.map((note) => markup`<p class="hint">${note}</p>`)}`;
}

function chart(report: ReadReport, { words }: Look): Markup | null {
  const months = figuresIn({ months: report }).months;
  return months?.series && months.series.points.length > 0 ? runChart(months.series, words) : null;
}

/** Figures that are no rows; those that belong together stand under their own words. */
function single(figures: Readonly<Record<string, unknown>>, look: Look): Markup {
  const isAlone = ([key, value]: [string, unknown]) =>
    figuresOf({ [key]: value }).some((one) => one.key === key);
  const all = Object.entries(figures);
  const alone = listed(Object.fromEntries(all.filter(isAlone)), look);
  const together = all
    .filter((one) => !isAlone(one))
    .map(([key, value]) => ({ key, facts: listed({ [key]: value }, look) }))
    .map(({ key, facts }) => facts && markup`<h2>${columnWords(key, look.words)}</h2>${facts}`);
  return markup`${alone}${together}`;
}

function listed(figures: Readonly<Record<string, unknown>>, look: Look): Markup | null {
  const known = figuresOf(figures).filter(
    ({ value }) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  if (known.length === 0) return null;
  return summaryList(
    known.map((figure) => ({ term: columnWords(figure.key, look.words), detail: cellOf(figure, look) })),
  );
}

function groupings(name: ReportName, { query, words: { say } }: PageAsked): Markup | null {
  const ways: readonly Grouping[] = REPORTS[name];
  if (ways.length < 2) return null;
  const { by, ...others } = query;
  const href = (way: Grouping) =>
    `/reports/${name}?${new URLSearchParams({ ...others, by: way }).toString()}`;
  return filters(
    say('reports.by'),
    ways.map((way) => ({ href: href(way), words: say(`reports.by.${way}`), isCurrent: by === way })),
  );
}

function fileOf(name: ReportName, query: Params): string {
  return `/api/v1/reports/${name}?${new URLSearchParams({ ...query, as: 'csv' }).toString()}`;
}

/** Of another time; what it is grouped by goes along. */
function period(query: Params, { words: { say } }: PageAsked): Markup {
  const { by, ...fields } = query;
  const filled = { fields, faults: {} };
  const grouping = by === undefined ? null : markup`<input type="hidden" name="by" value="${by}">`;
  return askingForm(
    filled,
    markup`${grouping}${dateField({ name: 'from', label: say('reports.from') }, filled)}${dateField({ name: 'to', label: say('reports.to') }, filled)}<p><button class="quiet">${say('reports.show')}</button></p>`,
  );
}
