import type { MailReason } from '../../policy/inbound-mail/inbound-email.ts';
import type { Tx } from '../transaction.ts';

export type PutAside = { count: number; byReason: Partial<Record<MailReason, number>> };

/** The e-mails that were put aside and can still be read, by the reason that decided it. */
export async function countPutAside({ em, practiceId }: Tx): Promise<PutAside> {
  const rows = await em.execute<{ reason: MailReason; count: number }[]>(
    `select reasons[array_upper(reasons, 1)] as reason, count(*)::int as count from inbound_mail
     where practice_id = ? and status = 'ignored' and raw is not null group by 1`,
    [practiceId],
  );
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    byReason: Object.fromEntries(rows.map(({ reason, count }) => [reason, count])),
  };
}
