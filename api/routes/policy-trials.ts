import { policyContext } from '../../facts/practice/change-practice.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { wrongFields, type WrongField } from '../../facts/refusal.ts';
import { simulatePolicy } from '../../facts/journeys/simulate-policy.ts';
import { endOfDay, startOfDay } from '../../policy/calendar/carrier-moment.ts';
import { readPolicy } from '../../policy/practice/read-policy.ts';
import type { PolicyContext } from '../../policy/practice/check-policy.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { ok, route } from '../route.ts';
import { settingsIn } from '../schemas/forecast.ts';
import { NewPolicyTrial, PolicyTrialView, TrialDays } from '../schemas/policy-trial.ts';
import { seesAllNumbers, trialView } from '../views/trial-view.ts';
import { wrongFieldsOf } from '../../http/wrong-fields.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

const LONGEST_DAYS = 400;

export const policyTrialRoutes = [
  route({
    name: 'POST /policy-trials',
    tag: 'Practice',
    summary: 'Try rules on the past',
    description:
      'What these rules would have sent, held back and why, on what happened then; nothing is written and nothing leaves. Holds, address, age and stage are taken as they are today, because no history of them is kept. The policy is checked as a whole, as in `PUT /practice/policy`.',
    body: NewPolicyTrial,
    bodyAsGiven: true,
    answers: { 200: PolicyTrialView },
    async handle({ tx, me, practice, body }) {
      const today = dateIn(practice.timezone, tx.now);
      const { policy, days } = readTrial(body, await policyContext(tx, practice), today);
      const period = {
        from: startOfDay(days.from, practice.timezone).getTime(),
        to: Math.min(endOfDay(days.to, practice.timezone).getTime(), tx.now.getTime()),
      };
      const trial = await simulatePolicy(tx, practice, policy, period);
      return ok(trialView(trial, days, seesAllNumbers(me.roles)));
    },
  }),
];

type Days = { from: string; to: string };

/** Everything that is wrong with the question in one list: its days and its policy. */
function readTrial(
  body: unknown,
  context: PolicyContext,
  today: string,
): { policy: PracticePolicy; days: Days } {
  const days = TrialDays.safeParse(body);
  const { policy, faults } = readPolicy(settingsIn(policyIn(body)), context);
  const wrong: WrongField[] = [
    ...(days.success ? wrongDays(days.data, today) : wrongFieldsOf(days.error)),
    ...(faults ?? []).map(({ path, message }) => ({
      path: path === '' ? 'policy' : `policy.${path}`,
      message,
    })),
  ];
  if (wrong.length > 0 || policy === null || !days.success) throw wrongFields(wrong);
  return { policy, days: { from: days.data.from, to: days.data.to } };
}

function policyIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'policy' in body ? body.policy : undefined;
}

function wrongDays({ from, to }: Days, today: string): WrongField[] {
  if (to > today) return [{ path: 'to', message: 'must not lie in the future' }];
  if (from > to) return [{ path: 'from', message: 'must not lie after to' }];
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return length > LONGEST_DAYS
    ? [{ path: 'from', message: `must lie at most ${LONGEST_DAYS} days before to` }]
    : [];
}
