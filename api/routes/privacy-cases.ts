import { z } from 'zod';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { audit, type Fact } from '../../facts/transaction.ts';
import { closeCase, openCase } from '../../facts/privacy/save-privacy-case.ts';
import type { CaseKind } from '../../policy/privacy/privacy-case.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id, pageOf } from '../schemas/common.ts';
import {
  CaseQuery,
  ComplaintView,
  IncidentView,
  NewComplaint,
  NewIncident,
} from '../schemas/privacy-case.ts';

const ById = z.object({ id: id() });

export const privacyCaseRoutes = [
  route({
    name: 'GET /complaints',
    tag: 'Privacy',
    summary: 'List complaints about data',
    query: CaseQuery,
    answers: { 200: pageOf(ComplaintView) },
    async handle({ fact, query }) {
      const { found, nextCursor } = await listCases(fact, 'complaint', query);
      return ok({ items: found.map((one) => complaintView(one, fact.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /complaints',
    tag: 'Privacy',
    summary: 'A complaint about data came in: 30 days',
    body: NewComplaint,
    answers: { 201: ComplaintView },
    async handle({ fact, body: { subject, receivedAt } }) {
      const opened = await openCase(fact, {
        kind: 'complaint',
        subject,
        startedAt: momentOr(receivedAt, fact.now),
      });
      return created(complaintView(opened, fact.now));
    },
  }),

  route({
    name: 'POST /complaints/:id/closed',
    tag: 'Privacy',
    summary: 'The complaint was answered',
    params: ById,
    answers: { 200: ComplaintView },
    handle: async ({ fact, params }) =>
      ok(complaintView(await closeCase(fact, 'complaint', params.id), fact.now)),
  }),

  route({
    name: 'GET /incidents',
    tag: 'Privacy',
    summary: 'List incidents',
    query: CaseQuery,
    answers: { 200: pageOf(IncidentView) },
    async handle({ fact, query }) {
      const { found, nextCursor } = await listCases(fact, 'incident', query);
      return ok({ items: found.map((one) => incidentView(one, fact.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /incidents',
    tag: 'Privacy',
    summary: 'Something went where it should not: 72 hours',
    body: NewIncident,
    answers: { 201: IncidentView },
    async handle({ fact, body: { subject, awareAt } }) {
      const opened = await openCase(fact, {
        kind: 'incident',
        subject,
        startedAt: momentOr(awareAt, fact.now),
      });
      return created(incidentView(opened, fact.now));
    },
  }),

  route({
    name: 'POST /incidents/:id/closed',
    tag: 'Privacy',
    summary: 'The incident was judged, and whoever must hear of it has heard',
    params: ById,
    answers: { 200: IncidentView },
    handle: async ({ fact, params }) =>
      ok(incidentView(await closeCase(fact, 'incident', params.id), fact.now)),
  }),
];

async function listCases(fact: Fact, kind: CaseKind, query: z.output<typeof CaseQuery>) {
  const overdue = { closedAt: null, dueAt: { $lt: fact.now } };
  const where = {
    $and: [
      { kind },
      query.overdue === 'true' ? overdue : {},
      query.overdue === 'false' ? { $not: overdue } : {},
      query.open === 'true' ? { closedAt: null } : {},
      query.open === 'false' ? { closedAt: { $ne: null } } : {},
    ],
  };
  audit(fact, 'read_list', { entity: kind, id: null });
  return listPage(fact.em, PrivacyCase, where, query);
}

function momentOr(given: string | undefined, now: Date): Date {
  return given === undefined ? now : new Date(given);
}

function complaintView(one: PrivacyCase, now: Date) {
  return { ...shared(one, now), receivedAt: one.startedAt.toISOString() };
}

function incidentView(one: PrivacyCase, now: Date) {
  return { ...shared(one, now), awareAt: one.startedAt.toISOString() };
}

function shared(one: PrivacyCase, now: Date) {
  return {
    id: one.id,
    subject: one.subject,
    dueAt: one.dueAt.toISOString(),
    overdue: !one.closedAt && one.dueAt < now,
    warnedAt: one.warnedAt?.toISOString() ?? null,
    closedAt: one.closedAt?.toISOString() ?? null,
    closedBy: one.closedBy ?? null,
    createdAt: one.createdAt.toISOString(),
    createdBy: one.createdBy ?? null,
    updatedAt: one.updatedAt.toISOString(),
  };
}
