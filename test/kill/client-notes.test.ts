import { expect } from '@jest/globals';
import { today } from '../support/clock.ts';
import {
  comesAndReaches,
  hasPrompt,
  IN_A_HURRY,
  journeyOf,
  ledgerOf,
  milestonesOf,
  practiceInAHurry,
  regular,
  sends,
} from '../support/journeys.ts';
import { deafServer, type House, inOwnHouse, NOWHERE } from '../support/killable.ts';
import { freshNamespace } from '../support/parts.ts';
import type { Json } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';

const PATIENCE_MS = 90_000;

const killed = (live: (house: House) => Promise<void>) => () => inOwnHouse(practiceInAHurry, live);

const mailsOf = ({ kindword }: House, { email }: { email: string }) => mailsTo(kindword.outbox, email);

/** The one note once it stands so. */
function noteIs({ practice }: House, { id }: Json, status: string): Promise<Json> {
  return until(async () => {
    const [note] = await ledgerOf(practice, id);
    return note?.status === status ? note : null;
  }, PATIENCE_MS);
}

async function isAskedOnce(house: House, client: Json): Promise<void> {
  await noteIs(house, client, 'sent');
  expect((await mailsOf(house, client)).map(hasPrompt)).toEqual([true]);
  expect(await milestonesOf(house.practice, client.id)).toMatchObject([{ status: 'carried' }]);
}

const test = sideBySide();

test(
  'killed after the commit and before the doorbell: one note, one prompt',
  killed(async (house) => {
    const { practice, program } = house;
    await program.start({ TEMPORAL_ADDRESS: NOWHERE });
    const client = await regular(practice);
    await comesAndReaches(practice, client.id);

    await program.killAndStart();

    await isAskedOnce(house, client);
  }),
);

test(
  'killed between a person’s press and the sending: their note goes once, with what was due',
  killed(async (house) => {
    const { practice, program } = house;
    await program.start({ TEMPORAL_ADDRESS: NOWHERE });
    const client = await regular(practice);
    await practice.ask('POST', `/clients/${client.id}/milestones`, {
      kind: 'goal_reached',
      occurredOn: today(),
    });
    expect((await sends(practice, client.id)).prompt.rode).toBe(true);

    await program.killAndStart();

    await isAskedOnce(house, client);
  }),
);

test(
  'killed after the carrier took the note and before that was written down: nothing goes a second time',
  killed(async (house) => {
    const { practice, program } = house;
    await program.start();
    const client = await regular(practice, { email: 'accepted+fault-accept-hang@example.org' });
    await comesAndReaches(practice, client.id);
    await until(async () => (await mailsOf(house, client)).length > 0);
    expect(await ledgerOf(practice, client.id)).toMatchObject([{ status: 'sending' }]);

    await program.killAndStart();

    await isAskedOnce(house, client);
  }),
);

test(
  'killed after the claim and before the carrier heard of it: a person decides, and the machine sends nothing',
  killed(async (house) => {
    const { practice, program } = house;
    const deaf = await deafServer();
    await program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
    const client = await regular(practice, { email: 'never-heard@example.org' });
    await comesAndReaches(practice, client.id);
    await noteIs(house, client, 'sending');

    await program.killAndStart();
    await deaf.close();

    const held = await noteIs(house, client, 'held');
    expect(await mailsOf(house, client)).toEqual([]);
    const { items } = await practice.ask('GET', '/tasks?limit=200');
    expect(items.filter(({ messageId }: Json) => messageId === held.id)).toMatchObject([
      { kind: 'message_held' },
    ]);
    expect(await journeyOf(practice, client.id)).toMatchObject({ promptsSent: 1 });
    await practice.ask('POST', `/messages/${held.id}/resend`);
    await noteIs(house, client, 'sent');
    expect((await mailsOf(house, client)).map(hasPrompt)).toEqual([false]);
  }),
);

test(
  'killed right after it was sent: nothing goes a second time',
  killed(async (house) => {
    const { practice, program } = house;
    await program.start();
    const client = await regular(practice);
    await comesAndReaches(practice, client.id);
    await noteIs(house, client, 'sent');

    await program.killAndStart();
    const later = await regular(practice);
    await comesAndReaches(practice, later.id);

    await isAskedOnce(house, later);
    await isAskedOnce(house, client);
  }),
);

test(
  'killed at random moments of forty journeys: every note once, every moment carried at most once',
  killed(async (house) => {
    const { practice, program } = house;
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
        until(async () => {
          const [note, ...others] = await ledgerOf(practice, client.id);
          return note && ['sent', 'held'].includes(note.status) && others.length === 0 ? note.status : null;
        }, PATIENCE_MS),
      ),
    );
    const mails = await Promise.all(clients.map((client) => mailsOf(house, client)));
    const carried = await Promise.all(clients.map(({ id }) => milestonesOf(practice, id)));
    expect(ends.map((end, at) => [end, mails[at]?.map(hasPrompt)])).toEqual(
      ends.map((end) => [end, end === 'sent' ? [true] : []]),
    );
    expect(carried.flat().filter(({ status }) => status !== 'carried')).toEqual([]);
    expect(ends.filter((end) => end === 'sent').length).toBeGreaterThan(20);
  }),
);

test(
  "Temporal's whole store is lost while notes wait: each still goes, once",
  killed(async (house) => {
    const { practice, program } = house;
    await program.start();
    const later = { ...IN_A_HURRY, notBefore: 'PT12S', target: 'PT15S' };
    await practice.changePolicy({ carrierTiming: later });
    const clients = await Promise.all(Array.from({ length: 6 }, () => regular(practice)));
    for (const { id } of clients) await comesAndReaches(practice, id);
    for (const client of clients) await noteIs(house, client, 'queued');

    await program.killAndStart({ TEMPORAL_NAMESPACE: await freshNamespace() });

    for (const client of clients) await isAskedOnce(house, client);
  }),
);
