import { LockMode } from '@mikro-orm/postgresql';
import { PostedForm } from '../../entities/posted-form.ts';
import { Practice } from '../../entities/practice.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { consentByAddress } from '../clients/public-consent.ts';
import { useMark } from '../contact-path/marks.ts';
import type { Database } from '../database.ts';
import { ErasedRefusal } from '../erased-people.ts';
import { enquireByLink } from '../intake/enquire-by-link.ts';
import { keepReturned } from '../intake/keep-returned.ts';
import { recordEnquiry } from '../intake/record-enquiry.ts';
import type { LeasedTable } from '../lease.ts';
import { referAsFriend, type Sent } from '../referrals/refer-as-friend.ts';
import { referAsProfessional } from '../referrals/refer-as-professional.ts';
import { inTransaction, type Actor, type Tx } from '../transaction.ts';
import type { KeptForm, SentForm } from './keep-form.ts';

type Kept = { id: string; practiceId: string };
export type LeasedForm = Kept & { attempts: number };

const VISITOR: Actor = { kind: 'visitor', staffId: null };

/** Forms that were kept and, two seconds later, are still not worked off by the process that took them. */
export const POSTED_FORMS: LeasedTable<LeasedForm> = {
  name: 'posted forms',
  table: 'posted_form',
  key: 'id',
  due: `given_up_at is null and next_try_at <= now() - interval '2 seconds'`,
  dueAt: 'next_try_at',
  lease: `next_try_at = now() + least(600, 30 * 2 ^ least(attempts, 5)) * interval '1 second', attempts = attempts + 1`,
  columns: 'id, practice_id as "practiceId", attempts',
  shares: [{ column: 'practice_id', most: 4, of: ({ practiceId }) => practiceId }],
};

/**
 * Records what was sent and deletes its row, in one transaction; somebody else at the same row is left to it. Where it
 * names somebody who was erased, nothing is recorded, and a person reads it. A marked test of our own ends here (S81a).
 */
export async function applyPostedForm(database: Database, of: Kept): Promise<void> {
  try {
    await settleForm(database, of, async (tx, form, receivedAt) => {
      const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
      await record(tx, form, { receivedAt, deadlineMs: toMs(policy.acknowledgement.deadline) });
    });
  } catch (error) {
    if (!(error instanceof ErasedRefusal)) throw error;
    const { erasureId } = error;
    await settleForm(database, of, (tx, { form, said }) =>
      keepReturned(tx, erasureId, { form, typed: said }),
    );
  }
}

async function settleForm(
  database: Database,
  { id, practiceId }: Kept,
  settle: (tx: Tx, form: SentForm, postedAt: Date) => Promise<void>,
): Promise<void> {
  await inTransaction(database, { practiceId, actor: VISITOR }, async (tx) => {
    const lockMode = LockMode.PESSIMISTIC_PARTIAL_WRITE;
    const kept = await tx.em.findOne(PostedForm, { id, practiceId }, { lockMode });
    if (!kept) return;
    const { mark = null, ...form }: KeptForm = JSON.parse(kept.content);
    const isTest = await useMark(tx, mark, kept.postedAt);
    if (!isTest) await settle({ ...tx, actor: senderOf(form) }, form, kept.postedAt);
    await tx.em.nativeDelete(PostedForm, { id, practiceId });
  });
}

/** Ends the lease of a form that was not at fault; the attempt does not count. */
export async function releasePostedForm(database: Database, id: string): Promise<void> {
  await database.orm.em
    .fork()
    .execute(
      'update posted_form set next_try_at = now(), attempts = greatest(0, attempts - 1) where id = ?',
      [id],
    );
}

/** Whoever came by somebody's link is noted as that link. */
function senderOf(form: SentForm): Actor {
  if (form.form !== 'enquire' || form.byLinkOf === null) return VISITOR;
  return { kind: 'link', staffId: null, link: { purpose: 'referrer', subjectId: form.byLinkOf } };
}

async function record(tx: Tx, form: SentForm, sent: Sent): Promise<void> {
  switch (form.form) {
    case 'refer':
      return referAsFriend(tx, form.said, sent);
    case 'professionals':
      return referAsProfessional(tx, form.said, sent);
    case 'consent':
      return consentByAddress(tx, form.said);
    case 'enquire': {
      const enquiry = { ...form.said, receivedAt: sent.receivedAt };
      if (form.byLinkOf !== null) return enquireByLink(tx, enquiry, form.byLinkOf, sent.deadlineMs);
      await recordEnquiry(tx, enquiry, sent.deadlineMs);
      return undefined;
    }
    default:
      throw new Error('A form of a kind that this version does not know.');
  }
}
