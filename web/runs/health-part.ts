import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { summaryList } from '../parts/summary-list.ts';
import { readReport, type ReadReport } from '../reports/read-report.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

type Health = SuccessOf<'GET /practice/health'>;

/** Whether a practice is well, without a name of anybody: fresh data, who was asked and thanked, the sender (§4.3). */
export async function healthPart({ ask, may, words }: PageAsked): Promise<Markup | null> {
  if (!may('GET /practice/health') || !may('GET /reports/consent')) return null;
  const { say } = words;
  const health = await ask('GET /practice/health');
  const asked = readReport(await ask('GET /reports/consent'));
  const thanked = readReport(await ask('GET /reports/acknowledgement'));
  const facts = summaryList([
    { term: say('runs.health.diary'), detail: diary(health, words) },
    {
      term: say('runs.health.mail'),
      detail:
        health.mail.why === null ? say('runs.health.mailWell') : say(`runs.health.mail.${health.mail.why}`),
    },
    { term: say('runs.health.form'), detail: form(health, words) },
    { term: say('runs.health.asked'), detail: inWords(asked, 'asked', words) },
    { term: say('runs.health.thanked'), detail: inWords(thanked, 'received', words) },
  ]);
  return markup`<h2>${say('runs.health.title')}</h2>${facts}<p><a href="/reports">${say('reviews.toReports')}</a></p>`;
}

/** What a report says in words; where this figure of it is withheld, all of it is. */
function inWords(report: ReadReport, figure: string, { say }: Words): string {
  const { words } = report;
  return words && report[figure] !== null ? words : say('runs.health.unsaid');
}

function diary({ diary: { readAt } }: Health, { say, rich, time }: Words): Markup | string {
  return readAt === null
    ? say('runs.health.diaryNever')
    : rich('runs.health.diaryRead', { at: time(readAt) });
}

function form({ form: tried }: Health, { say, rich, time }: Words): Markup | string {
  if (tried === null) return say('runs.health.formNever');
  return rich(tried.ok ? 'runs.health.formWell' : 'runs.health.formAway', { at: time(tried.checkedAt) });
}
