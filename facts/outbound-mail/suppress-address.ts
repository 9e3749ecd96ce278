import { Client } from '../../entities/client.ts';
import { OBJECTIONS } from '../../policy/outbound-mail/suppression.ts';
import { lockClient } from '../locks/lock-client.ts';
import type { Tx } from '../transaction.ts';
import { recordSuppression } from './record-suppression.ts';
import { reevaluateAddress } from './reevaluate-address.ts';
import { standingAgainst } from './standing-suppressions.ts';
import { sayThatStopCame } from './stop-by-mail.ts';

/** Who is heard: a person's mail program pressed its own button (RFC 8058), or somebody wrote it in a mail. */
const HEARD = {
  client: { reason: 'unsubscribed', source: 'one_click' },
  professional: { reason: 'unsubscribed', source: 'one_click' },
  inbound_mail: { reason: 'stop_by_mail', source: 'inbound_mail' },
} as const;
type Record = { entity: keyof typeof HEARD; id: string };

/** Their mail program was told to stop (RFC 8058): nothing of ours goes to this address any more (§5a.12). */
export async function suppressAddressOf(tx: Tx, clientId: string): Promise<void> {
  const { emailHash } = await lockClient(tx, clientId);
  if (emailHash) await suppressAddress(tx, emailHash, { entity: 'client', id: clientId });
}

/**
 * Somebody at this address wants no more mail of this practice: it is suppressed at once, and what is about to be sent to
 * it is signaled. What was heard in a mail may be forged: a task says so, and an owner may take it back for thirty days.
 */
export async function suppressAddress(tx: Tx, emailHash: string, record: Record): Promise<void> {
  const clients = await tx.em.find(Client, { emailHash }, { fields: ['id'], orderBy: { id: 'asc' } });
  for (const { id } of clients) await lockClient(tx, id);
  const id = await recordSuppression(tx, { emailHash, ...HEARD[record.entity], at: tx.now }, record);
  if (id === null) return;
  if (record.entity === 'inbound_mail') await sayThatStopCame(tx, emailHash, id);
  await reevaluateAddress(tx, emailHash);
}

/** Whether a recipient at this address unsubscribed or complained here (E2). */
export async function hasObjected(tx: Tx, emailHash: string): Promise<boolean> {
  const standing = await standingAgainst(tx, emailHash);
  return OBJECTIONS.some((reason) => standing.includes(reason));
}
