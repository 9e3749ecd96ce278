import { markup } from '../../http/markup.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import { staffPage } from '../staff-page.ts';

/** One promise, and where Temporal shows its run. */
export const runPage = staffPage({
  address: '/runs/:kind/:id',
  async show({ ask, params, words }) {
    const { say, time, number } = words;
    const { kind = '', id = '' } = params;
    const run = await ask('GET /runs/:kind/:id', { params: { kind, id } });
    const { workflowId, temporalUrl, dueAt, overdue, keptAt, signaledAt } = run;
    const state = keptAt
      ? tag(say('runs.kept'), 'good')
      : overdue
        ? tag(say('runs.overdue'), 'fault')
        : tag(say('runs.onTime'));
    const facts = summaryList([
      { term: say('runs.workflow'), detail: workflowId },
      { term: say('runs.state'), detail: state },
      { term: say('runs.dueAt'), detail: time(dueAt) },
      ...(keptAt ? [{ term: say('runs.keptAt'), detail: time(keptAt) }] : []),
      ...(signaledAt ? [{ term: say('runs.signaledAt'), detail: time(signaledAt) }] : []),
      { term: say('runs.signals'), detail: number(run.signalCount) },
      { term: say('runs.signalsWaiting'), detail: number(run.signalsWaiting) },
      { term: say('runs.signalsGivenUp'), detail: number(run.signalsGivenUp) },
    ]);
    const link = temporalUrl
      ? markup`<p><a class="button" href="${temporalUrl}">${say('runs.open', { workflow: workflowId })}</a></p>`
      : markup`<p>${say('runs.noUi')}</p>`;
    return {
      title: say('runs.one', { kind }),
      body: markup`${facts}${link}<p><a href="/runs">${say('runs.back')}</a></p>`,
    };
  },
});
