import { z } from 'zod';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import type { Tx } from '../../facts/transaction.ts';
import { closeCase, openAccessRequest, openCase, rewordCase } from '../../facts/privacy/save-privacy-case.ts';
import type { CaseKind } from '../../policy/privacy/privacy-case.ts';
import { noteReading } from '../../facts/note-reading.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { personIdOf } from '../schemas/person.ts';
import { pageOf } from '../schemas/list.ts';
import {
  accessRequestView,
  complaintView,
  incidentView,
  privacyCaseView,
} from '../views/privacy-case-view.ts';
import {
  AccessRequestView,
  CasePatch,
  CaseQuery,
  ComplaintView,
  IncidentView,
  NewAccessRequest,
  NewComplaint,
  NewIncident,
  PrivacyCaseView,
} from '../schemas/privacy-case.ts';

const ById = z.object({ id: id() });

export const privacyCaseRoutes = [
  route({
    name: 'GET /privacy/cases/:id',
    tag: 'Privacy',
    summary: 'Read a complaint, an incident or a request for data',
    params: ById,
    answers: { 200: PrivacyCaseView },
    async handle({ tx, params }) {
      const found = await tx.em.findOne(PrivacyCase, { id: params.id });
      if (!found) throw notFound('case');
      await noteReading(tx, { entity: found.kind, id: found.id });
      return ok(privacyCaseView(found, tx.now));
    },
  }),

  route({
    name: 'GET /complaints',
    tag: 'Privacy',
    summary: 'List complaints about data',
    query: CaseQuery,
    answers: { 200: pageOf(ComplaintView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listCases(tx, 'complaint', query);
      return ok({ items: found.map((one) => complaintView(one, tx.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /complaints',
    tag: 'Privacy',
    summary: 'A complaint about data came in: 30 days',
    body: NewComplaint,
    answers: { 201: ComplaintView },
    async handle({ tx, body: { subject, receivedAt } }) {
      const opened = await openCase(tx, {
        kind: 'complaint',
        subject,
        startedAt: momentOr(receivedAt, tx.now),
      });
      return created(complaintView(opened, tx.now));
    },
  }),

  route({
    name: 'PATCH /complaints/:id',
    tag: 'Privacy',
    summary: 'Reword what a complaint is about',
    description:
      'So that a person can take out of it the name of somebody who was erased; the machine never does.',
    params: ById,
    body: CasePatch,
    answers: { 200: ComplaintView },
    handle: async ({ tx, params, body }) =>
      ok(complaintView(await rewordCase(tx, 'complaint', params.id, body.subject), tx.now)),
  }),

  route({
    name: 'POST /complaints/:id/closed',
    tag: 'Privacy',
    summary: 'The complaint was answered',
    params: ById,
    answers: { 200: ComplaintView },
    handle: async ({ tx, params }) => ok(complaintView(await closeCase(tx, 'complaint', params.id), tx.now)),
  }),

  route({
    name: 'GET /incidents',
    tag: 'Privacy',
    summary: 'List incidents',
    query: CaseQuery,
    answers: { 200: pageOf(IncidentView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listCases(tx, 'incident', query);
      return ok({ items: found.map((one) => incidentView(one, tx.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /incidents',
    tag: 'Privacy',
    summary: 'Something went where it should not: 72 hours',
    body: NewIncident,
    answers: { 201: IncidentView },
    async handle({ tx, body: { subject, awareAt } }) {
      const opened = await openCase(tx, {
        kind: 'incident',
        subject,
        startedAt: momentOr(awareAt, tx.now),
      });
      return created(incidentView(opened, tx.now));
    },
  }),

  route({
    name: 'PATCH /incidents/:id',
    tag: 'Privacy',
    summary: 'Reword what an incident is about',
    params: ById,
    body: CasePatch,
    answers: { 200: IncidentView },
    handle: async ({ tx, params, body }) =>
      ok(incidentView(await rewordCase(tx, 'incident', params.id, body.subject), tx.now)),
  }),

  route({
    name: 'POST /incidents/:id/closed',
    tag: 'Privacy',
    summary: 'The incident was judged, and whoever must hear of it has heard',
    params: ById,
    answers: { 200: IncidentView },
    handle: async ({ tx, params }) => ok(incidentView(await closeCase(tx, 'incident', params.id), tx.now)),
  }),

  route({
    name: 'POST /people/export',
    tag: 'Privacy',
    summary: 'Somebody asked what is held of them: a month',
    description:
      'Opens their request, with a task and its deadline. Asked again while it is open, it answers 200 with the same.',
    body: NewAccessRequest,
    answers: { 201: AccessRequestView, 200: AccessRequestView },
    async handle({ tx, body }) {
      const startedAt = momentOr(body.receivedAt, tx.now);
      const { request, isNew } = await openAccessRequest(tx, personIdOf(body), startedAt);
      const view = accessRequestView(request, tx.now);
      return isNew ? created(view) : ok(view);
    },
  }),

  route({
    name: 'GET /access-requests',
    tag: 'Privacy',
    summary: 'List who asked what is held of them',
    query: CaseQuery,
    answers: { 200: pageOf(AccessRequestView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listCases(tx, 'access', query);
      return ok({ items: found.map((one) => accessRequestView(one, tx.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /access-requests/:id/closed',
    tag: 'Privacy',
    summary: 'They have what they asked for',
    params: ById,
    answers: { 200: AccessRequestView },
    handle: async ({ tx, params }) => ok(accessRequestView(await closeCase(tx, 'access', params.id), tx.now)),
  }),
];

async function listCases(tx: Tx, kind: CaseKind, query: z.output<typeof CaseQuery>) {
  const overdue = { closedAt: null, dueAt: { $lt: tx.now } };
  const where = {
    $and: [
      { kind },
      query.overdue === 'true' ? overdue : {},
      query.overdue === 'false' ? { $not: overdue } : {},
      query.open === 'true' ? { closedAt: null } : {},
      query.open === 'false' ? { closedAt: { $ne: null } } : {},
    ],
  };
  return listPage(tx.em, PrivacyCase, where, query);
}

function momentOr(given: string | undefined, now: Date): Date {
  return given === undefined ? now : new Date(given);
}
