import { z } from 'zod';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { ReferralEvent } from '../../entities/referral-event.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../../facts/transaction.ts';
import { givePermission } from '../../facts/referrals/give-permission.ts';
import { matchReferrer } from '../../facts/referrals/match-referrer.ts';
import { sendThanksNow, thankByHand } from '../../facts/referrals/personal-acknowledgement.ts';
import { recordReferral } from '../../facts/referrals/record-referral.ts';
import { conflict, notFound } from '../../facts/refusal.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  AcknowledgementInput,
  MatchInput,
  NewReferral,
  PermissionInput,
  ReferralQuery,
  ReferralView,
} from '../schemas/referral.ts';
import { readPromptedBy } from '../../facts/referrals/read-prompted-by.ts';
import { promptedByView, seesPrompts } from '../views/prompted-by-view.ts';
import { namesOfPeople } from '../views/source-names.ts';
import { referralView } from '../views/referral-view.ts';
import { ownRows, practitionerFor } from '../visibility.ts';

const ById = z.object({ id: id() });

export const referralRoutes = [
  route({
    name: 'POST /referrals',
    tag: 'Referrals',
    summary: 'Somebody passed our name on',
    description:
      'Logged with a number and thanked within 48 hours. The same contact from the same referrer within 30 days answers 200 with the first; by first name alone with `duplicateOf`, unless `distinct: true`.',
    body: NewReferral,
    answers: { 201: ReferralView, 200: ReferralView },
    async handle({ tx, me, practice, body }) {
      const receivedAt = body.receivedAt === undefined ? tx.now : new Date(body.receivedAt);
      const recorded = await recordReferral(
        tx,
        { ...body, practitionerId: practitionerFor(me, body.practitionerId) ?? undefined, receivedAt },
        toMs(practice.policy.acknowledgement.deadline),
      );
      if (recorded.outcome === 'recorded')
        return created(
          referralView(recorded.referral, {
            timeline: recorded.timeline,
            thanks: null,
            practice,
            now: tx.now,
            me,
          }),
        );
      if (me.ownOnly && recorded.referral.practitioner?.id !== me.staffId)
        throw conflict('This was recorded already, and is with somebody else here. There is nothing to do.');
      const view = await wholeView(tx, me, recorded.referral);
      return ok(recorded.byName ? { ...view, duplicateOf: recorded.referral.id } : view);
    },
  }),

  route({
    name: 'GET /referrals',
    tag: 'Referrals',
    summary: 'List referrals',
    query: ReferralQuery,
    answers: { 200: pageOf(ReferralView) },
    async handle({ tx, me, query }) {
      const where = { $and: [ownRows(me), ...filters(query, me, tx.now)] };
      const { found, nextCursor } = await listPage(tx.em, Referral, where, query);
      return ok({ items: await wholeViews(tx, me, found), nextCursor });
    },
  }),

  route({
    name: 'GET /referrals/:id',
    tag: 'Referrals',
    summary: 'Read a referral with its timeline',
    params: ById,
    answers: { 200: ReferralView },
    async handle({ tx, me, params }) {
      const referral = await tx.em.findOne(Referral, { $and: [{ id: params.id }, ownRows(me)] });
      if (!referral) throw notFound('referral');
      return ok(await wholeView(tx, me, referral));
    },
  }),

  route({
    name: 'POST /referrals/:id/match',
    tag: 'Referrals',
    summary: 'Say who a name means',
    params: ById,
    body: MatchInput,
    answers: { 200: ReferralView },
    handle: async ({ tx, me, params, body }) =>
      ok(await wholeView(tx, me, await matchReferrer(tx, params.id, body))),
  }),

  route({
    name: 'POST /referrals/:id/acknowledgement',
    tag: 'Referrals',
    summary: 'Thank now, with one added line, or say that it was done by hand',
    params: ById,
    body: AcknowledgementInput,
    bodyOptional: true,
    answers: { 200: ReferralView },
    async handle({ tx, me, params, body }) {
      if (body.byHand !== undefined)
        return ok(await wholeView(tx, me, await thankByHand(tx, params.id, body.byHand)));
      const press = { takeBack: body.takeBack === true };
      return ok(await wholeView(tx, me, await sendThanksNow(tx, params.id, body.addLine ?? null, press)));
    },
  }),

  route({
    name: 'POST /referrals/:id/permission',
    tag: 'Referrals',
    summary: 'Whether we may thank whoever named us',
    params: ById,
    body: PermissionInput,
    answers: { 200: ReferralView },
    async handle({ tx, me, practice, params, body }) {
      const given = {
        mayThank: body.mayThank,
        mayName: body.mayName ?? false,
        wordingVersion: body.wordingVersion,
        spoken: body.spoken ?? false,
      };
      return ok(
        await wholeView(
          tx,
          me,
          await givePermission(tx, params.id, given, toMs(practice.policy.acknowledgement.deadline)),
        ),
      );
    },
  }),
];

function filters(query: z.output<typeof ReferralQuery>, me: Me, now: Date): Record<string, unknown>[] {
  return [
    ...(query.referrer
      ? [{ $or: [...byClient(query.referrer, me), { referrerProfessionalId: query.referrer }] }]
      : []),
    ...(query.overdue === 'true' ? [{ status: { $in: ['due', 'needs_person'] }, dueAt: { $lt: now } }] : []),
    ...(query.overdue === 'false'
      ? [{ $not: { status: { $in: ['due', 'needs_person'] }, dueAt: { $lt: now } } }]
      : []),
    ...(query.from ? [{ receivedAt: { $gte: new Date(query.from) } }] : []),
    ...(query.to ? [{ receivedAt: { $lt: new Date(query.to) } }] : []),
  ];
}

/** Which client it was is not to be found out by asking for their referrals either (S25). */
function byClient(referrerClientId: string, me: Me): Record<string, unknown>[] {
  return me.ownOnly ? [] : [{ referrerClientId }];
}

async function wholeView(tx: Tx, me: Me, referral: Referral): Promise<z.output<typeof ReferralView>> {
  const [view] = await wholeViews(tx, me, [referral]);
  if (!view) throw notFound('referral');
  return view;
}

async function wholeViews(
  tx: Tx,
  me: Me,
  referrals: readonly Referral[],
): Promise<z.output<typeof ReferralView>[]> {
  const ids = referrals.map(({ id: referralId }) => referralId);
  await tx.em.flush();
  const events = await tx.em.find(ReferralEvent, { referralId: { $in: ids } });
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const messageIds = referrals.flatMap(({ messageId }) => (messageId ? [messageId] : []));
  const messages = messageIds.length > 0 ? await tx.em.find(Message, { id: { $in: messageIds } }) : [];
  const names = await namesOfPeople(tx, me, {
    clientIds: referrals.flatMap(({ referrerClientId }) => referrerClientId ?? []),
    professionalIds: referrals.flatMap(({ referrerProfessionalId }) => referrerProfessionalId ?? []),
  });
  const prompts = seesPrompts(me) ? await readPromptedBy(tx, referrals) : null;
  return referrals.map((referral) => ({
    ...(prompts ? { promptedBy: promptedByView(prompts.get(referral.id)) } : {}),
    ...referralView(referral, {
      timeline: events.filter((event) => event.referral.id === referral.id),
      practice,
      thanks: messages.find(({ id: messageId }) => messageId === referral.messageId) ?? null,
      now: tx.now,
      me,
      names,
    }),
  }));
}
