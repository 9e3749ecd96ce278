import type { z } from 'zod';
import type { Professional } from '../../entities/professional.ts';
import type { ProfessionalView } from '../schemas/professional.ts';

/** A colleague as the API shows them. */
export function professionalView(professional: Professional): z.output<typeof ProfessionalView> {
  return {
    id: professional.id,
    title: professional.title ?? null,
    firstName: professional.firstName,
    lastName: professional.lastName,
    kind: professional.kind,
    organisation: professional.organisation ?? null,
    email: professional.email ?? null,
    phone: professional.phone ?? null,
    focus: professional.focus,
    trusted: professional.trusted,
    howWeKnowThem: professional.howWeKnowThem ?? null,
    lastConfirmedOn: professional.lastConfirmedOn ?? null,
    placesKnown: professional.placesKnown ?? null,
    takesReferrals: professional.takesReferrals ?? null,
    mayEmail: professional.mayEmail ?? null,
    soleTrader: professional.soleTrader ?? null,
    riskFlags: professional.riskFlags,
    expectedPerMonth: professional.expectedPerMonth ?? null,
    pausedUntil: professional.pausedUntil ?? null,
    mayBeNamed: professional.mayBeNamed ?? null,
    keepPostedAt: professional.keepPostedAt?.toISOString() ?? null,
    optedOutAt: professional.optedOutAt?.toISOString() ?? null,
    createdAt: professional.createdAt.toISOString(),
    updatedAt: professional.updatedAt.toISOString(),
  };
}
