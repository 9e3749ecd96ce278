import { ReportSnapshot } from '../../entities/report-snapshot.ts';
import { HIDDEN, type Figure } from '../../policy/reports/hidden.ts';
import type { Reader } from '../../policy/reports/reader.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { readWindow } from './read-window.ts';
import type { CountedReport, Question, Report, Rows } from './report.ts';
import { isCounted } from './report.ts';
import type { CountedSnapshot, WholeSnapshot } from './snapshot.ts';

export type AskedBy = {
  by: Grouping | null;
  reader: Exclude<Reader, { sees: 'all' }>;
  stillLearning: boolean;
};
type Answered = { body: Rows; from: Date; to: Date; asOf: Date | null };

/** A report for who may recognise nobody in it: the state of the last monthly freeze, or nothing before the first. */
export async function fromSnapshot(question: Question, report: Report, asked: AskedBy): Promise<Answered> {
  const { tx, period } = question;
  const snapshot = await tx.em.findOne(ReportSnapshot, { report: report.name });
  if (!snapshot) return { body: nothing(question, report, asked), ...period, asOf: null };
  const { figures, asOf } = snapshot;
  if (!isCounted(report)) return { ...asWhole(report, figures as WholeSnapshot, asked), asOf }; // oxlint-disable-line typescript/no-unsafe-type-assertion -- what takeSnapshots wrote
  const counted = figures as CountedSnapshot; // oxlint-disable-line typescript/no-unsafe-type-assertion -- likewise
  const window = { from: new Date(counted.from), to: new Date(counted.to) };
  const shown = await readWindow(question, report, counted, asked);
  return { body: report.shape(shown, { ...question, period: window }), ...window, asOf };
}

const NOT_FROZEN = 'No month has been closed yet: these figures are as of the last monthly review.';

function asWhole(
  report: Exclude<Report, CountedReport>,
  { from, to, body }: WholeSnapshot,
  { reader }: AskedBy,
): Omit<Answered, 'asOf'> {
  const shown = reader.sees === 'ladder' ? report.rounded(body) : report.suppressed(body);
  return { body: shown, from: new Date(from), to: new Date(to) };
}

/** Every figure withheld. */
function nothing(question: Question, report: Report, { by, stillLearning }: AskedBy): Rows {
  if (!isCounted(report)) return { n: HIDDEN, rows: [], ...report.withheld, missing: [NOT_FROZEN] };
  const counts = Object.fromEntries(report.measures.map((measure): [string, Figure] => [measure, HIDDEN]));
  const body = report.shape({ rows: [], total: counts, also: null, by, stillLearning }, question);
  return { ...body, missing: [NOT_FROZEN] };
}
