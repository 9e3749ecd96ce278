import { randomUUIDv7 } from 'node:crypto';
import { PromptConsent } from '../../entities/prompt-consent.ts';
import type { ConsentStatus } from '../../policy/clients/client-terms.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { conflict } from '../refusal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

export type ConsentGiven = {
  clientId: string;
  status: ConsentStatus;
  channel: string;
  wordingVersion: string;
  /** When they answered, which may be before it is recorded. */
  at: Date;
};

/** Records a client's answer about prompts (§2.2). A consent older than a later refusal does not undo it. */
export async function recordPromptConsent(tx: Tx, given: ConsentGiven): Promise<PromptConsent> {
  const { clientId, ...said } = given;
  const client = await lockClient(tx, clientId);
  if (said.status === 'given') await refuseOlderYes(tx, given);
  const consent = tx.em.create(PromptConsent, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    ...said,
    recordedAt: tx.now,
    by: tx.actor.staffId,
  });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'create', { entity: 'prompt_consent', id: consent.id }, Object.keys(said));
  return consent;
}

/** Every answer, the latest recorded first. */
export async function consentHistory(tx: Tx, clientIds: readonly string[]): Promise<PromptConsent[]> {
  if (clientIds.length === 0) return [];
  return tx.em.find(
    PromptConsent,
    { clientId: { $in: [...clientIds] } },
    { orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }], disableIdentityMap: true },
  );
}

/** The consent status of each client; missing: never asked. */
export async function consentStatuses(
  tx: Tx,
  clientIds: readonly string[],
): Promise<Map<string, ConsentStatus>> {
  const history = await consentHistory(tx, clientIds);
  return new Map(history.toReversed().map(({ client, status }) => [client.id, status]));
}

async function refuseOlderYes(tx: Tx, { clientId, at }: ConsentGiven): Promise<void> {
  const no = await tx.em.findOne(
    PromptConsent,
    { clientId, status: { $in: ['declined', 'withdrawn'] }, at: { $gt: at } },
    { orderBy: { at: 'desc' } },
  );
  if (!no) return;
  const said = no.status === 'declined' ? 'said no' : 'said stop';
  throw conflict(
    `They ${said} on ${no.at.toISOString()}, after this yes. If they have said yes again since, record that with its own time.`,
  );
}
