import { Referral } from '../../entities/referral.ts';
import {
  decideReferredName,
  nameExpiresAt,
  nameWarningAt,
  type RetentionPeriods,
  type SentPerson,
} from '../../policy/privacy/retention.ts';
import { eraseReferredPerson } from './erase-records.ts';
import type { Tx } from '../transaction.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

const PAGE = 500;

/** Warns of, then purges, names of referred people who have not been in touch (§3.4). */
export async function purgeNames(tx: Tx, periods: RetentionPeriods, most: number): Promise<number> {
  const ids = { warn: new Set<string>(), erase: new Set<string>() };
  for await (const referral of namedOnly(tx)) {
    const step = decideReferredName(sentPerson(referral), periods, tx.now);
    if (step.do !== 'keep') ids[step.do].add(referral.id);
    if (ids.warn.size + ids.erase.size >= most) break;
  }
  const found = await tx.em.find(Referral, { id: { $in: [...ids.warn, ...ids.erase] } });
  for (const referral of found) {
    if (ids.erase.has(referral.id)) await purgeName(tx, referral);
    else await warnOfExpiry(tx, referral, periods);
  }
  return found.length;
}

/** When the next warning or purge is due; null where there is none. */
export async function nextNameAt(tx: Tx, periods: RetentionPeriods): Promise<Date | null> {
  let next: Date | null = null;
  for await (const referral of namedOnly(tx)) {
    const sent = sentPerson(referral);
    const at = sent.warnedAt ? nameExpiresAt(sent, periods) : nameWarningAt(sent, periods);
    if (next === null || at < next) next = at;
  }
  return next;
}

/** Referrals without an enquiry; the others expire with theirs. */
async function* namedOnly({ em }: Tx): AsyncGenerator<Referral> {
  const where = { personFirstName: { $ne: null }, personErasedAt: null, enquiryId: null };
  let after: { id?: { $gt: string } } = {};
  for (;;) {
    const page = await em.find(
      Referral,
      { ...where, ...after },
      { orderBy: { id: 'asc' }, limit: PAGE, disableIdentityMap: true },
    );
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    after = { id: { $gt: last.id } };
  }
}

function sentPerson(referral: Referral): SentPerson {
  const byLetter = referral.learnedFrom === 'professional_letter' || Boolean(referral.referrerProfessional);
  return {
    receivedAt: referral.receivedAt,
    byLetter,
    byLetterWithTheirYes: byLetter && referral.personAgreed,
    warnedAt: referral.expiryWarnedAt ?? null,
  };
}

async function purgeName(tx: Tx, referral: Referral): Promise<void> {
  eraseReferredPerson(tx, referral);
  await closeTasks(tx, ['name_expires'], { referral }, 'cancelled');
}

async function warnOfExpiry(tx: Tx, referral: Referral, periods: RetentionPeriods): Promise<void> {
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'name_expires',
    referral,
    assignee: today.dutyHolder('firstContact'),
    dueAt: nameExpiresAt(sentPerson(referral), periods),
  });
  referral.expiryWarnedAt = tx.now;
  referral.updatedAt = tx.now;
}
