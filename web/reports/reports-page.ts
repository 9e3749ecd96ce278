import { markup } from '../../http/markup.ts';
import { REPORTS, type ReportName } from '../../policy/reports/report-terms.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { staffPage } from '../staff-page.ts';

export const REPORT_NAMES = Object.keys(REPORTS) as ReportName[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of the table

/** Every report with the question that it answers. */
export const reportsPage = staffPage({
  address: '/reports',
  show: ({ words: { say } }) => {
    const rows = REPORT_NAMES.map((name) =>
      row({
        id: `report-${name}`,
        title: markup`<a href="/reports/${name}">${say(`reports.name.${name}`)}</a>`,
        body: markup`<p>${say(`reports.question.${name}`)}</p>`,
      }),
    );
    return Promise.resolve({
      title: say('reports.title'),
      body: markup`<p>${say('reports.lead')}</p>${list({ id: 'reports', label: say('reports.list'), rows, empty: '' })}`,
    });
  },
});
