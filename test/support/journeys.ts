import { eventually, type TestOutbox } from '../outbox/support.ts';
import type { TestKindword } from './kindword.ts';
import type { Json, TestPractice } from './practice.ts';

const DAY_MS = 86_400_000;

export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
export const dayAgo = (days: number): string => daysAgo(days).slice(0, 10);
export const today = (): string => dayAgo(0);

/** What makes somebody who came for weeks: settled, four sessions in fifty days. */
const CAME_ON = [50, 40, 30, 20];

/** A live practice whose notes go a second after a session. */
export async function practiceInAHurry(
  kindword: TestKindword,
  change: Record<string, unknown> = {},
): Promise<TestPractice> {
  const practice = await kindword.practice();
  await practice.changePolicy({
    carrierTiming: {
      notBefore: 'PT1S',
      target: 'PT2S',
      limit: 'P7D',
      endingLimit: 'P14D',
      heldLimit: 'P60D',
    },
    ...change,
  });
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
  return eventually(async () => {
    const milestone = (await milestonesOf(practice, clientId)).find(({ id }) => id === milestoneId);
    return milestone?.status === 'waiting' ? null : milestone;
  });
}

export async function mailsTo(outbox: TestOutbox, address: string): Promise<Json[]> {
  const { Messages } = await outbox.client.getOutboundMessages({ recipient: address, count: 50, offset: 0 });
  return Promise.all(Messages.map(({ MessageID }) => outbox.client.getOutboundMessageDetails(MessageID)));
}

/** The first e-mail to this address, once it is there. */
export function firstMailTo(outbox: TestOutbox, address: string): Promise<Json> {
  return eventually(async () => (await mailsTo(outbox, address))[0] ?? null);
}

/** The notes of the practice to this client once each of them has an end. */
export function notesOf(practice: TestPractice, clientId: string, howMany = 1): Promise<Json[]> {
  return eventually(async () => {
    const { items } = await practice.ask('GET', `/messages?clientId=${clientId}`);
    const notes = items.filter(({ carrier }: Json) => carrier !== undefined);
    const open = notes.filter(({ status }: Json) => ['queued', 'sending', 'unknown'].includes(status));
    return notes.length >= howMany && open.length === 0 ? notes : null;
  });
}
