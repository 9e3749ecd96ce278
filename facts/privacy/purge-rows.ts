import { Erasure } from '../../entities/erasure.ts';
import { IdempotencyKey } from '../../entities/idempotency-key.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { PostedForm } from '../../entities/posted-form.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { CONTACT_CHECK } from '../contact-path/test-mail.ts';
import { before, RETENTION_MS } from '../../policy/privacy/retention.ts';
import { closeOpenTasks } from '../tasks/open-task.ts';
import { INBOUND } from '../outbound-mail/receive-event.ts';
import type { Tx } from '../transaction.ts';

/** Purges the content of inbound e-mails; their classification stays (§3.4). */
export async function purgeInbound(tx: Tx, most: number): Promise<number> {
  const { em, now } = tx;
  const due = await em.find(
    InboundMail,
    { raw: { $ne: null }, keepUntil: { $lte: now } },
    { orderBy: { keepUntil: 'asc' }, limit: most },
  );
  const unread = due.filter(({ status }) => status === 'needs_check').map(({ id }) => id);
  for (const mail of due) mail.purge(now);
  await closeOpenTasks(tx, { kind: 'check_mail', subjectId: { $in: unread } }, 'cancelled');
  return due.length;
}

/** When the next content expires. */
export async function nextInboundAt({ em }: Tx): Promise<Date | null> {
  const [first] = await em.find(
    InboundMail,
    { raw: { $ne: null } },
    { orderBy: { keepUntil: 'asc' }, limit: 1, disableIdentityMap: true },
  );
  return first?.keepUntil ?? null;
}

/** Purges answers to idempotency keys, and later which forms were submitted. */
export async function purgeAnswers({ em, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    IdempotencyKey,
    {
      $or: [
        { requestHash: { $ne: '' }, createdAt: { $lte: before(now, RETENTION_MS.answers) } },
        { createdAt: { $lte: before(now, RETENTION_MS.submittedForms) } },
      ],
    },
    { fields: ['key'], limit: most, disableIdentityMap: true },
  );
  if (due.length === 0) return 0;
  return em.nativeDelete(IdempotencyKey, { key: { $in: due.map(({ key }) => key) } });
}

/** Purges what came through a form from whoever was erased. */
export async function purgeReturned({ em, practiceId, now }: Tx, most: number): Promise<number> {
  const due = await em.find(Erasure, { practiceId, returnedKeepUntil: { $lte: now } }, { limit: most });
  for (const erasure of due) erasure.keepReturned(null, null, now);
  return due.length;
}

/** Purges forms that could not be taken in. */
export async function purgeGivenUpForms({ em, practiceId, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    PostedForm,
    { practiceId, givenUpAt: { $lte: before(now, RETENTION_MS.givenUpForms) } },
    { fields: ['id'], limit: most, disableIdentityMap: true },
  );
  if (due.length === 0) return 0;
  return em.nativeDelete(PostedForm, { id: { $in: due.map(({ id }) => id) } });
}

/** Purges expired links. */
export async function purgeLinks({ em, practiceId, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    PublicToken,
    { practiceId, expiresAt: { $lte: now } },
    { limit: most, disableIdentityMap: true },
  );
  if (due.length === 0) return 0;
  return em.nativeDelete(PublicToken, { hash: { $in: due.map(({ hash }) => hash) } });
}

/** Purges unapplied events of the mail provider, for the whole installation: they do not name a practice. */
export async function purgeWebhookDeliveries({ em, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    WebhookEvent,
    {
      payload: { $ne: null },
      $or: [
        { recordType: { $ne: INBOUND }, receivedAt: { $lte: before(now, RETENTION_MS.carrierNews) } },
        { receivedAt: { $lte: before(now, RETENTION_MS.unappliedMails) } },
      ],
    },
    { fields: ['id'], limit: most, disableIdentityMap: true },
  );
  if (due.length === 0) return 0;
  return em.nativeUpdate(
    WebhookEvent,
    { id: { $in: due.map(({ id }) => id) } },
    { payload: null, appliedAt: now, outcome: 'too_old' },
  );
}

/** Purges what is left of applied events; the mail provider repeats itself for hours, not for weeks. */
export async function purgeAppliedEvents({ em, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    WebhookEvent,
    {
      payload: null,
      $or: [
        { appliedAt: { $lte: before(now, RETENTION_MS.appliedNews) } },
        { outcome: CONTACT_CHECK, appliedAt: { $lte: before(now, RETENTION_MS.checkNews) } },
      ],
    },
    { fields: ['id'], limit: most, disableIdentityMap: true },
  );
  if (due.length === 0) return 0;
  return em.nativeDelete(WebhookEvent, { id: { $in: due.map(({ id }) => id) } });
}

/** Purges audit entries after six years by the database's clock, which its trigger checks too (§3.5). */
export async function purgeAudit({ em, practiceId }: Tx, most: number): Promise<number> {
  const gone = await em.execute<{ id: string }[]>(
    `delete from audit_entry where practice_id = ? and id = any(array(select id from audit_entry
       where practice_id = ? and at < now() - interval '6 years' order by at limit ${most})) returning id`,
    [practiceId, practiceId],
  );
  return gone.length;
}
