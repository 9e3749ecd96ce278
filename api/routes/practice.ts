import type { z } from 'zod';
import type { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { changePolicy, changePractice } from '../../facts/practice/change-practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import { Refusal } from '../../facts/refusal.ts';
import { forecastPolicy } from '../../facts/journeys/simulate-policy.ts';
import { inboundAddressOf } from '../../policy/inbound-mail/inbound-address.ts';
import { ok, route, type Me } from '../route.ts';
import { PolicyPut, PolicyView } from '../schemas/forecast.ts';
import { MeView, PracticePatch, PracticeView } from '../schemas/practice.ts';
import { forecastView, seesAllNumbers } from '../views/trial-view.ts';

export const practiceRoutes = [
  route({
    name: 'GET /me',
    tag: 'Practice',
    summary: 'Who this key speaks for',
    answers: { 200: MeView },
    async handle({ tx, me, practice }) {
      const { name, email, roles } = await tx.em.findOneOrFail(Staff, { id: me.staffId });
      const { id, slug, sending } = practice;
      return ok({
        staffId: me.staffId,
        name,
        email,
        roles,
        actsAs: [...me.roles],
        practice: { id, slug, name: practice.name, sending },
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
    description:
      'A new practice is in rehearsal: everything is decided, rendered and shown, and nothing leaves. `sending: live` lets it leave. `promptsSignedOff` is for the owner alone (403).',
    body: PracticePatch,
    answers: { 200: PracticeView },
    async handle({ tx, me, body, mailbox }) {
      if (body.promptsSignedOff !== undefined && !me.roles.includes('owner'))
        throw new Refusal(
          403,
          'Only the owner may say that prompts are signed off; leave promptsSignedOff out.',
        );
      return ok(practiceView(await changePractice(tx, body), mailbox));
    },
  }),

  route({
    name: 'GET /practice/policy',
    tag: 'Practice',
    summary: 'Read the policy in force',
    answers: { 200: PolicyView },
    handle: async ({ tx, me, practice }) =>
      ok({ ...practice.policy, forecast: await forecastFor(tx, me, practice) }),
  }),

  route({
    name: 'PUT /practice/policy',
    tag: 'Practice',
    summary: 'Replace the policy as a whole',
    description:
      'Validated whole: every contradiction is listed and nothing changes. The next decision of everything running uses the new rules. Answers with what they would let through in a quarter.',
    body: PolicyPut,
    bodyAsGiven: true,
    answers: { 200: PolicyView },
    async handle({ tx, me, body }) {
      const practice = await changePolicy(tx, withoutForecast(body));
      return ok({ ...practice.policy, forecast: await forecastFor(tx, me, practice) });
    },
  }),
];

async function forecastFor(tx: Tx, me: Me, practice: Practice) {
  return forecastView(await forecastPolicy(tx, practice), seesAllNumbers(me.roles));
}

/** What was read may be sent back as it is; a forecast is not a setting. */
function withoutForecast(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => field !== 'forecast'));
}

function practiceView(practice: Practice, mailbox: string | null): z.output<typeof PracticeView> {
  return {
    id: practice.id,
    slug: practice.slug,
    name: practice.name,
    legalName: practice.legalName ?? null,
    timezone: practice.timezone,
    locale: practice.locale,
    currency: practice.currency,
    neutralSenderName: practice.neutralSenderName,
    from: practice.from,
    replyTo: practice.replyTo,
    phone: practice.phone ?? null,
    postalAddress: practice.postalAddress ?? null,
    website: practice.website ?? null,
    privacyUrl: practice.privacyUrl ?? null,
    crisisRoute: practice.crisisRoute ?? null,
    whoWeHelp: practice.whoWeHelp ?? null,
    whatToExpect: practice.whatToExpect ?? null,
    videoUrl: practice.videoUrl ?? null,
    profile: practice.profile,
    sending: practice.sending,
    postmarkServerToken: practice.postmarkServerToken ? 'set' : null,
    inboundAddress: inboundAddressOf(mailbox, practice.slug),
    wentLiveAt: practice.wentLiveAt?.toISOString() ?? null,
    promptsSignedOffAt: practice.promptsSignedOffAt?.toISOString() ?? null,
    updatedAt: practice.updatedAt.toISOString(),
  };
}
