import { DAY_MS } from '../../policy/calendar/units.ts';
import { randomUUIDv7 } from 'node:crypto';
import { PolicyVersion } from '../../entities/policy-version.ts';
import { Practice } from '../../entities/practice.ts';
import { Commitment } from '../../entities/commitment.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { defaultPolicy, proposedMilestones, type Work } from '../../policy/practice/practice-policy.ts';
import { scheduleContactPath } from '../commitments/schedule-contact-path.ts';
import { scheduleReviews } from '../commitments/schedule-reviews.ts';
import type { Database } from '../database.ts';
import { audit, inTransaction, type Tx } from '../transaction.ts';
import { keepManual } from '../manual/keep-manual.ts';
import { issueApiKey } from './save-api-key.ts';
import { wrongFields } from '../refusal.ts';

const FIRST_CHECK_MS = DAY_MS;

export type NewPractice = {
  name: string;
  timezone: string;
  ownerEmail: string;
  ownerName: string;
  locale: string;
  currency: string;
  work?: Work;
};
export type CreatedPractice = { practiceId: string; slug: string; staffId: string; apiKey: string };

/** Creates a practice in rehearsal mode, with one owner, the default policy and a key that is shown once. */
export async function createPractice(
  database: Database,
  input: NewPractice,
  now: Date,
): Promise<CreatedPractice> {
  const practiceId = randomUUIDv7();
  const of = { practiceId, actor: { kind: 'operator' as const, staffId: null }, now };
  return inTransaction(database, of, async (tx) => {
    const { slug, staffId } = await foundPractice(tx, input);
    const { secret } = await issueApiKey(tx, staffId, { label: 'owner', by: null });
    return { practiceId, slug, staffId, apiKey: secret };
  });
}

/** The same without a key, as the practice of this transaction. */
export async function foundPractice(
  tx: Tx,
  input: NewPractice,
): Promise<Pick<CreatedPractice, 'slug' | 'staffId'>> {
  if (!isZone(input.timezone))
    throw wrongFields([
      { path: 'timezone', message: `"${input.timezone}" is not an IANA time zone (Europe/London).` },
    ]);
  const { practiceId, now } = tx;
  const staff = addOwner(tx, input);
  const slug = await freeSlug(tx, input.name);
  const policy = { ...defaultPolicy(staff.id), milestones: proposedMilestones(input.work ?? 'other') };
  const practice = tx.em.create(Practice, {
    id: practiceId,
    slug,
    name: input.name,
    timezone: input.timezone,
    locale: input.locale,
    currency: input.currency,
    neutralSenderName: input.name,
    from: input.ownerEmail,
    replyTo: input.ownerEmail,
    profile: 'UK_DEFAULT',
    sending: 'rehearsal',
    policy,
    policyVersion: 1,
    createdAt: now,
    updatedAt: now,
  });
  tx.em.create(PolicyVersion, { practiceId, version: 1, policy, at: now });
  commitToHousekeeping(tx);
  audit(tx, 'create', { entity: 'practice', id: practiceId });
  await keepManual(tx, now);
  await tx.em.flush();
  await scheduleReviews(tx, practice);
  await scheduleContactPath(tx, practice);
  return { slug, staffId: staff.id };
}

/** Whether this names a zone of the IANA database. */
export function isZone(zone: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return !/^[+-]/.test(timeZone);
  } catch {
    // harmless: throwing is how Intl says that this is no zone
    return false;
  }
}

/** Housekeeping runs from the second day on: nothing expires before. */
function commitToHousekeeping({ em, practiceId, now }: Tx): void {
  const dueAt = new Date(now.getTime() + FIRST_CHECK_MS);
  em.create(Commitment, { kind: 'housekeeping', subjectId: practiceId, practiceId, dueAt, signalCount: 0 });
}

function addOwner(tx: Tx, input: NewPractice): Staff {
  return tx.em.create(Staff, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    name: input.ownerName,
    email: input.ownerEmail,
    emailHash: emailHash(input.ownerEmail),
    roles: ['owner'],
    active: true,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
}

/** A short name for addresses; a second "Willow" becomes willow-2. */
async function freeSlug(tx: Tx, name: string): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'practice';
  await tx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [base]);
  const taken = new Set(
    (await tx.em.find(Practice, { slug: { $like: `${base}%` } }, { fields: ['slug'] })).map(
      ({ slug }) => slug,
    ),
  );
  if (!taken.has(base)) return base;
  let suffix = 2;
  while (taken.has(`${base}-${suffix}`)) suffix += 1;
  return `${base}-${suffix}`;
}
