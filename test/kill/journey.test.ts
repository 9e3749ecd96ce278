import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { today } from '../support/clock.ts';
import {
  comesAndReaches,
  hasPrompt,
  IN_A_HURRY,
  journeyOf,
  ledgerOf,
  mailsTo,
  milestonesOf,
  practiceInAHurry,
  regular,
  sends,
} from '../support/journeys.ts';
import { deafServer, Killable, NOWHERE } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { freshNamespace } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';

/** A delivery event would prove that a mail was taken; here the ledger must find out by itself. */
const NO_WORD_OF_DELIVERY = { deliverAfterMs: 600_000 };
const PATIENCE_MS = 90_000;

let kindword: TestKindword;
let practice: TestPractice;
let program: Killable;
beforeAll(async () => {
  kindword = await startKindword({}, NO_WORD_OF_DELIVERY);
  practice = await practiceInAHurry(kindword);
  await kindword.stopProgram();
  program = new Killable(kindword);
});
afterAll(() => kindword.stop());
afterEach(() => program.kill());

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);

/** The one note once it stands so. */
function noteIs({ id }: Json, status: string): Promise<Json> {
  return eventually(async () => {
    const [note] = await ledgerOf(practice, id);
    return note?.status === status ? note : null;
  }, PATIENCE_MS);
}

async function isAskedOnce(client: Json): Promise<void> {
  await noteIs(client, 'sent');
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([true]);
  expect(await milestonesOf(practice, client.id)).toMatchObject([{ status: 'carried' }]);
}

test('killed after the commit and before the doorbell: one note, one prompt', async () => {
  await program.start({ TEMPORAL_ADDRESS: NOWHERE });
  const client = await regular(practice);
  await comesAndReaches(practice, client.id);

  await program.killAndStart();

  await isAskedOnce(client);
});

test('killed between a person’s press and the sending: their note goes once, with what was due', async () => {
  await program.start({ TEMPORAL_ADDRESS: NOWHERE });
  const client = await regular(practice);
  await practice.ask('POST', `/clients/${client.id}/milestones`, {
    kind: 'goal_reached',
    occurredOn: today(),
  });
  expect((await sends(practice, client.id)).prompt.rode).toBe(true);

  await program.killAndStart();

  await isAskedOnce(client);
});

test('killed after the carrier took the note and before that was written down: nothing goes a second time', async () => {
  await program.start();
  const client = await regular(practice, { email: 'accepted+fault-accept-hang@example.org' });
  await comesAndReaches(practice, client.id);
  await eventually(async () => ((await mailsOf(client)).length > 0 ? true : null));
  expect(await ledgerOf(practice, client.id)).toMatchObject([{ status: 'sending' }]);

  await program.killAndStart();

  await isAskedOnce(client);
}, 120_000);

test('killed after the claim and before the carrier heard of it: a person decides, and the machine sends nothing', async () => {
  const deaf = await deafServer();
  await program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
  const client = await regular(practice, { email: 'never-heard@example.org' });
  await comesAndReaches(practice, client.id);
  await noteIs(client, 'sending');

  await program.killAndStart();
  await deaf.close();

  const held = await noteIs(client, 'held');
  expect(await mailsOf(client)).toEqual([]);
  const { items } = await practice.ask('GET', '/tasks?limit=200');
  expect(items.filter(({ messageId }: Json) => messageId === held.id)).toMatchObject([
    { kind: 'message_held' },
  ]);
  expect(await journeyOf(practice, client.id)).toMatchObject({ promptsSent: 1 });
  await practice.ask('POST', `/messages/${held.id}/resend`);
  await noteIs(client, 'sent');
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([false]);
}, 120_000);

test('killed right after it was sent: nothing goes a second time', async () => {
  await program.start();
  const client = await regular(practice);
  await comesAndReaches(practice, client.id);
  await noteIs(client, 'sent');

  await program.killAndStart();
  const later = await regular(practice);
  await comesAndReaches(practice, later.id);

  await isAskedOnce(later);
  await isAskedOnce(client);
});

test('killed at random moments of forty journeys: every note once, every moment carried at most once', async () => {
  await program.start();
  const clients: Json[] = [];
  for (let round = 0; round < 5; round += 1) {
    const these = await Promise.all(Array.from({ length: 8 }, () => regular(practice)));
    await Promise.all(these.map(({ id }) => comesAndReaches(practice, id)));
    clients.push(...these);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2_500));
    await program.killAndStart();
  }

  const ends = await Promise.all(
    clients.map((client) =>
      eventually(async () => {
        const [note, ...others] = await ledgerOf(practice, client.id);
        return note && ['sent', 'held'].includes(note.status) && others.length === 0 ? note.status : null;
      }, PATIENCE_MS),
    ),
  );
  const mails = await Promise.all(clients.map(mailsOf));
  const carried = await Promise.all(clients.map(({ id }) => milestonesOf(practice, id)));
  expect(ends.map((end, at) => [end, mails[at]?.map(hasPrompt)])).toEqual(
    ends.map((end) => [end, end === 'sent' ? [true] : []]),
  );
  expect(carried.flat().filter(({ status }) => status !== 'carried')).toEqual([]);
  expect(ends.filter((end) => end === 'sent').length).toBeGreaterThan(20);
}, 240_000);

test("Temporal's whole store is lost while notes wait: each still goes, once", async () => {
  await program.start();
  const later = { ...IN_A_HURRY, notBefore: 'PT12S', target: 'PT15S' };
  await practice.changePolicy({ carrierTiming: later });
  const clients = await Promise.all(Array.from({ length: 6 }, () => regular(practice)));
  for (const { id } of clients) await comesAndReaches(practice, id);
  for (const client of clients) await noteIs(client, 'queued');

  await program.killAndStart({ TEMPORAL_NAMESPACE: await freshNamespace() });

  for (const client of clients) await isAskedOnce(client);
}, 150_000);
