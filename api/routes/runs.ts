import { z } from 'zod';
import { countWaiting, listRuns, readRun, type Run } from '../../facts/commitments/list-runs.ts';
import { notFound } from '../../facts/refusal.ts';
import { workflowIdOf, workflowOf } from '../../facts/signal.ts';
import { ok, route } from '../route.ts';
import { RunDetail, RunParams, RunQuery, RunsView, type RunView } from '../schemas/run.ts';

export const runRoutes = [
  route({
    name: 'GET /runs',
    tag: 'Practice',
    summary: 'What the practice has promised and Temporal looks after, by ids alone',
    query: RunQuery,
    answers: { 200: RunsView },
    async handle({ tx, query }) {
      const { limit } = query;
      const found = await listRuns(tx, {
        kind: query.kind ?? null,
        overdue: query.overdue === undefined ? null : query.overdue === 'true',
        since: query.updatedSince === undefined ? null : new Date(query.updatedSince),
        after: query.cursor ?? null,
        limit: limit + 1,
      });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const nextCursor = found.length > limit && last ? cursorAfter(last) : null;
      return ok({
        items: items.map((run) => runView(run, tx.practiceId)),
        nextCursor,
        waiting: await countWaiting(tx),
      });
    },
  }),

  route({
    name: 'GET /runs/:kind/:id',
    tag: 'Practice',
    summary: 'One promise, kept or not, by ids alone',
    description: 'Kind and id as they stand in the workflow id; of a review its own id.',
    params: RunParams,
    answers: { 200: RunDetail },
    async handle({ tx, params }) {
      const kind = workflowOf(params.kind);
      const found = kind && (await readRun(tx, kind, params.id));
      if (!found) throw notFound('promise');
      const { keptAt } = found;
      return ok({
        ...runView(found, tx.practiceId),
        keptAt: keptAt === null ? null : new Date(keptAt).toISOString(),
        signalsWaiting: found.signalsWaiting,
        signalsGivenUp: found.signalsGivenUp,
      });
    },
  }),
];

function runView(run: Run, practiceId: string): z.output<typeof RunView> {
  const { kind, subjectId, overdue, signalCount } = run;
  return {
    workflowId: workflowIdOf({ workflow: kind, subjectId, practiceId }),
    kind,
    subjectId,
    dueAt: new Date(run.dueAt).toISOString(),
    overdue,
    signaledAt: run.signaledAt === null ? null : new Date(run.signaledAt).toISOString(),
    signalCount,
  };
}

function cursorAfter({ subjectId, kind }: Run): string {
  return `${subjectId}.${kind}`;
}
