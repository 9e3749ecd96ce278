import { ApiKey } from '../../entities/api-key.ts';
import type { Erasure } from '../../entities/erasure.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { KeptForm } from '../../entities/kept-form.ts';
import { Passkey } from '../../entities/passkey.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { Staff } from '../../entities/staff.ts';
import { WebSession } from '../../entities/web-session.ts';
import type { Mentions } from '../../policy/privacy/text-match.ts';
import { conflict, notFound } from '../refusal.ts';
import { forgetInManual } from '../manual/forget-name.ts';
import { moveTasksOfAbsent } from '../tasks/move-tasks.ts';
import { audit, type Tx } from '../transaction.ts';
import { redactTextMatches } from './redact-text-matches.ts';

/**
 * Whoever left may be erased: their keys, sessions, passkeys and links end now, and their open tasks move to whoever stands in. `isReplay`:
 * of a database that was restored, in which they may work here still.
 */
export async function beginStaffErasure(tx: Tx, staffId: string, isReplay: boolean): Promise<void> {
  const { em, practiceId, now } = tx;
  const member = await em.findOne(Staff, { id: staffId, erasedAt: null });
  if (!member) throw notFound('member of staff');
  if (member.active && !isReplay)
    throw conflict(
      'They work here. Only whoever left is erased: PATCH /staff/:id with active false first; the last owner stays.',
    );
  member.active = false;
  member.updatedAt = now;
  await em.flush();
  await em.nativeUpdate(ApiKey, { practiceId, staffId, revokedAt: null }, { revokedAt: now });
  await em.nativeDelete(WebSession, { practiceId, staffId });
  await em.nativeDelete(Passkey, { practiceId, staffId });
  await em.nativeDelete(KeptForm, { practiceId, staffId });
  const lists = await em.find(FridayList, { practitionerId: staffId }, { fields: ['id'] });
  await em.nativeDelete(PublicToken, {
    practiceId,
    subjectId: { $in: [staffId, ...lists.map(({ id }) => id)] },
  });
  await moveTasksOfAbsent(tx);
}

/** The address at which they were written to, while it is known. */
export async function addressesOfStaff({ em }: Tx, staffId: string): Promise<string[]> {
  const member = await em.findOne(Staff, { id: staffId, erasedAt: null });
  return member ? [member.email] : [];
}

/** Their name and address go, from their record and from what was written to them; what they did keeps their id. */
export async function eraseStaff(tx: Tx, erasure: Erasure): Promise<void> {
  const member = await tx.em.findOne(Staff, { id: erasure.subjectId, erasedAt: null });
  if (!member) return;
  const mentions: Mentions = [
    [{ kind: 'email', text: member.email }],
    ...(member.name.trim().includes(' ') ? [[{ kind: 'name' as const, text: member.name }]] : []),
  ];
  const emptied = await redactTextMatches(tx, mentions);
  for (const [table, rows] of Object.entries(emptied)) erasure.prove(table, rows);
  const mails = await tx.em.execute<object[]>(
    `update message set "to" = null, to_hash = null, subject = null, text = null, html = null, updated_at = ?,
       why = case when status in ('queued', 'held') then 'erased' else why end,
       status = case when status in ('queued', 'held') then 'stopped' else status end
     where practice_id = ? and staff_id = ? and (coalesce("to", subject, text, html) is not null or status in ('queued', 'held'))
     returning id`,
    [tx.now, tx.practiceId, member.id],
  );
  erasure.prove('message', mails.length);
  await forgetInManual(tx, member.name);
  member.erase(tx.now);
  erasure.prove('staff', 1);
  audit(tx, 'erase', { entity: 'staff', id: member.id });
}
