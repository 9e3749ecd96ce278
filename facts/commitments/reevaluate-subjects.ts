import { Commitment } from '../../entities/commitment.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';
import { openCommitment } from './open-commitment.ts';

/** Signals the enquiries that led to this client: a session or an ending may decide whether they stayed. */
export async function reevaluateEnquiryOf(tx: Tx, clientId: string): Promise<void> {
  const attended = await tx.em.find(Enquiry, { clientId, stage: 'attended' }, { fields: ['id'] });
  for (const { id } of attended) reevaluate(tx, 'enquiry', id);
}

/** Signals the client's journey if it is open: a gate may have opened or closed. One that is complete stays so. */
export async function reevaluateJourney(tx: Tx, clientId: string): Promise<void> {
  const { practiceId } = tx;
  const open = { kind: 'clientJourney' as const, subjectId: clientId, practiceId, keptAt: null };
  if ((await tx.em.count(Commitment, open)) > 0) reevaluate(tx, 'clientJourney', clientId);
}

/** Signals the open referrals out of a person, or to a colleague. */
export async function reevaluateReferOutsOf(
  tx: Tx,
  of: { enquiryId: string } | { clientId: string } | { toProfessionalId: string },
): Promise<void> {
  const open = await tx.em.find(ReferOut, { ...of, status: { $ne: 'closed' } }, { fields: ['id'] });
  for (const { id } of open) reevaluate(tx, 'referOut', id);
}

/** Signals every open thanks to this referrer, whose record changed. */
export async function reevaluateThanksOf(
  tx: Tx,
  referrer: { referrerClientId: string } | { referrerProfessionalId: string },
): Promise<void> {
  const open = await tx.em.find(Referral, { ...referrer, status: { $in: ['due', 'needs_person'] } });
  for (const { id } of open) reevaluate(tx, 'referral', id);
}

/**
 * A setting of the practice changed: every open commitment is due now, and the relay signals what is overdue. A Friday
 * list depends on no setting, a review, the check of the way here and a relationship on few
 * (`reevaluateReviews`, `reevaluateContactPath`, `reevaluateRelationships`), and none of them comes earlier for it. Locks the rows in the order of their key, as every
 * transaction that opens two commitments does.
 */
export async function reevaluatePractice(tx: Tx): Promise<void> {
  await dueNow(tx, `kind not in ('fridayList', 'review', 'contactPath', 'relationship')`);
}

/** What decides about every prompt alike has changed: every open journey is due now. */
export async function reevaluateJourneys(tx: Tx): Promise<void> {
  await dueNow(tx, `kind = 'clientJourney'`);
}

async function dueNow({ em, practiceId }: Tx, which: string): Promise<void> {
  await em.execute(
    `update commitment set due_at = 'epoch', signaled_at = null, signal_count = 0
     where (kind, subject_id) in (select kind, subject_id from commitment
       where practice_id = ? and kept_at is null and ${which} order by kind, subject_id for no key update)`,
    [practiceId],
  );
}

/** What decides when a review is due has changed: those that are open are looked at now. */
export async function reevaluateReviews(tx: Tx): Promise<void> {
  const { practiceId } = tx;
  await tx.em.nativeUpdate(
    Commitment,
    { kind: 'review', practiceId, keptAt: null },
    { dueAt: new Date(0), signaledAt: null, signalCount: 0 },
  );
}

/** What is checked on the way to the practice, or how often, has changed. */
export async function reevaluateContactPath(tx: Tx): Promise<void> {
  await openCommitment(tx, 'contactPath', tx.practiceId);
}

/** Housekeeping checks by this moment at the latest, because something becomes due then. */
export async function checkNoLaterThan(tx: Tx, at: Date): Promise<void> {
  const { practiceId } = tx;
  await tx.em.nativeUpdate(
    Commitment,
    { kind: 'housekeeping', subjectId: practiceId, practiceId, dueAt: { $gt: at } },
    { dueAt: at, signaledAt: null, signalCount: 0 },
  );
}
