import { lockClient } from '../locks/lock-client.ts';
import { recordSuppression } from '../outbound-mail/record-suppression.ts';
import type { Tx } from '../transaction.ts';

/** The link in what goes to many: nothing of that kind goes to this address any more; what is meant for them alone still does. */
export async function stopBroadcastsTo(tx: Tx, clientId: string): Promise<void> {
  const { emailHash } = await lockClient(tx, clientId);
  if (!emailHash) return;
  const said = { emailHash, reason: 'no_broadcasts', source: 'link', at: tx.now } as const;
  await recordSuppression(tx, said, { entity: 'client', id: clientId });
}
