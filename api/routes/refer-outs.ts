import { z } from 'zod';
import { ReferOut } from '../../entities/refer-out.ts';
import { recordOutcome } from '../../facts/refer-outs/end-refer-out.ts';
import type { Tx } from '../../facts/transaction.ts';
import { consentToHandover, withdrawHandover } from '../../facts/refer-outs/handover-consent.ts';
import { offerColleagues } from '../../facts/refer-outs/offer-colleagues.ts';
import { openReferOut } from '../../facts/refer-outs/open-refer-out.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  HandoverConsent,
  NewReferOut,
  OfferInput,
  OutcomeInput,
  ReferOutQuery,
  ReferOutView,
} from '../schemas/refer-out.ts';
import { referOutViews } from '../views/refer-out-view.ts';
import { ownRowsOf } from '../ownership.ts';
import { visibleClient, visibleEnquiry } from '../visibility.ts';

const ById = z.object({ id: id() });
const TAG = 'Referrals out';
const DESCRIPTION =
  'With a colleague and the person’s yes the colleague hears of it (M14). Without a colleague, the suggestions of the trusted list are answered and the yes comes later.';

export const referOutRoutes = [
  route({
    name: 'POST /enquiries/:id/refer-out',
    tag: TAG,
    summary: 'Somebody who got in touch is better served elsewhere',
    description: DESCRIPTION,
    params: ById,
    body: NewReferOut,
    answers: { 201: ReferOutView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      return created(await viewOf(tx, await openReferOut(tx, { of: { enquiryId: params.id }, ...body })));
    },
  }),

  route({
    name: 'POST /clients/:id/refer-out',
    tag: TAG,
    summary: 'A client is better served elsewhere',
    description: `${DESCRIPTION} Nothing else about the client changes.`,
    params: ById,
    body: NewReferOut,
    answers: { 201: ReferOutView },
    async handle({ tx, me, params, body }) {
      await visibleClient(tx, me, params.id);
      return created(await viewOf(tx, await openReferOut(tx, { of: { clientId: params.id }, ...body })));
    },
  }),

  route({
    name: 'GET /refer-outs',
    tag: TAG,
    summary: 'List referrals out',
    query: ReferOutQuery,
    answers: { 200: pageOf(ReferOutView) },
    async handle({ tx, me, query }) {
      const { status, enquiryId, clientId } = query;
      const asked = {
        ...(status ? { status } : {}),
        ...(enquiryId ? { enquiryId } : {}),
        ...(clientId ? { clientId } : {}),
      };
      const { found, nextCursor } = await listPage(
        tx.em,
        ReferOut,
        { $and: [asked, ownRowsOf('referOut', me)] },
        query,
      );
      return ok({ items: await referOutViews(tx, found), nextCursor });
    },
  }),

  route({
    name: 'GET /refer-outs/:id',
    tag: TAG,
    summary: 'Read a referral out',
    params: ById,
    answers: { 200: ReferOutView },
    handle: async ({ tx, me, params }) => ok(await viewOf(tx, await visible(tx, me, params.id))),
  }),

  route({
    name: 'POST /refer-outs/:id/offer',
    tag: TAG,
    summary: 'Send the person up to three names by e-mail (M13)',
    description:
      'Only to somebody who got in touch themselves and has an address; once, and again after a colleague said no.',
    params: ById,
    body: OfferInput,
    bodyOptional: true,
    answers: { 200: ReferOutView },
    async handle({ tx, me, params, body }) {
      await visible(tx, me, params.id);
      return ok(
        await viewOf(
          tx,
          await offerColleagues(tx, params.id, body.professionalIds, { takeBack: body.takeBack === true }),
        ),
      );
    },
  }),

  route({
    name: 'POST /refer-outs/:id/consent',
    tag: TAG,
    summary: 'The person said yes to one colleague: only now are they told (M14)',
    params: ById,
    body: HandoverConsent,
    answers: { 200: ReferOutView },
    async handle({ tx, me, params, body }) {
      await visible(tx, me, params.id);
      return ok(await viewOf(tx, await consentToHandover(tx, params.id, body)));
    },
  }),

  route({
    name: 'DELETE /refer-outs/:id/consent',
    tag: TAG,
    summary: 'The person thought better of it: nothing more goes, and the link is dead',
    params: ById,
    answers: { 200: ReferOutView },
    async handle({ tx, me, params }) {
      await visible(tx, me, params.id);
      return ok(await viewOf(tx, await withdrawHandover(tx, params.id)));
    },
  }),

  route({
    name: 'POST /refer-outs/:id/outcome',
    tag: TAG,
    summary: 'How it ended; a colleague’s no brings the next suggestion',
    params: ById,
    body: OutcomeInput,
    answers: { 200: ReferOutView },
    async handle({ tx, me, params, body }) {
      await visible(tx, me, params.id);
      return ok(await viewOf(tx, await recordOutcome(tx, params.id, body.outcome)));
    },
  }),
];

async function visible(tx: Tx, me: Me, referOutId: string): Promise<ReferOut> {
  const referOut = await tx.em.findOne(ReferOut, { $and: [{ id: referOutId }, ownRowsOf('referOut', me)] });
  if (!referOut) throw notFound('referral out');
  return referOut;
}

async function viewOf(tx: Tx, referOut: ReferOut) {
  const [view] = await referOutViews(tx, [referOut]);
  if (!view) throw notFound('referral out');
  return view;
}
