import { LockMode } from '@mikro-orm/postgresql';
import { ClientHold } from '../../entities/client-hold.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { Client } from '../../entities/client.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { Practice } from '../../entities/practice.ts';
import { ownClientsOf } from '../clients/own-clients.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { submitOnce, submittedForms } from '../idempotency.ts';
import { placeHold } from '../clients/place-hold.ts';
import { dateIn } from '../practice/practice-today.ts';
import { recordDischarge } from '../journeys/record-discharge.ts';
import { recordMilestone } from '../journeys/record-milestone.ts';

export const FRIDAY_ANSWERS = ['ended', 'goal', 'not_now', 'never'] as const;
export type FridayAnswer = (typeof FRIDAY_ANSWERS)[number];

type About = { client: Client; zone: string; practitionerId: string };

/**
 * Applies a practitioner's answers about their listed clients (§6a.1). Answers are final and idempotent; the list
 * closes with its last line.
 */
export async function answerFridayList(
  tx: Tx,
  listId: string,
  answers: ReadonlyMap<string, FridayAnswer>,
): Promise<void> {
  const list = await lockOpenList(tx, listId);
  if (!list) return;
  const { timezone: zone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  for (const clientId of list.clientIds) {
    const answer = answers.get(clientId);
    if (answer)
      await submitOnce(tx, lineOf(list, clientId), () => applyAnswer(tx, answer, { list, clientId, zone }));
  }
  if ((await answeredLines(tx, list)).size === list.clientIds.length) list.close(tx.now);
}

/** "Nothing this week": closes the list; unanswered lines are not asked again. */
export async function closeFridayList(tx: Tx, listId: string): Promise<void> {
  const list = await lockOpenList(tx, listId);
  if (!list) return;
  list.close(tx.now);
  audit(tx, 'change', { entity: 'friday_list', id: list.id }, ['closedAt']);
}

/** The clients of a list whose lines are answered. */
export async function answeredLines(tx: Tx, list: FridayList): Promise<Set<string>> {
  const sent = await submittedForms(
    tx,
    list.clientIds.map((clientId) => lineOf(list, clientId)),
  );
  return new Set(list.clientIds.filter((clientId) => sent.has(lineOf(list, clientId))));
}

async function lockOpenList(tx: Tx, id: string): Promise<FridayList | null> {
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  return tx.em.findOne(FridayList, { id, closedAt: null }, locked);
}

function lineOf({ id }: FridayList, clientId: string): string {
  return `friday/${id}/${clientId}`;
}

type Line = { list: FridayList; clientId: string; zone: string };

/** Ignores clients who have ended or changed practitioner since. */
async function applyAnswer(tx: Tx, answer: FridayAnswer, { list, clientId, zone }: Line): Promise<void> {
  const practitionerId = list.practitioner.id;
  const client = await lockClient(tx, clientId);
  const isTheirs = { ...(await ownClientsOf(tx, practitionerId)), id: clientId };
  if (client.ending || (await tx.em.count(Client, isTheirs)) === 0) return;
  const about = { client, zone, practitionerId };
  switch (answer) {
    case 'ended':
      return recordEnding(tx, about);
    case 'goal':
      return recordGoal(tx, about);
    case 'never':
      return holdForGood(tx, about);
    case 'not_now':
  }
}

async function recordEnding(tx: Tx, { client, zone }: About): Promise<void> {
  const on = await lastAttendedOn(tx, client, zone);
  const ending = { ending: 'planned_met' as const, on, practitionerTick: true };
  await recordDischarge(tx, { clientId: client.id, ...ending, zone });
}

async function recordGoal(tx: Tx, { client, zone }: About): Promise<void> {
  const occurredOn = await lastAttendedOn(tx, client, zone);
  const goal = { kind: 'goal_reached' as const, occurredOn, practitionerTick: true };
  await recordMilestone(tx, { clientId: client.id, ...goal, recordedVia: 'friday_list', zone });
}

/** E21: a hold without an end or a reason. */
async function holdForGood(tx: Tx, { client, zone, practitionerId }: About): Promise<void> {
  const forGood = { clientId: client.id, code: 'held' as const, until: null };
  if ((await tx.em.count(ClientHold, forGood)) > 0) return;
  await placeHold(tx, { ...forGood, setBy: practitionerId, zone });
}

/** The day of the last attended session; today, where the diary has been corrected since. */
async function lastAttendedOn(tx: Tx, client: Client, zone: string): Promise<string> {
  const last = await tx.em.findOne(
    ClientSession,
    {
      clientId: client.id,
      status: 'attended',
      at: { $gte: client.episodeStartedAt ?? new Date(0), $lte: tx.now },
    },
    { orderBy: { at: 'desc' } },
  );
  return dateIn(zone, last?.at ?? tx.now);
}
