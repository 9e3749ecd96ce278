import type { z } from 'zod';
import { missingProfileFieldsOf } from '../../policy/practice/missing-profile-fields.ts';
import { hideSmall, isSmall } from '../../policy/reports/small-numbers.ts';
import {
  LOST_ENQUIRIES_DEFINITION,
  lostEnquiries,
  type LostEnquiries,
} from '../../reports/lost-enquiries.ts';
import { ok, route } from '../route.ts';
import { LeaksQuery, LeaksReport } from '../schemas/leaks.ts';
import { seesAllNumbers } from '../views/trial-view.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

type Shown = z.output<typeof LeaksReport>;

const YEAR_MS = 365 * DAY_MS;

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

/** Leaks as this caller may see them: small numbers are for the owner and the desk, who know everybody by name. */
function leaksView({ n, seen, rows }: LostEnquiries, seesAll: boolean): Omit<Shown, 'unstated'> {
  const lost = rows.map((row) => row.lost);
  const stalled = rows.map((row) => row.stalled);
  const shown = { lost: seesAll ? lost : hideSmall(lost), stalled: seesAll ? stalled : hideSmall(stalled) };
  const total = seesAll || !isSmall(n) ? n : null;
  const came = seesAll || (!isSmall(seen) && !isSmall(n - seen)) ? seen : null;
  return {
    definition: LOST_ENQUIRIES_DEFINITION,
    n: total,
    seen: came,
    rows: rows.map(({ cause }, index) => ({
      cause,
      lost: shown.lost[index] ?? null,
      stalled: shown.stalled[index] ?? null,
    })),
    suppressed: [total, came, ...shown.lost, ...shown.stalled].includes(null),
  };
}
