import { raw } from '@mikro-orm/postgresql';
import { Enquiry } from '../../entities/enquiry.ts';
import { Referral } from '../../entities/referral.ts';
import { before, enquirerExpiresAt, type RetentionPeriods } from '../../policy/privacy/retention.ts';
import { STEPS, runStep } from './erasure-steps.ts';
import { eraseEnquirer, eraseReferredPerson } from './erase-records.ts';
import type { Tx } from '../transaction.ts';

const AT_ONCE = 50;
/** Of one enquiry there are never so many rows. */
const ALL = 100_000;

/** Purges enquiries that came to nothing, with everything about them; the waiting list is retained (§3.4). */
export async function purgeEnquirers(tx: Tx, periods: RetentionPeriods, most: number): Promise<number> {
  const { em, now } = tx;
  const cutOff = before(now, periods.unconvertedMs);
  const due = await em.find(
    Enquiry,
    { ...unconverted(), lastContactAt: { $lte: cutOff }, recordedAt: { $lte: cutOff } },
    { orderBy: { lastContactAt: 'asc' }, limit: Math.min(most, AT_ONCE) },
  );
  if (due.length === 0) return 0;
  const enquiries = due.map(({ id }) => id);
  const announced = await em.find(Referral, { enquiryId: { $in: enquiries }, personErasedAt: null });
  const sentIn = announced.map(({ id }) => id);
  const identifiers = { clients: [], enquiries, sentIn, sentBy: [], professionals: [], hashes: [] };
  for (const step of STEPS) await runStep(tx, step, identifiers, ALL);
  for (const referral of announced) eraseReferredPerson(tx, referral);
  for (const enquiry of due) eraseEnquirer(tx, enquiry);
  return due.length;
}

/** When the next one expires. */
export async function nextEnquirerAt({ em }: Tx, periods: RetentionPeriods): Promise<Date | null> {
  const [first] = await em.find(Enquiry, unconverted(), {
    orderBy: { [raw((alias) => `greatest(${alias}.last_contact_at, ${alias}.recorded_at)`)]: 'asc' },
    limit: 1,
    disableIdentityMap: true,
  });
  if (!first) return null;
  const { lastContactAt, recordedAt } = first;
  return enquirerExpiresAt({ lastContactAt, recordedAt, isClient: false, isWaiting: false }, periods);
}

function unconverted() {
  return {
    erasedAt: null,
    clientId: null,
    $or: [{ closedReason: null }, { closedReason: { $ne: 'waitlisted' as const } }],
  };
}
