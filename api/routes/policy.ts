import { Practice } from '../../entities/practice.ts';
import type { Proposal } from '../../entities/proposal.ts';
import { forecastPolicy } from '../../facts/journeys/simulate-policy.ts';
import { lockPractice } from '../../facts/locks/lock-practice.ts';
import { changePolicy, policyContext } from '../../facts/practice/change-practice.ts';
import { conflict, wrongFields } from '../../facts/refusal.ts';
import {
  acceptProposal,
  declineProposal,
  openProposal,
  proposePolicy,
} from '../../facts/tasks/propose-change.ts';
import type { Tx } from '../../facts/transaction.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { readPolicy } from '../../policy/practice/read-policy.ts';
import { ok, route, type Me } from '../route.ts';
import {
  ForecastView,
  PolicyProposalParams,
  PolicyPut,
  PolicyPutQuery,
  PolicyQuery,
  PolicyView,
  settingsIn,
} from '../schemas/forecast.ts';
import { forecastView, seesAllNumbers } from '../views/trial-view.ts';

export const policyRoutes = [
  route({
    name: 'GET /practice/policy',
    tag: 'Practice',
    summary: 'Read the policy in force',
    query: PolicyQuery,
    answers: { 200: PolicyView },
    handle: async ({ tx, me, practice, query }) =>
      ok(await policyView(tx, me, practice, query.forecast === 'yes')),
  }),

  route({
    name: 'PUT /practice/policy',
    tag: 'Practice',
    summary: 'Replace the policy as a whole',
    description:
      'Validated whole: every contradiction is listed and nothing changes. The next decision of everything running uses the new rules. Answers with what they would let through in a quarter. What an agency puts is `proposed`: it is in force once an owner accepts it.',
    query: PolicyPutQuery,
    body: PolicyPut,
    bodyAsGiven: true,
    answers: { 200: PolicyView },
    async handle({ tx, me, practice, query, body }) {
      await refuseOtherVersion(tx, query.ifVersion);
      const policy = settingsIn(body);
      if (!onlyProposes(me.roles)) return ok(await policyView(tx, me, await changePolicy(tx, policy)));
      await proposePolicy(tx, policy);
      await tx.em.flush();
      return ok(await policyView(tx, me, practice));
    },
  }),

  route({
    name: 'POST /practice/policy/forecast',
    tag: 'Practice',
    summary: 'See what a policy would let through, before it is put',
    description:
      'Checked as in `PUT /practice/policy`; nothing is written. From how the last 91 days went, as the forecast of the policy in force.',
    body: PolicyPut,
    bodyAsGiven: true,
    answers: { 200: ForecastView },
    async handle({ tx, me, practice, body }) {
      const { policy, faults } = readPolicy(settingsIn(body), await policyContext(tx, practice));
      if (faults !== null) throw wrongFields(faults);
      return ok(forecastView(await forecastPolicy(tx, practice, policy), seesAllNumbers(me.roles)));
    },
  }),

  route({
    name: 'POST /practice/policy/proposals/:version/accept',
    tag: 'Practice',
    summary: 'Put the policy that an agency proposes into force',
    description: 'It is checked once more. What was decided already, or replaced by a newer one, is 409.',
    params: PolicyProposalParams,
    answers: { 200: PolicyView },
    handle: async ({ tx, me, params }) =>
      ok(await policyAfter(tx, me, () => acceptProposal(tx, 'policy', params.version))),
  }),

  route({
    name: 'POST /practice/policy/proposals/:version/decline',
    tag: 'Practice',
    summary: 'Leave the policy as it is',
    params: PolicyProposalParams,
    answers: { 200: PolicyView },
    handle: async ({ tx, me, params }) =>
      ok(await policyAfter(tx, me, () => declineProposal(tx, 'policy', params.version))),
  }),
];

async function policyAfter(tx: Tx, me: Me, decide: () => Promise<void>) {
  await decide();
  await tx.em.flush();
  return policyView(tx, me, await tx.em.findOneOrFail(Practice, tx.practiceId));
}

/** Two people at once: whoever saves second sees what the first one saved, before they replace it. */
async function refuseOtherVersion(tx: Tx, version: number | undefined): Promise<void> {
  if (version === undefined || (await lockPractice(tx)).policyVersion === version) return;
  throw conflict('The rules were changed meanwhile. This is how they are now; look at yours once more.');
}

async function policyView(tx: Tx, me: Me, practice: Practice, withForecast = true) {
  const proposed = await openProposal(tx.em, 'policy');
  return {
    ...practice.policy,
    version: practice.policyVersion,
    ...(withForecast ? { forecast: await forecastFor(tx, me, practice) } : {}),
    ...(proposed ? { proposed: proposalView(proposed) } : {}),
  };
}

function proposalView({ version, content, proposedBy, createdAt }: Proposal) {
  return {
    version,
    policy: PracticePolicy.parse(JSON.parse(content)),
    proposedBy: proposedBy ?? null,
    proposedAt: createdAt.toISOString(),
  };
}

async function forecastFor(tx: Tx, me: Me, practice: Practice) {
  return forecastView(await forecastPolicy(tx, practice), seesAllNumbers(me.roles));
}
