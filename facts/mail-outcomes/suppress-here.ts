import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { stopsMail, type SuppressionReason } from '../../policy/outbound-mail/suppression.ts';
import { recordSuppression } from '../outbound-mail/record-suppression.ts';
import { reevaluateAddress } from '../outbound-mail/reevaluate-address.ts';
import type { Tx } from '../transaction.ts';
import { staffMailFails } from './staff-mail.ts';

type Happened = { address: string; reason: SuppressionReason; at: Date | null };

/** The mail provider says why this practice no longer writes to an address; where it is somebody's who works here, a person hears. */
export async function suppressHere(tx: Tx, { address, reason, at }: Happened): Promise<void> {
  const hash = emailHash(address);
  const happened = at && at < tx.now ? at : tx.now;
  const told = { emailHash: hash, reason, source: 'mail_provider' as const, at: happened };
  if ((await recordSuppression(tx, told)) === null) return;
  await reevaluateAddress(tx, hash);
  if (!stopsMail([reason], 'staff_note')) return;
  const staff = await tx.em.find(Staff, { emailHash: hash, active: true });
  for (const { id } of staff) await staffMailFails(tx, id, reason);
}
