import type { Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { submitOnce } from '../idempotency.ts';
import { consentStatuses, recordPromptConsent } from './prompt-consent.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/**
 * The unsubscribe link of a prompt withdraws the consent to prompts and nothing else (§5a.12). Without a consent it
 * writes nothing, and a stale page does not undo a newer consent.
 */
export async function withdrawByLink(tx: Tx, clientId: string, once: string): Promise<void> {
  await lockClient(tx, clientId);
  const status = (await consentStatuses(tx, [clientId])).get(clientId);
  if (status !== 'given') return;
  const withdrawn = {
    clientId,
    status: 'withdrawn' as const,
    channel: 'link',
    wordingVersion: TEMPLATE.promptFooter,
  };
  await submitOnce(tx, `u/${clientId}/${once}`, async () => {
    await recordPromptConsent(tx, { ...withdrawn, at: tx.now });
  });
}
