import { z } from 'zod';
import { revealed } from '../policy/reports/hidden.ts';
import { REPORTS, type Grouping } from '../policy/reports/report-terms.ts';
import { readerOf } from '../policy/reports/reader.ts';
import { noteReading } from '../facts/note-reading.ts';
import { answerReport } from '../reports/shared/answer.ts';
import { namesPeople } from '../reports/shared/names-people.ts';
import type { Report } from '../reports/shared/report.ts';
import { ok, route } from './route.ts';
import { periodAsked, reportQuery } from './schemas/report-query.ts';
import { reportCsv } from './views/report-csv.ts';

const VARIES = { Vary: 'Accept' };

/** The route of one report: the same question, readers and envelope for all; as CSV its rows for the same reader. */
export function reportRoute(report: Report, shape: z.ZodObject) {
  const groupings: readonly Grouping[] = REPORTS[report.name];
  return route({
    name: `GET /reports/${report.name}`,
    tag: 'Reports',
    summary: report.question,
    query: z.object({ ...reportQuery, ...byOneOf(groupings) }),
    answers: { 200: shape },
    alsoAs: ['text/csv'],
    async handle({ tx, me, practice, query, accepts }) {
      const period = periodAsked(query, practice.timezone, tx.now);
      const reader = readerOf(me, report.name, practice.policy.duties.review);
      const by = query.by ?? report.byDefault ?? null;
      const answer = await answerReport(tx, practice, report, { period, by, reader });
      if (namesPeople(answer.rows)) await noteReading(tx, { entity: `report/${report.name}`, id: null });
      const wanted = query.as === 'csv' ? 'text/csv' : accepts(['application/json', 'text/csv']);
      if (wanted === 'text/csv') {
        const headers = { ...VARIES, 'Content-Disposition': `attachment; filename="${report.name}.csv"` };
        return { status: 200, text: reportCsv(answer.rows), type: 'text/csv', headers };
      }
      return ok(revealed(answer), VARIES);
    },
  });
}

function byOneOf(groupings: readonly Grouping[]) {
  const [first, ...others] = groupings;
  const by = first === undefined ? z.never('This report is not grouped.') : z.enum([first, ...others]);
  return { by: by.optional().meta({ description: 'What the rows are grouped by.' }) };
}
