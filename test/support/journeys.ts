import { type TestOutbox } from '../../packages/postmark-outbox/test/support.ts';
import { daysAgo, today } from './clock.ts';
import type { TestKindword } from './kindword.ts';
import type { Json, TestPractice } from './practice.ts';
import { until } from './until.ts';

/** What makes somebody who came for weeks: settled, four sessions in fifty days. */
const CAME_ON = [50, 40, 30, 20];

/** A note goes a second after a session; what is too late is so after days, as ever. */
export const IN_A_HURRY = {
  notBefore: 'PT1S',
  target: 'PT2S',
  limit: 'P7D',
  endingLimit: 'P14D',
  heldLimit: 'P60D',
};
/** A moment is over after a few seconds. */
export const SOON_OVER = {
  ...IN_A_HURRY,
  notBefore: 'PT0.5S',
  target: 'PT1S',
  limit: 'PT3S',
  endingLimit: 'PT3S',
};
/** Nothing is due before a test has had its say. */
export const NOT_YET = { ...IN_A_HURRY, notBefore: 'PT1H', target: 'PT2H' };

/** What a practice sends without being told otherwise. */
export const SENDS = {
  follow_up: 'after_milestone',
  ending_note: true,
  review_note: false,
  intake_form: true,
};

type Hurry = Record<string, unknown> & { sending?: 'rehearsal' | 'live' | 'paused' };

/** A live practice whose notes go a second after a session. */
export async function practiceInAHurry(
  kindword: TestKindword,
  { sending = 'live', ...change }: Hurry = {},
): Promise<TestPractice> {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await practice.changePolicy({ carrierTiming: IN_A_HURRY, ...change });
  if (sending !== 'rehearsal') await practice.ask('PATCH', '/practice', { sending });
  return practice;
}

/** A client of some weeks who has said yes to being asked now and then. */
export async function regular(practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  const client = await practice.client({ stage: 'settled', ...change });
  for (const days of CAME_ON) await attends(practice, client.id, daysAgo(days));
  await consent(practice, client.id, 'given');
  return client;
}

export function attends(practice: TestPractice, clientId: string, at = daysAgo(0)): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/sessions`, { at, status: 'attended' });
}

/** A moment that is said before its session is, so that whatever the session sets off already knows of it. */
export async function comesAndReaches(
  practice: TestPractice,
  clientId: string,
  { kind = 'goal_reached', at = daysAgo(0), ...change }: Record<string, unknown> = {},
): Promise<Json> {
  const milestone = await reaches(practice, clientId, String(kind), change);
  await attends(practice, clientId, String(at));
  return milestone;
}

export function holds(
  practice: TestPractice,
  clientId: string,
  code: string,
  lastDay?: string,
): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/holds`, { code, until: lastDay });
}

export async function lifts(practice: TestPractice, clientId: string, hold: Json): Promise<void> {
  await practice.ask('DELETE', `/clients/${clientId}/holds/${hold.id}`);
}

export function ends(
  practice: TestPractice,
  clientId: string,
  ending: string,
  change: Record<string, unknown> = {},
): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/discharge`, { ending, on: today(), ...change });
}

/** A person sends one of the practice's notes now. */
export function sends(
  practice: TestPractice,
  clientId: string,
  carrier = 'follow_up',
  body?: string,
): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/communications`, { carrier, body });
}

export function journeyOf(practice: TestPractice, clientId: string): Promise<Json> {
  return practice.ask('GET', `/clients/${clientId}/journey`);
}

/** Once this is so of the journey. */
export function journeyBecomes(practice: TestPractice, clientId: string, so: (journey: Json) => boolean) {
  return until(async () => {
    const journey = await journeyOf(practice, clientId);
    return so(journey) ? journey : null;
  });
}

/** Nothing is pending for this client any more, and nothing is on its way. */
export function atRest(practice: TestPractice, clientId: string): Promise<Json> {
  return journeyBecomes(practice, clientId, ({ state, next }) => state === 'at_rest' && !next);
}

