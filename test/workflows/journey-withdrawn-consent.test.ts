import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { Message } from '../../entities/message.ts';
import { daysAgo, today } from '../support/clock.ts';
import {
  attends,
  comesAndReaches,
  consent,
  ends,
  hasPrompt,
  holds,
  IN_A_HURRY,
  ledgerOf,
  milestoneBecomes,
  notesOf,
  practiceInAHurry,
  regular,
  sends,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { inPractice } from '../support/in-practice.ts';
import { sideBySide } from '../support/side-by-side.ts';

/** Of one claim; the last moment at which the call may still be under way. */
const CLAIM_MS = 30_000;
const DUE_AFTER_MS = 3_000;
const MANY = 48;

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword, {
    carrierTiming: { ...IN_A_HURRY, notBefore: 'PT3S', target: 'PT5S' },
  });
});
afterAll(() => kindword.stop());

/** The moments are near one another, so that not too many are lived through at once. */
const test = sideBySide(3);

/** The moments lie on both sides of the sending, or nothing would be tried. */
const seen = { asked: 0, spared: 0 };

type Stop = { says: (client: Json) => Promise<unknown>; noteGoes: boolean };
const STOPS: Record<string, Stop> = {
  'a yes taken back': { says: ({ id }) => consent(practice, id, 'withdrawn'), noteGoes: true },
  'a hold': { says: ({ id }) => holds(practice, id, 'held'), noteGoes: true },
  'a complaint': { says: ({ id }) => holds(practice, id, 'complaint'), noteGoes: true },
  'a drop-out': { says: ({ id }) => ends(practice, id, 'drop_out'), noteGoes: true },
  'no more e-mail': { says: ({ id }) => holds(practice, id, 'do_not_email'), noteGoes: false },
  'a death': { says: ({ id }) => ends(practice, id, 'deceased'), noteGoes: false },
};

/** When the answer came back: from here on no prompt may begin to leave. */
async function answeredAt(saying: Promise<unknown>): Promise<number> {
  await saying;
  return Date.now();
}

/** When each e-mail to this client that carries a prompt was claimed for its call. */
async function promptsClaimedAt(client: Json): Promise<number[]> {
  const messages = await inPractice(kindword, practice, (tx) =>
    tx.em.find(Message, { client: { id: client.id }, status: 'sent' }, { disableIdentityMap: true }),
  );
  const carrying = messages.filter(({ text }) => text?.includes("You're seeing this line"));
  return carrying.map(({ claimedUntil }) => (claimedUntil?.getTime() ?? Infinity) - CLAIM_MS);
}

async function waitUntil(moment: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));
}

async function regulars(count: number): Promise<Json[]> {
  const clients: Json[] = [];
  for (let from = 0; from < count; from += 8)
    clients.push(...(await Promise.all(Array.from({ length: 8 }, () => regular(practice)))));
  return clients;
}

test.each(Object.keys(STOPS))(
  '%s at any moment: no prompt begins to leave after it was answered, and the note is what it was (S11)',
  async (name) => {
    const { says, noteGoes } = STOPS[name] ?? { says: async () => undefined, noteGoes: true };
    const clients = await regulars(MANY / Object.keys(STOPS).length);

    const stops = await Promise.all(
      clients.map(async (client, index) => {
        const at = daysAgo(0);
        await comesAndReaches(practice, client.id, { at });
        const around = DUE_AFTER_MS - 400 + (index * 1_600) / clients.length;
        await waitUntil(Date.parse(at) + around);
        return answeredAt(says(client));
      }),
    );

    for (const [index, client] of clients.entries()) {
      const notes = await notesOf(practice, client.id, noteGoes ? 1 : 0);
      const mails = await mailsTo(kindword.outbox, client.email);
      const claims = await promptsClaimedAt(client);
      expect(claims.filter((claimed) => claimed > (stops[index] ?? 0))).toEqual([]);
      expect(mails.filter(hasPrompt)).toHaveLength(claims.length);
      seen[claims.length > 0 ? 'asked' : 'spared'] += 1;
      expect(mails.length).toBe(notes.filter(({ status }) => status === 'sent').length);
      if (noteGoes) expect(mails).toHaveLength(1);
      else expect(notes.every(({ status }) => status === 'sent' || status === 'stopped')).toBe(true);
    }
  },
);

afterwards('some were asked before the word came, and some were spared by it', () => {
  expect(seen.asked).toBeGreaterThan(0);
  expect(seen.spared).toBeGreaterThan(0);
});

test('a person sends a note in the very moment in which the yes is taken back: the note goes, and the later word wins', async () => {
  const clients = await regulars(16);
  for (const { id } of clients) await attends(practice, id);
  for (const { id } of clients)
    await practice.ask('POST', `/clients/${id}/milestones`, {
      kind: 'goal_reached',
      occurredOn: today(),
    });

  const stops = await Promise.all(
    clients.map(async (client) => {
      const [, stopped] = await Promise.all([
        sends(practice, client.id),
        answeredAt(consent(practice, client.id, 'withdrawn')),
      ]);
      return stopped;
    }),
  );

  for (const [index, client] of clients.entries()) {
    await until(async () => (await ledgerOf(practice, client.id)).some(({ status }) => status === 'sent'));
    const late = (await promptsClaimedAt(client)).filter((claimed) => claimed > (stops[index] ?? 0));
    expect(late).toEqual([]);
  }
});

test('a note whose prompt is on its way cannot be called back, and nobody waits for it', async () => {
  const email = `r${randomBytes(6).toString('hex')}+fault-accept-hang@example.org`;
  const client = await regular(practice, { email });
  const milestone = await comesAndReaches(practice, client.id);
  await until(async () => (await mailsTo(kindword.outbox, email)).length > 0);
  const [{ status }] = await ledgerOf(practice, client.id);

  const asked = Date.now();
  const stopped = await answeredAt(consent(practice, client.id, 'withdrawn'));

  // Postmark's word that it arrived may come before its answer to the call.
  expect(['sending', 'sent']).toContain(status);
  expect(stopped - asked).toBeLessThan(5_000);
  await until(async () => (await ledgerOf(practice, client.id))[0].status === 'sent', 60_000);
  await milestoneBecomes(practice, { clientId: client.id, id: milestone.id }, { status: 'carried' });
  expect(await mailsTo(kindword.outbox, email)).toHaveLength(1);
});
