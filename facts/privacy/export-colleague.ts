import type { Professional } from '../../entities/professional.ts';
import { ProfessionalClaim } from '../../entities/professional-claim.ts';
import { ProfessionalMove } from '../../entities/professional-move.ts';
import { ProfessionalTouch } from '../../entities/professional-touch.ts';
import type { Exported, Exporting } from './export-person.ts';

/** A professional's record, with the practice's own assessment, and when they were in touch (§4.5). */
export async function exportColleagues({ tx, person }: Exporting): Promise<Record<string, Exported[]>> {
  const of = { professionalId: { $in: person.professionals.map(({ id }) => id) } };
  if (person.professionals.length === 0) return {};
  const [touches, claims, moves] = [
    await tx.em.find(ProfessionalTouch, of, { orderBy: { at: 'asc' } }),
    await tx.em.find(ProfessionalClaim, of, { orderBy: { month: 'asc' } }),
    await tx.em.find(ProfessionalMove, of, { orderBy: { on: 'asc' } }),
  ];
  return {
    colleagues: person.professionals.map(colleagueRecord),
    contacts: touches.map(({ kind, on, createdAt }) => ({ kind, on, createdAt })),
    namesGivenOut: claims.map(({ month, count, at }) => ({ month, count, saidAt: at })),
    moves: moves.map(({ fromOrganisation, toOrganisation, on }) => ({
      from: fromOrganisation ?? null,
      to: toOrganisation ?? null,
      on,
    })),
  };
}

function colleagueRecord(colleague: Professional): Exported {
  return {
    title: colleague.title ?? null,
    firstName: colleague.firstName,
    lastName: colleague.lastName,
    kind: colleague.kind,
    organisation: colleague.organisation ?? null,
    email: colleague.email ?? null,
    phone: colleague.phone ?? null,
    focus: colleague.focus,
    trusted: colleague.trusted,
    howWeKnowThem: colleague.howWeKnowThem ?? null,
    lastConfirmedOn: colleague.lastConfirmedOn ?? null,
    placesKnown: colleague.placesKnown ?? null,
    takesReferrals: colleague.takesReferrals ?? null,
    mayEmail: colleague.mayEmail ?? null,
    soleTrader: colleague.soleTrader ?? null,
    riskFlags: colleague.riskFlags,
    expectedPerMonth: colleague.expectedPerMonth ?? null,
    pausedUntil: colleague.pausedUntil ?? null,
    mayBeNamed: colleague.mayBeNamed ?? null,
    cameInAFile: colleague.fromFile,
    keepPostedAt: colleague.keepPostedAt ?? null,
    optedOutAt: colleague.optedOutAt ?? null,
    createdAt: colleague.createdAt,
  };
}
