import { missingProfileFieldsOf } from '../../policy/practice/missing-profile-fields.ts';
import { lostEnquiries } from '../../reports/lost-enquiries.ts';
import { ok, route } from '../route.ts';
import { LeaksQuery, LeaksReport } from '../schemas/leaks.ts';
import { leaksView } from '../views/leaks-view.ts';
import { seesAllNumbers } from '../views/trial-view.ts';

const YEAR_MS = 365 * 86_400_000;

export const leakRoutes = [
  route({
    name: 'GET /reports/leaks',
    tag: 'Reports',
    summary: 'Where people are lost on the way to a first session, and what it looks like',
    query: LeaksQuery,
    answers: { 200: LeaksReport },
    async handle({ tx, me, practice, query }) {
      const to = query.to ? new Date(query.to) : tx.now;
      const from = query.from ? new Date(query.from) : new Date(to.getTime() - YEAR_MS);
      const seesAll = seesAllNumbers(me.roles) || me.roles.includes('desk');
      return ok({
        ...leaksView(await lostEnquiries(tx, { from, to }), seesAll),
        unstated: missingProfileFieldsOf(practice),
      });
    },
  }),
];
