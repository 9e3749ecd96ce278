import { Practice } from '../../entities/practice.ts';
import { nameHash } from '../../entities/crypto/look-up.ts';
import { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { identifyReferrer, type NamedReferrer } from './identify-referrer.ts';
import { lockKey } from '../locks/lock-key.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';

/** Of one referrer. */
const MOST_A_DAY = 5;

/** Whom a referral names, and whether its practice has heard from more strangers today than are looked at one by one. */
export type LimitedReferrer = { referrer: NamedReferrer; isOneOfTooMany: boolean };

/**
 * Limits of thanks caused by public forms and e-mails, where anybody may give any address. From the sixth of a referrer
 * in a day on only the name is recorded, and a person checks. Strangers (whoever is not identified as a client or a
 * professional) count for the whole practice: those beyond its `strangersThankedPerDay` are logged and not thanked, and
 * one task stands for all of them.
 */
export async function limitThanks(
  tx: Tx,
  named: NamedReferrer,
  byName: { firstName: string },
  learnedFrom: LearnedFrom,
): Promise<LimitedReferrer> {
  const { kind, hash } = await identifyReferrer(tx, named, learnedFrom);
  await lockKey(tx, hash);
  const today = await tx.em.count(Referral, { ...ofToday(tx), referrerHash: hash });
  const referrer = today < MOST_A_DAY ? named : byName;
  if (referrer === named && (kind === 'client' || kind === 'professional'))
    return { referrer, isOneOfTooMany: false };
  const stranger = referrer === named ? hash : nameHash(byName.firstName);
  return { referrer, isOneOfTooMany: await isOneTooMany(tx, stranger) };
}

async function isOneTooMany(tx: Tx, hash: string): Promise<boolean> {
  await lockKey(tx, 'strangers');
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const strangers = await strangersOfToday(tx);
  if (strangers.has(hash) || strangers.size < policy.strangersThankedPerDay) return false;
  await askAboutStrangers(tx, toMs(policy.acknowledgement.deadline));
  return true;
}

/** Those who are looked at one by one. */
async function strangersOfToday(tx: Tx): Promise<Set<string>> {
  const found = await tx.em.find(
    Referral,
    {
      ...ofToday(tx),
      referrerClientId: null,
      referrerProfessionalId: null,
      $or: [{ needsPerson: null }, { needsPerson: { $ne: 'strangers' } }],
    },
    { fields: ['referrerHash'], disableIdentityMap: true },
  );
  return new Set(found.map(({ referrerHash }) => referrerHash));
}

/** One open task at a time. */
async function askAboutStrangers(tx: Tx, dueInMs: number): Promise<void> {
  const task = { kind: 'match_referrer' as const, why: 'strangers' };
  if ((await tx.em.count(Task, { ...task, status: 'open' })) > 0) return;
  const today = await practiceToday(tx);
  const assignee = today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null;
  openTask(tx, { ...task, assignee, dueAt: new Date(tx.now.getTime() + dueInMs) });
}

/** What came within a day by itself; what staff record is their own word. */
function ofToday({ now }: Tx) {
  const since = new Date(now.getTime() - DAY_MS);
  return { via: { $in: ['form' as const, 'email' as const] }, recordedBy: null, recordedAt: { $gt: since } };
}
