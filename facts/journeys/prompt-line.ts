import { Client } from '../../entities/client.ts';
import { Milestone } from '../../entities/milestone.ts';
import { Practice } from '../../entities/practice.ts';
import { keyring } from '../../entities/crypto/keyring.ts';
import { composePrompt } from '../../email/compose-prompt.ts';
import type { Carrier, CarrierRules } from '../../policy/journeys/carriers.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import { choosePrompt } from '../../policy/journeys/milestone.ts';
import { carryMilestone } from './carry-milestone.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockLivingClient } from '../locks/living-client.ts';
import { makeLinkWork } from '../outbound-mail/make-link-work.ts';
import { readJourney } from './read-journey.ts';
import { notFound } from '../refusal.ts';
import { openJourney } from '../commitments/open-commitment.ts';

export type PromptLine = { line: string; token: string } | { line: null; code: GateCode };

const CARRIERS: readonly Carrier[] = ['follow_up', 'ending_note', 'review_note', 'intake_form'];

/**
 * The prompt as a line for a practice that sends this carrier from elsewhere; none where Kindword sends it itself, so
 * that nothing is asked twice. Asking changes nothing; `usePromptLine` says that it went.
 */
export async function promptLine(
  tx: Tx,
  { clientId, carrier, publicUrl }: { clientId: string; carrier: Carrier; publicUrl: string },
): Promise<PromptLine> {
  const journey = await readJourney(tx, clientId);
  if (!journey) throw notFound('client');
  if (isSentByUs(carrier, journey.rules.carriers)) return { line: null, code: 'no_carrier' };
  const choice = choosePrompt(journey.facts, journey.rules, { carrier, byPerson: true }, tx.now);
  if (!choice.ride) return { line: null, code: choice.code ?? 'not_a_moment' };
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const client = await tx.em.findOneOrFail(Client, { id: clientId });
  const prompt = await composePrompt(tx.em, practice, client, { riding: choice.ride.kind, publicUrl });
  const { prompt_block, prompt_footer } = prompt.context;
  return { line: `${prompt_block}\n\n${prompt_footer}`, token: tokenOf(tx, choice.ride.id, carrier) };
}

/** The line went in an e-mail that the practice sent from elsewhere: the milestone is carried, once. */
export async function usePromptLine(
  tx: Tx,
  { clientId, token, publicUrl }: { clientId: string; token: string; publicUrl: string },
): Promise<Milestone> {
  await lockLivingClient(tx, clientId);
  const milestones = await tx.em.find(Milestone, { clientId });
  for (const milestone of milestones) {
    const carrier = CARRIERS.find((one) => tokenOf(tx, milestone.id, one) === token);
    if (carrier) return useFor(tx, milestone, carrier, publicUrl);
  }
  throw notFound('prompt line');
}

async function useFor(tx: Tx, milestone: Milestone, carrier: Carrier, publicUrl: string): Promise<Milestone> {
  const carried = await carryMilestone(tx, milestone.id, carrier, null);
  if (!carried) return milestone;
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const clientId = milestone.client.id;
  const client = await tx.em.findOneOrFail(Client, { id: clientId });
  const { links, prompt } = await composePrompt(tx.em, practice, client, {
    riding: milestone.kind,
    publicUrl,
  });
  for (const link of links) await makeLinkWork(tx, link);
  carried.promptTemplate = prompt.template;
  carried.promptVersion = prompt.version;
  await openJourney(tx, clientId);
  audit(tx, 'prompt_line_used', { entity: 'milestone', id: milestone.id }, ['carrier']);
  return carried;
}

function isSentByUs(carrier: Carrier, { followUp, endingNote, reviewNote }: CarrierRules): boolean {
  switch (carrier) {
    case 'follow_up':
      return followUp !== 'never';
    case 'ending_note':
      return endingNote;
    case 'review_note':
      return reviewNote;
    case 'intake_form':
      return false;
  }
}

/** Made from what it is for, so that asking for a line writes nothing. */
function tokenOf({ practiceId }: Tx, milestoneId: string, carrier: Carrier): string {
  return keyring().lookUpHash(`${practiceId}/${milestoneId}/${carrier}`, 'prompt-line');
}
