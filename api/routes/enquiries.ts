import { notFound } from '../../facts/refusal.ts';
import { z } from 'zod';
import { Enquiry } from '../../entities/enquiry.ts';
import { changeEnquiry, noteAttempt } from '../../facts/enquiries/change-enquiry.ts';
import { closeEnquiry, reopenEnquiry } from '../../facts/enquiries/close-enquiry.ts';
import type { Tx } from '../../facts/transaction.ts';
import { progressEnquiry } from '../../facts/enquiries/progress-enquiry.ts';
import { recordEnquiry } from '../../facts/intake/record-enquiry.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { EnquiryStage } from '../../policy/enquiries/enquiry-terms.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import {
  Closing,
  EnquiryPage,
  EnquiryPatch,
  EnquiryQuery,
  EnquiryView,
  NewEnquiry,
  Progress,
  Reopening,
} from '../schemas/enquiry.ts';
import { enquiryViews, newEnquiryView } from '../views/enquiry-view.ts';
import { ownRows, practitionerFor, visibleEnquiry } from '../visibility.ts';

const ById = z.object({ id: id() });
const TAG = 'Enquiries';

export const enquiryRoutes = [
  route({
    name: 'POST /enquiries',
    tag: TAG,
    summary: 'Somebody may become a client: one form for every door',
    description:
      'A line in the source log, and the promise to see them through. Whoever they name has a referral too, on the same line, and is thanked only with `mayThank`.',
    body: NewEnquiry,
    answers: { 201: EnquiryView },
    async handle({ tx, me, practice, body }) {
      const receivedAt = body.receivedAt === undefined ? tx.now : new Date(body.receivedAt);
      const deadlineMs = toMs(practice.policy.acknowledgement.deadline);
      const practitionerId = practitionerFor(me, body.practitionerId) ?? undefined;
      const recorded = await recordEnquiry(tx, { ...body, practitionerId, receivedAt }, deadlineMs);
      const { enquiry, timeline } = recorded;
      if (!timeline) return created(await viewOf(tx, me, enquiry));
      return created(
        newEnquiryView(recorded, timeline, { ...body, receivedAt }, { me, policy: practice.policy }),
      );
    },
  }),

  route({
    name: 'GET /enquiries',
    tag: TAG,
    summary: 'List enquiries',
    query: EnquiryQuery,
    answers: { 200: EnquiryPage },
    async handle({ tx, me, practice, query }) {
      const where = { $and: [ownRows(me), ...filters(query, practice.policy, tx.now)] };
      const { found, nextCursor } = await listPage(tx.em, Enquiry, where, query);
      const openByStage = await countOpen(tx, ownRows(me));
      return ok({ items: await enquiryViews(tx, me, found), nextCursor, openByStage });
    },
  }),

  route({
    name: 'GET /enquiries/:id',
    tag: TAG,
    summary: 'Read an enquiry with its timeline',
    params: ById,
    answers: { 200: EnquiryView },
    handle: async ({ tx, me, params }) => ok(await viewOf(tx, me, await visibleEnquiry(tx, me, params.id))),
  }),

  route({
    name: 'PATCH /enquiries/:id',
    tag: TAG,
    summary: 'Change what is known of somebody who enquired',
    params: ById,
    body: EnquiryPatch,
    answers: { 200: EnquiryView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      return ok(await viewOf(tx, me, await changeEnquiry(tx, params.id, body)));
    },
  }),

  route({
    name: 'POST /enquiries/:id/progress',
    tag: TAG,
    summary: 'One step further: contacted, booked, attended, kept',
    description:
      'A step that is skipped, or goes back, is refused with 409. Whoever attended is a client from now on: `clientId` says which.',
    params: ById,
    body: Progress,
    answers: { 200: EnquiryView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      const { stage, fit } = body;
      const moment = body.at === undefined ? tx.now : new Date(body.at);
      const news = { stage, fit, at: moment, by: me.staffId };
      return ok(await viewOf(tx, me, await progressEnquiry(tx, params.id, news)));
    },
  }),

  route({
    name: 'POST /enquiries/:id/attempts',
    tag: TAG,
    summary: 'They were tried and not reached',
    description: 'Of somebody whom a colleague sent, two attempts within ten days are enough.',
    params: ById,
    answers: { 200: EnquiryView },
    async handle({ tx, me, params }) {
      await visibleEnquiry(tx, me, params.id);
      return ok(await viewOf(tx, me, await noteAttempt(tx, params.id)));
    },
  }),

  route({
    name: 'POST /enquiries/:id/close',
    tag: TAG,
    summary: 'It ends without a first session, with its reason',
    params: ById,
    body: Closing,
    answers: { 200: EnquiryView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      return ok(await viewOf(tx, me, await closeEnquiry(tx, params.id, body)));
    },
  }),

  route({
    name: 'POST /enquiries/:id/reopen',
    tag: TAG,
    summary: 'They are back: it goes on where they had come to',
    params: ById,
    body: Reopening,
    answers: { 200: EnquiryView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      return ok(await viewOf(tx, me, await reopenEnquiry(tx, params.id, body.reason)));
    },
  }),
];

const OPEN_STAGES = ['received', 'contacted', 'booked'] as const;

async function countOpen({ em }: Tx, where: Record<string, unknown>) {
  const open = await em.find(
    Enquiry,
    { $and: [where, { stage: { $in: [...OPEN_STAGES] } }] },
    { fields: ['stage'], disableIdentityMap: true },
  );
  const at = (stage: EnquiryStage) => open.filter((one) => one.stage === stage).length;
  return { received: at('received'), contacted: at('contacted'), booked: at('booked') };
}

async function viewOf(tx: Tx, me: Me, enquiry: Enquiry): Promise<z.output<typeof EnquiryView>> {
  const [view] = await enquiryViews(tx, me, [enquiry]);
  if (!view) throw notFound('enquiry');
  return view;
}

type Filters = z.output<typeof EnquiryQuery>;

function filters(
  { stage, open, overdue, source, from, to }: Filters,
  policy: PracticePolicy,
  now: Date,
): Record<string, unknown>[] {
  return [
    ...(stage ? [{ stage }] : []),
    ...(open === 'true' ? [{ stage: { $in: [...OPEN_STAGES] } }] : []),
    ...(open === 'false' ? [{ stage: { $nin: [...OPEN_STAGES] } }] : []),
    ...(overdue === 'true' ? [isOverdue(policy, now)] : []),
    ...(overdue === 'false' ? [{ $not: isOverdue(policy, now) }] : []),
    ...(source === undefined ? [] : [fromSource(source)]),
    ...(from ? [{ receivedAt: { $gte: new Date(from) } }] : []),
    ...(to ? [{ receivedAt: { $lt: new Date(to) } }] : []),
  ];
}

function fromSource(source: string): Record<string, unknown> {
  if (source === 'unknown') return { sourceKind: null };
  return source.includes('-') ? { sourceRef: source } : { sourceKind: source };
}

/** Longer in its stage than the practice promises. */
function isOverdue({ followThrough }: PracticePolicy, now: Date): Record<string, unknown> {
  const since = (duration: string) => ({ $lt: new Date(now.getTime() - toMs(duration)) });
  return {
    $or: [
      { stage: 'received', receivedAt: since(followThrough.contactWithin) },
      { stage: 'contacted', contactedAt: since(followThrough.bookedWithin) },
      { stage: 'booked', bookedAt: since(followThrough.attendedWithin) },
    ],
  };
}
