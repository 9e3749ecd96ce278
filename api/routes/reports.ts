import { completeness } from '../../reports/completeness.ts';
import { consentMeter } from '../../reports/consent.ts';
import { ok, route } from '../route.ts';
import { CompletenessReport, ConsentReport } from '../schemas/report.ts';
import { completenessView } from '../views/completeness-view.ts';
import { consentView } from '../views/consent-view.ts';
import { seesAllNumbers } from '../views/trial-view.ts';

export const reportRoutes = [
  route({
    name: 'GET /reports/consent',
    tag: 'Reports',
    summary: 'How many clients were asked whether they may be prompted, and what that lets through',
    answers: { 200: ConsentReport },
    async handle({ tx, me, practice }) {
      const gates = seesAllNumbers(me.roles);
      const meter = await consentMeter(tx, practice);
      return ok(consentView(meter, { gates, clients: gates || me.roles.includes('desk') }));
    },
  }),

  route({
    name: 'GET /reports/completeness',
    tag: 'Reports',
    summary: 'Of how many new clients it is known how they came, week by week',
    answers: { 200: CompletenessReport },
    async handle({ tx, me, practice }) {
      const seesAll = seesAllNumbers(me.roles) || me.roles.includes('desk');
      return ok(completenessView(await completeness(tx, practice), seesAll));
    },
  }),
];
