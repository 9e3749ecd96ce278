import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import { filters } from '../parts/filters.ts';
import { askingForm } from '../parts/form.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { row } from '../parts/row.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage, type PageAsked, type Params } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

type Runs = SuccessOf<'GET /runs'>;
type Run = Runs['items'][number];

/** What was promised and is looked after by Temporal, by kinds and ids alone: nothing with a name (§4.3). */
export const runsPage = staffPage({
  address: '/runs',
  filters: ['overdue', 'kind', 'id', 'cursor'],
  async show(asked) {
    const { ask, words, query } = asked;
    const { say } = words;
    const onlyOverdue = query['overdue'] !== 'false';
    const { items, nextCursor, waiting } = await ask('GET /runs', {
      query: { limit: '50', cursor: query['cursor'], ...(onlyOverdue ? { overdue: 'true' } : {}) },
    });
    const which = filters(say('runs.which'), [
      { href: '/runs', words: say('runs.overdue'), isCurrent: onlyOverdue },
      { href: '/runs?overdue=false', words: say('runs.all'), isCurrent: !onlyOverdue },
    ]);
    return {
      title: say('runs.title'),
      body: markup`${waitingFacts(waiting, words)}${lookUp(query, words)}${await found(asked)}${which}
${list({ id: 'runs', label: say('runs.list'), rows: items.map((run) => runRow(run, words)), empty: say(onlyOverdue ? 'runs.none' : 'runs.nothing') })}
${listPager({ path: '/runs', query, nextCursor }, words)}`,
    };
  },
});

function waitingFacts(waiting: Runs['waiting'], { say, number }: Words): Markup {
  const counted = ['overdue', 'signalsGivenUp', 'webhooksFailing', 'webhooksUnapplied'] as const;
  return summaryList(
    counted.map((what) => ({ term: say(`runs.waiting.${what}`), detail: number(waiting[what]) })),
  );
}

/** By kind and id, as they stand in the name of a workflow. */
function lookUp(query: Params, { say }: Words): Markup {
  const filled = { fields: query, faults: {} };
  const form = askingForm(
    filled,
    markup`${field({ name: 'kind', label: say('runs.kind'), hint: say('runs.kindHint'), max: 40 }, filled)}
${field({ name: 'id', label: say('runs.id'), hint: say('runs.idHint'), max: 36 }, filled)}
<p><button class="quiet">${say('runs.find')}</button></p>`,
  );
  return markup`<details><summary>${say('runs.findOne')}</summary>${form}</details>`;
}

async function found({ ask, query, words }: PageAsked): Promise<Markup | null> {
  const { kind = '', id = '' } = query;
  if (id === '') return null;
  const run = await ask('GET /runs/:kind/:id', { params: { kind, id } });
  return list({
    id: 'found',
    label: words.say('runs.found'),
    rows: [runRow(run, words, 'found')],
    empty: words.say('runs.nothing'),
  });
}

function runRow(run: Run, words: Words, of = 'run'): Markup {
  const { workflowId, subjectId, dueAt, overdue, signalCount } = run;
  const kind = workflowId.split('/')[0] ?? '';
  return row({
    id: `${of}-${kind}-${subjectId}`,
    clock: words.rich(overdue ? 'runs.wasDue' : 'runs.due', { at: words.time(dueAt) }),
    ...(overdue ? { tone: 'fault' as const } : {}),
    title: markup`<a href="/runs/${kind}/${subjectId}">${workflowId}</a>`,
    body: signalCount === 0 ? null : markup`<p>${words.say('runs.signaled', { count: signalCount })}</p>`,
  });
}
