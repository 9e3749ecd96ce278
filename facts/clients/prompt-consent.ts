import { randomUUIDv7 } from 'node:crypto';
import { type CONSENT_STATUSES, PromptConsent } from '../../entities/prompt-consent.ts';
import { audit, type Fact } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { conflict } from '../refusal.ts';
import { ringOpenJourney } from '../commitments/reevaluate-journey.ts';

export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

export type ConsentGiven = {
  clientId: string;
  status: ConsentStatus;
  channel: string;
  wordingVersion: string;
  /** When they said so, which may be before it is recorded. */
  at: Date;
};

/** What a client says about being prompted (§2.2). A yes from before their last no or stop does not undo it. */
export async function recordPromptConsent(fact: Fact, given: ConsentGiven): Promise<PromptConsent> {
  const { clientId, ...said } = given;
  const client = await lockClient(fact, clientId);
  if (said.status === 'given') await refuseOlderYes(fact, given);
  const consent = fact.em.create(PromptConsent, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    client,
    ...said,
    recordedAt: fact.now,
    by: fact.actor.staffId,
  });
  await ringOpenJourney(fact, client.id);
  audit(fact, 'create', { entity: 'prompt_consent', id: consent.id }, Object.keys(said));
  return consent;
}

/** Everything they ever said, the latest first: what was recorded last counts. */
export async function consentHistory(fact: Fact, clientIds: readonly string[]): Promise<PromptConsent[]> {
  if (clientIds.length === 0) return [];
  return fact.em.find(
    PromptConsent,
    { clientId: { $in: [...clientIds] } },
    { orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }], disableIdentityMap: true },
  );
}

/** Where each of these clients stands; whoever is not in it was never asked. */
export async function consentStatuses(
  fact: Fact,
  clientIds: readonly string[],
): Promise<Map<string, ConsentStatus>> {
  const history = await consentHistory(fact, clientIds);
  return new Map(history.toReversed().map(({ client, status }) => [client.id, status]));
}

async function refuseOlderYes(fact: Fact, { clientId, at }: ConsentGiven): Promise<void> {
  const no = await fact.em.findOne(
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
