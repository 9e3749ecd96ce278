import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import { GATES, type GateCode } from '../../policy/journeys/gate-codes.ts';
import type { JourneyFacts } from '../../policy/journeys/journey.ts';
import { choosePrompt } from '../../policy/journeys/milestone.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { wordsOfSuppression } from '../../policy/outbound-mail/suppression.ts';
import { carryMilestone } from './carry-milestone.ts';
import { audit, type Tx } from '../transaction.ts';
import { judgeMilestones } from './judge-milestones.ts';
import { lockLivingClient } from '../locks/living-client.ts';
import { shownSuppressions } from '../outbound-mail/standing-suppressions.ts';
import { pressNew, type Press } from '../outbound-mail/press-send.ts';
import { newNote } from './plan-notes.ts';
import { readJourney } from './read-journey.ts';
import { conflict, notFound } from '../refusal.ts';
import { openJourney } from '../commitments/open-commitment.ts';

export type NoteNow = {
  clientId: string;
  carrier: Carrier;
  staffId: string;
  ownWords: string | null;
  press: Press;
};
export type NoteGone = {
  messageId: string;
  /** Until when it can be taken back. */
  until: Date | null;
  prompt: { rode: true; milestoneId: string } | { rode: false; code: GateCode };
};

/**
 * A person sends a note of the practice now; a prompt that is permitted rides inside, and is asked about once more when
 * the note leaves (S11, §5a.2).
 */
export async function sendNoteNow(tx: Tx, note: NoteNow): Promise<NoteGone> {
  const { clientId, carrier, staffId, ownWords, press } = note;
  const client = await lockLivingClient(tx, clientId);
  const journey = await readJourney(tx, clientId);
  if (!journey) throw notFound('client');
  if (!journey.facts.mayWrite) throw conflict(await whyNothingGoes(tx, client, journey.facts));
  const messageId = randomUUIDv7();
  const message = newNote(tx, {
    id: messageId,
    clientId,
    key: `communication/${messageId}`,
    carrier,
    dueAt: tx.now,
    latestAt: null,
    askedBy: staffId,
    ownWords,
  });
  await pressNew(tx, message, press);
  const choice = choosePrompt(journey.facts, journey.rules, { carrier, byPerson: true }, tx.now);
  await judgeMilestones(
    tx,
    choice.verdicts.filter(({ code }) => GATES[code].then === 'wait'),
  );
  await tx.em.flush();
  const riding = choice.ride ? await carryMilestone(tx, choice.ride.id, carrier, message) : null;
  await openJourney(tx, clientId);
  audit(tx, 'send_note', { entity: 'message', id: messageId }, ['carrier', ...(ownWords ? ['body'] : [])]);
  const until = takeBackUntil(message, tx.now);
  if (riding) return { messageId, until, prompt: { rode: true, milestoneId: riding.id } };
  return { messageId, until, prompt: { rode: false, code: choice.code ?? 'not_a_moment' } };
}

/** In words for whoever wanted to write; a hold has no reason here. */
async function whyNothingGoes(tx: Tx, { emailHash }: Client, { gate }: JourneyFacts): Promise<string> {
  const [shown] = (await shownSuppressions(tx, emailHash ? [emailHash] : [])).values();
  if (shown) return `Nothing was sent: ${wordsOfSuppression(shown.reason)}.`;
  if (!gate.hasEmail) return 'Nothing was sent: there is no address of this client on record.';
  return 'Nothing was sent: no e-mail goes to this client.';
}
