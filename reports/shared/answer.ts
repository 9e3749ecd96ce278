import type { Practice } from '../../entities/practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import { withholds } from '../../policy/reports/hidden.ts';
import type { Reader } from '../../policy/reports/reader.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { isStillLearning } from '../still-learning.ts';
import { exactly } from './exact.ts';
import { isCounted, type Question, type Report, type Rows } from './report.ts';
import { fromSnapshot } from './from-snapshot.ts';

type Asked = { period: ReportPeriod; by: Grouping | null; reader: Reader };

/** One report as one reader sees it, in the envelope that all reports share (api.md). */
export async function answerReport(
  tx: Tx,
  practice: Practice,
  report: Report,
  { period, by, reader }: Asked,
) {
  const question: Question = { tx, practice, period };
  const stillLearning = await isStillLearning(tx, practice);
  const answer =
    reader.sees === 'all' || ownOf(report, reader) !== null
      ? {
          body: await inFull(question, report, { by, own: ownOf(report, reader), stillLearning }),
          from: period.from,
          to: period.to,
          asOf: tx.now,
        }
      : await fromSnapshot(question, report, { by, reader, stillLearning });
  return inEnvelope(report, answer, { by, stillLearning });
}

type Answered<Body> = { body: Body; from: Date; to: Date; asOf: Date | null };

/** What a report tells, in the envelope. */
export function inEnvelope<Body extends object>(
  { name, definition }: Pick<Report, 'name' | 'definition'>,
  { body, from, to, asOf }: Answered<Body>,
  { by, stillLearning }: { by: Grouping | null; stillLearning: boolean },
) {
  return {
    report: name,
    definition,
    from: from.toISOString(),
    to: to.toISOString(),
    asOf: asOf?.toISOString() ?? null,
    ...(by === null ? {} : { by }),
    stillLearning,
    suppressed: withholds(body),
    ...body,
  };
}

function inFull(
  question: Question,
  report: Report,
  { by, own, stillLearning }: { by: Grouping | null; own: string | null; stillLearning: boolean },
): Promise<Rows> {
  return isCounted(report) ? exactly(question, report, by, stillLearning) : report.read(question, own);
}

/** Whose clients this reader reads the report of, exactly; null: of nobody in particular. */
function ownOf(report: Report, reader: Reader): string | null {
  const isOfOwn = !isCounted(report) && report.ofOwnClients === true;
  return isOfOwn && reader.sees === 'suppressed' ? reader.own : null;
}
