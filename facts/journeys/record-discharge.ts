import { randomUUIDv7 } from 'node:crypto';
import { ClientSession } from '../../entities/client-session.ts';
import type { Client } from '../../entities/client.ts';
import { Discharge } from '../../entities/discharge.ts';
import type { Milestone } from '../../entities/milestone.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { type Ending, goesOn, milestoneOfEnding, planStands } from '../../policy/journeys/ending.ts';
import { settleEndingMilestone } from './ending-milestone.ts';
import { episodeBegan } from './episode.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluateEnquiryOf, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';
import { openJourney } from '../commitments/open-commitment.ts';

export type NewDischarge = {
  clientId: string;
  ending: Ending;
  on: string;
  practitionerTick?: boolean | undefined;
  zone: string;
};
type Said = Required<Omit<NewDischarge, 'practitionerTick'>> & { practitionerTick: boolean };

/**
 * Records how the work with a client ended (§2.6); an ending makes its own milestone (§5a.1). Recorded again, the later
 * word supersedes the earlier one. A client who steps down goes on with us, and their episode of care with them.
 */
export async function recordDischarge(
  tx: Tx,
  discharge: NewDischarge,
): Promise<{ client: Client; milestone: Milestone | null }> {
  const client = await lockClient(tx, discharge.clientId);
  const said = { ...discharge, practitionerTick: discharge.practitionerTick ?? false };
  refuseWrongDay(tx, client, said);
  const since = await supersede(tx, client, said);
  addRow(tx, client, said);
  client.ending = goesOn(said.ending) ? null : said.ending;
  client.endedOn = goesOn(said.ending) ? null : said.on;
  client.updatedAt = tx.now;
  const milestone = await settleEndingMilestone(tx, client, {
    kind: milestoneOfEnding(said.ending, {
      ticked: said.practitionerTick,
      planned: planStands(client.plannedEndOn ?? null, episodeBegan(client, said.zone)),
    }),
    occurredOn: said.on,
    practitionerTick: said.practitionerTick,
    since,
  });
  await reevaluateThanksOf(tx, { referrerClientId: client.id });
  await openJourney(tx, client.id);
  await reevaluateEnquiryOf(tx, client.id);
  audit(tx, 'discharge', { entity: 'client', id: client.id }, ['ending', 'endedOn', 'practitionerTick']);
  return { client, milestone };
}

function refuseWrongDay(tx: Tx, client: Client, { on, zone }: Said): void {
  if (on > dateIn(zone, tx.now)) throw wrongFields([{ path: 'on', message: 'must not lie in the future' }]);
  const began = episodeBegan(client, zone);
  if (began !== null && on < began)
    throw wrongFields([{ path: 'on', message: `must not lie before ${began}, when they came back to us` }]);
}

function addRow(tx: Tx, client: Client, { ending, on, practitionerTick }: Said): void {
  tx.em.create(Discharge, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    ending,
    on,
    practitionerTick,
    by: tx.actor.staffId,
    createdAt: tx.now,
  });
}

/**
 * Supersedes what was recorded before of this ending. A step-down after which the work did go on was an event of its own
 * and stays. Answers with the first day that can be about this ending; null: any.
 */
async function supersede(tx: Tx, client: Client, { on, zone }: Said): Promise<string | null> {
  const began = episodeBegan(client, zone);
  const earlier = await tx.em.find(
    Discharge,
    { clientId: client.id, supersededAt: null, ...(began ? { on: { $gte: began } } : {}) },
    { orderBy: { on: 'asc' } },
  );
  let since = began;
  for (const discharge of earlier) {
    if (await hasGoneOn(tx, discharge, on, zone))
      since = Temporal.PlainDate.from(discharge.on).add({ days: 1 }).toString();
    else discharge.supersededAt = tx.now;
  }
  return since;
}

async function hasGoneOn(tx: Tx, discharge: Discharge, until: string, zone: string): Promise<boolean> {
  if (!goesOn(discharge.ending) || discharge.on >= until) return false;
  const at = { $gt: endOfDay(discharge.on, zone), $lte: endOfDay(until, zone) };
  const sessions = { clientId: discharge.client.id, status: 'attended' as const, at };
  return (await tx.em.count(ClientSession, sessions)) > 0;
}
