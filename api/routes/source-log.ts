import { SourceLogLine } from '../../entities/source-log-line.ts';
import { csvPages } from '../csv-pages.ts';
import { changedSince } from '../page.ts';
import { ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { SourceLogQuery } from '../schemas/desk.ts';
import { ListedSourceLogLineView, SaidSourceLogLineView } from '../schemas/source-log-line.ts';
import { LineNumber } from '../schemas/intake.ts';
import { linesToName } from '../../facts/source-log/line-in-force.ts';
import { whatWasSaid } from '../../facts/source-log/similar-sources.ts';
import { notFound } from '../../facts/refusal.ts';
import { audit } from '../../facts/transaction.ts';
import { LINE_TABLE } from '../views/line-table.ts';
import { listedLineViews } from '../views/listed-line-view.ts';

const VARIES = { Vary: 'Accept' };

export const sourceLogRoutes = [
  route({
    name: 'GET /source-log',
    tag: 'Desk',
    summary: 'The till receipt: numbered without gaps, append-only',
    description:
      'JSON by pages; with `Accept: text/csv` the whole of it as CSV. There hops are one cell, nearest first: a kind, and where it is known `:` and the id.',
    query: SourceLogQuery,
    answers: { 200: pageOf(ListedSourceLogLineView) },
    alsoAs: ['text/csv'],
    async handle({ tx, query, accepts }) {
      const newestFirst = query.newestFirst !== undefined;
      const where = {
        $and: [
          query.cursor ? { number: { [newestFirst ? '$lt' : '$gt']: Number(query.cursor) } } : {},
          query.from ? { receivedAt: { $gte: new Date(query.from) } } : {},
          query.to ? { receivedAt: { $lt: new Date(query.to) } } : {},
          query.updatedSince ? { recordedAt: await changedSince(tx.em, query.updatedSince) } : {},
          query.toName ? linesToName() : {},
        ],
      };
      if (query.as === 'csv' || accepts(['application/json', 'text/csv']) === 'text/csv')
        return {
          status: 200,
          pages: await csvPages(tx, LINE_TABLE, where),
          type: 'text/csv',
          headers: VARIES,
        };
      const lines = await tx.em.find(SourceLogLine, where, {
        orderBy: { number: newestFirst ? 'desc' : 'asc' },
        limit: query.limit + 1,
      });
      const items = await listedLineViews(tx, lines.slice(0, query.limit));
      const last = items.at(-1);
      const nextCursor = lines.length > query.limit && last ? String(last.number) : null;
      return ok({ items, nextCursor }, VARIES);
    },
  }),

  route({
    name: 'GET /source-log/:number',
    tag: 'Desk',
    summary: 'One line, what was said about it, and the sources that may be meant',
    description:
      'The words are sealed and can be erased; `similar` are sources whose names they resemble, the likeliest first. `POST …/corrections` makes it one of them (`sourceId`) or a new one (`newSource`).',
    params: LineNumber,
    answers: { 200: SaidSourceLogLineView },
    async handle({ tx, params }) {
      const line = await tx.em.findOne(SourceLogLine, { number: params.number });
      if (!line) throw notFound('line of the source log');
      const { answers, similar } = await whatWasSaid(tx, line);
      audit(tx, 'read', { entity: 'source_log_line', id: line.id });
      const [view] = await listedLineViews(tx, [line]);
      if (!view) throw notFound('line of the source log');
      return ok({
        ...view,
        answers,
        similar: similar.map(({ id, kind, name }) => ({ sourceId: id, kind, name })),
      });
    },
  }),
];
