import type { z } from 'zod';
import type { PrivacyCase } from '../../entities/privacy-case.ts';
import type {
  AccessRequestView,
  ComplaintView,
  IncidentView,
  PrivacyCaseView,
} from '../schemas/privacy-case.ts';

export function accessRequestView(one: PrivacyCase, now: Date): z.output<typeof AccessRequestView> {
  const about = { subject: one.aboutSubject ?? 'client', id: one.aboutId ?? '' };
  return { ...shared(one, now), about, receivedAt: one.startedAt.toISOString() };
}

export function complaintView(one: PrivacyCase, now: Date): z.output<typeof ComplaintView> {
  return { ...shared(one, now), subject: one.subject, receivedAt: one.startedAt.toISOString() };
}

export function incidentView(one: PrivacyCase, now: Date): z.output<typeof IncidentView> {
  return { ...shared(one, now), subject: one.subject, awareAt: one.startedAt.toISOString() };
}

/** A case of any kind. */
export function privacyCaseView(one: PrivacyCase, now: Date): z.output<typeof PrivacyCaseView> {
  const { kind, aboutSubject, aboutId } = one;
  return {
    ...shared(one, now),
    kind,
    subject: kind === 'access' ? null : one.subject,
    about: aboutSubject && aboutId ? { subject: aboutSubject, id: aboutId } : null,
    startedAt: one.startedAt.toISOString(),
  };
}

function shared(one: PrivacyCase, now: Date) {
  return {
    id: one.id,
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
