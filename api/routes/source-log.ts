import { stringify } from 'csv-stringify/sync';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { changedSince, wrongCursor } from '../page.ts';
import { ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { SourceLogLineView, SourceLogQuery } from '../schemas/desk.ts';
import { lineView } from '../views/line-view.ts';

const COLUMNS = [
  'number',
  'kind',
  'corrects',
  'referralId',
  'enquiryId',
  'clientId',
  'sourceKind',
  'sourceRef',
  'channel',
  'receivedAt',
  'recordedAt',
  'recordedBy',
] as const;

const VARIES = { Vary: 'Accept' };

export const sourceLogRoutes = [
  route({
    name: 'GET /source-log',
    tag: 'Desk',
    summary: 'The till receipt: numbered without gaps, append-only',
    description: 'JSON by pages; with `Accept: text/csv` the whole of it as CSV.',
    query: SourceLogQuery,
    answers: { 200: pageOf(SourceLogLineView) },
    alsoAs: ['text/csv'],
    async handle({ tx, query, req }) {
      const after =
        query.cursor === undefined ? 0 : Number(Buffer.from(query.cursor, 'base64url').toString('utf8'));
      if (!Number.isInteger(after) || after < 0 || after > 2 ** 31 - 1) throw wrongCursor();
      const where = {
        $and: [
          { number: { $gt: after } },
          query.from ? { receivedAt: { $gte: new Date(query.from) } } : {},
          query.to ? { receivedAt: { $lt: new Date(query.to) } } : {},
          query.updatedSince ? { recordedAt: await changedSince(tx.em, query.updatedSince) } : {},
        ],
      };
      const csv = req.accepts(['application/json', 'text/csv']) === 'text/csv';
      const lines = await tx.em.find(SourceLogLine, where, {
        orderBy: { number: 'asc' },
        ...(csv ? {} : { limit: query.limit + 1 }),
      });
      if (csv)
        return {
          status: 200,
          text: stringify(lines.map(lineView), { header: true, columns: [...COLUMNS] }),
          type: 'text/csv',
          headers: VARIES,
        };
      const items = lines.slice(0, query.limit).map(lineView);
      const last = items.at(-1);
      const nextCursor =
        lines.length > query.limit && last ? Buffer.from(String(last.number)).toString('base64url') : null;
      return ok({ items, nextCursor }, VARIES);
    },
  }),
];
