import type { z } from 'zod';
import { Practice } from '../../entities/practice.ts';
import type { Proposal } from '../../entities/proposal.ts';
import { Staff } from '../../entities/staff.ts';
import {
  acceptProposal,
  declineProposal,
  openProposal,
  proposePolicy,
} from '../../facts/tasks/propose-change.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { changePracticeAndTell } from '../../facts/outbound-mail/tell-owners.ts';
import { askAgainWhatFails } from '../../facts/contact-path/ask-again.ts';
import { changePolicy } from '../../facts/practice/change-practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import { Refusal } from '../../facts/refusal.ts';
import { forecastPolicy } from '../../facts/journeys/simulate-policy.ts';
import { OWNER_SETTINGS } from '../../policy/access/owner-settings.ts';
import { preferencesOf } from '../../policy/practice/preferences.ts';
import { inboundAddressOf } from '../../policy/inbound-mail/inbound-address.ts';
import { ok, route, type Me } from '../route.ts';
import { PolicyProposalParams, PolicyPut, PolicyView, settingsIn } from '../schemas/forecast.ts';
import { MeView, PracticePatch, PracticeView } from '../schemas/practice.ts';
import { forecastView, seesAllNumbers } from '../views/trial-view.ts';
import { practiceSettings } from '../../facts/practice-settings.ts';

export const practiceRoutes = [
  route({
    name: 'GET /me',
    tag: 'Practice',
    summary: 'Who asks, by a key or a browser',
    answers: { 200: MeView },
    async handle({ tx, me, practice }) {
      const { name, email, roles, preferences } = await tx.em.findOneOrFail(Staff, { id: me.staffId });
      const { id, slug, sending } = practice;
      return ok({
        staffId: me.staffId,
        name,
        email,
        roles,
        actsAs: [...me.roles],
        practice: { id, slug, name: practice.name, sending },
        preferences: preferencesOf(preferences),
      });
    },
  }),

  route({
    name: 'GET /practice',
    tag: 'Practice',
    summary: 'Read the practice',
    answers: { 200: PracticeView },
    handle: async ({ practice, mailbox }) => ok(practiceView(practice, mailbox)),
  }),

  route({
    name: 'PATCH /practice',
    tag: 'Practice',
    summary: 'Change the practice',
    description: `A new practice is in rehearsal: everything is decided, rendered and shown, and nothing leaves. \`sending: live\` lets it leave. Who the practice is, how it is reached and by what its mails leave is for the owner alone (403): ${OWNER_SETTINGS.join(', ')}.`,
    body: PracticePatch,
    answers: { 200: PracticeView },
    async handle({ tx, me, body, mailbox }) {
      const owners = OWNER_SETTINGS.filter((field) => body[field] !== undefined);
      if (owners.length > 0 && !me.roles.includes('owner')) {
        const named = owners.join(', ');
        throw new Refusal(
          403,
          `Only the owner, or a deputy while the owner is away, may set ${named}; leave ${named} out.`,
        );
      }
      const changed = await changePracticeAndTell(tx, body);
      await askAgainWhatFails(tx);
      return ok(practiceView(changed, mailbox));
    },
  }),

  route({
    name: 'GET /practice/policy',
    tag: 'Practice',
    summary: 'Read the policy in force',
    answers: { 200: PolicyView },
    handle: async ({ tx, me, practice }) => ok(await policyView(tx, me, practice)),
  }),

  route({
    name: 'PUT /practice/policy',
    tag: 'Practice',
    summary: 'Replace the policy as a whole',
    description:
      'Validated whole: every contradiction is listed and nothing changes. The next decision of everything running uses the new rules. Answers with what they would let through in a quarter. What an agency puts is `proposed`: it is in force once an owner accepts it.',
    body: PolicyPut,
    bodyAsGiven: true,
    answers: { 200: PolicyView },
    async handle({ tx, me, practice, body }) {
      const policy = settingsIn(body);
      if (!onlyProposes(me.roles)) return ok(await policyView(tx, me, await changePolicy(tx, policy)));
      await proposePolicy(tx, policy);
      await tx.em.flush();
      return ok(await policyView(tx, me, practice));
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

async function policyView(tx: Tx, me: Me, practice: Practice) {
  const proposed = await openProposal(tx.em, 'policy');
  return {
    ...practice.policy,
    forecast: await forecastFor(tx, me, practice),
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

function practiceView(practice: Practice, mailbox: string | null): z.output<typeof PracticeView> {
  return {
    id: practice.id,
    ...practiceSettings(practice),
    postmarkServerToken: practice.postmarkServerToken ? 'set' : null,
    inboundAddress: inboundAddressOf(mailbox, practice.slug),
    wentLiveAt: practice.wentLiveAt?.toISOString() ?? null,
    promptsSignedOffAt: practice.promptsSignedOffAt?.toISOString() ?? null,
    updatedAt: practice.updatedAt.toISOString(),
  };
}