export function consent(practice: TestPractice, clientId: string, status: string): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/prompt-consent`, {
    status,
    channel: 'slip',
    wordingVersion: 'm5',
  });
}

export function reaches(
  practice: TestPractice,
  clientId: string,
  kind = 'goal_reached',
  change: Record<string, unknown> = {},
): Promise<Json> {
  return practice.ask('POST', `/clients/${clientId}/milestones`, { kind, occurredOn: today(), ...change });
}

export async function milestonesOf(practice: TestPractice, clientId: string): Promise<Json[]> {
  return (await practice.ask('GET', `/clients/${clientId}/milestones`)).items;
}

/** The milestone once it has come to an end, one way or another. */
export function settled(practice: TestPractice, clientId: string, milestoneId: string): Promise<Json> {
  return until(async () => {
    const milestone = (await milestonesOf(practice, clientId)).find(({ id }) => id === milestoneId);
    return milestone?.status === 'waiting' ? null : milestone;
  });
}

/** The milestone once it is so: while its note leaves it is carried, and free again if the note did not. */
export function milestoneBecomes(
  practice: TestPractice,
  { clientId, id }: { clientId: string; id: string },
  so: Record<string, unknown>,
): Promise<Json> {
  return until(async () => {
    const milestone = (await milestonesOf(practice, clientId)).find((one) => one.id === id);
    return milestone && Object.entries(so).every(([name, value]) => milestone[name] === value)
      ? milestone
      : null;
  });
}

/** The milestone once it is held for a gate to open. */
export function held(practice: TestPractice, clientId: string, milestoneId: string): Promise<Json> {
  return until(async () => {
    const milestone = (await milestonesOf(practice, clientId)).find(({ id }) => id === milestoneId);
    return milestone?.status === 'waiting' && milestone.code ? milestone : null;
  });
}

/** The notes of the practice to this client as the ledger holds them. */
export async function ledgerOf(practice: TestPractice, clientId: string): Promise<Json[]> {
  const { items } = await practice.ask('GET', `/messages?clientId=${clientId}&limit=200`);
  return items.filter(({ carrier }: Json) => carrier !== undefined);
}

/** The same once there are so many and each of them has an end. */
export function notesOf(practice: TestPractice, clientId: string, howMany = 1): Promise<Json[]> {
  return until(async () => {
    const notes = await ledgerOf(practice, clientId);
    const open = notes.filter(({ status }) => ['queued', 'sending', 'unknown'].includes(status));
    return notes.length >= howMany && open.length === 0 ? notes : null;
  });
}

/** What stands under every prompt, and under nothing else. */
const FOOTER = "You're seeing this line because you said we could include it.";

export function hasPrompt({ TextBody, HtmlBody }: Json): boolean {
  const shown = [TextBody.includes(FOOTER), HtmlBody.includes('seeing this line because you said')];
  if (shown[0] !== shown[1]) throw new Error('The two halves of this e-mail differ about the prompt.');
  return shown[0] ?? false;
}

/** The names of the headers with which a mail program offers to unsubscribe. */
export function unsubscribeHeaders({ Headers }: Json): string[] {
  return Headers.map(({ Name }: Json) => Name).filter((name: string) => name.startsWith('List-Unsubscribe'));
}

/** The recipient, or a mail server on the way, does something with this e-mail. */
export async function happensTo(outbox: TestOutbox, mail: Json, event: string): Promise<void> {
  const answer = await outbox.press(`/mails/${mail.MessageID}/events`, { event });
  if (!answer.ok) throw new Error(`${event}: ${answer.status}`);
}

/** Whatever was due before this has gone as well: another client's note went after it. */
export async function untilAnotherNoteWent(practice: TestPractice): Promise<void> {
  const other = await practice.client({ firstName: 'Quinn' });
  await sends(practice, other.id, 'intake_form');
  await notesOf(practice, other.id);
}
