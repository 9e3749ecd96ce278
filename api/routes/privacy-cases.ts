import { z } from 'zod';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { audit, type Tx } from '../../facts/transaction.ts';
import { closeCase, openCase } from '../../facts/privacy/save-privacy-case.ts';
import type { CaseKind } from '../../policy/privacy/privacy-case.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
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
    name: 'POST /incidents/:id/closed',
    tag: 'Privacy',
    summary: 'The incident was judged, and whoever must hear of it has heard',
    params: ById,
    answers: { 200: IncidentView },
    handle: async ({ tx, params }) => ok(incidentView(await closeCase(tx, 'incident', params.id), tx.now)),
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
  audit(tx, 'read_list', { entity: kind, id: null });
  return listPage(tx.em, PrivacyCase, where, query);
}

function momentOr(given: string | undefined, now: Date): Date {
  return given === undefined ? now : new Date(given);
}

function complaintView(one: PrivacyCase, now: Date): z.output<typeof ComplaintView> {
  return { ...shared(one, now), receivedAt: one.startedAt.toISOString() };
}

function incidentView(one: PrivacyCase, now: Date): z.output<typeof IncidentView> {
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
