import { consentMeter } from '../../reports/consent.ts';
import { ok, route } from '../route.ts';
import { ConsentReport } from '../schemas/report.ts';
import { consentView } from '../views/consent-view.ts';
import { seesAllNumbers } from '../views/trial-view.ts';

export const reportRoutes = [
  route({
    name: 'GET /reports/consent',
    tag: 'Reports',
    summary: 'How many clients were asked whether they may be prompted, and what that lets through',
    answers: { 200: ConsentReport },
    async handle({ fact, me, practice }) {
      const gates = seesAllNumbers(me.roles);
      const meter = await consentMeter(fact, practice);
      return ok(consentView(meter, { gates, clients: gates || me.roles.includes('desk') }));
    },
  }),
];
