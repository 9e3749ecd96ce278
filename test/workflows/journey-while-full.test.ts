import { afterAll, beforeAll, expect } from '@jest/globals';
import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { inPractice } from '../support/in-practice.ts';
import { says } from '../support/capacity.ts';
import {
  comesAndReaches,
  hasPrompt,
  held,
  journeyOf,
  notesOf,
  practiceInAHurry,
  reaches,
  regular,
  sends,
  settled,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { firstMailTo, mailsTo } from '../support/mails.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** A practice with one practitioner, what its owner wants while it is full, and a client of theirs. */
async function fullPractice(whileFull: 'hold' | 'go_on') {
  const practice = await practiceInAHurry(kindword);
  const practitioner = await practice.as(['practitioner']);
  const { prompt } = await practice.ask('GET', '/practice/policy');
  await practice.changePolicy({ prompt: { ...prompt, whileFull } });
  const client = await regular(practice, { practitionerId: practitioner.staffId });
  return { practice, practitioner, client };
}

const full = (practice: TestPractice, practitioner: TestPractice): Promise<Json> =>
  says(practice, practitioner.staffId);

test('D7: while the practice is full and its owner has prompts wait, the note goes without the line, and the line rides once there is room', async () => {
  const { practice, practitioner, client } = await fullPractice('hold');
  await full(practice, practitioner);

  const milestone = await comesAndReaches(practice, client.id);

  const [note] = await notesOf(practice, client.id);
  expect(note).toMatchObject({ status: 'sent', prompt: { rode: false, code: 'while_full' } });
  expect(await held(practice, client.id, milestone.id)).toMatchObject({ code: 'while_full' });
  expect(hasPrompt(await firstMailTo(kindword.outbox, client.email))).toBe(false);

  await says(practice, practitioner.staffId, { status: 'nearly_full' });
  const later = await sends(practice, client.id);

  expect(later.prompt).toEqual({ rode: true, milestoneId: milestone.id });
  await notesOf(practice, client.id, 2);
  expect((await mailsTo(kindword.outbox, client.email)).map(hasPrompt).toSorted()).toEqual([false, true]);
});

test('why a moment waits is for the owner and the own practitioner; the desk reads not now', async () => {
  const { practice, practitioner, client } = await fullPractice('hold');
  const desk = await practice.as(['desk']);
  await full(practice, practitioner);
  const milestone = await comesAndReaches(practice, client.id);
  await held(practice, client.id, milestone.id);

  const gates = await Promise.all(
    [practice, practitioner, desk].map(async (who) => (await journeyOf(who, client.id)).gate),
  );

  const shut = { ok: false, code: 'while_full' };
  expect(gates).toEqual([shut, shut, { ok: false, code: 'not_now' }]);
});

test('a practice that becomes full holds what was ripe already', async () => {
  const { practice, practitioner, client } = await fullPractice('hold');
  const milestone = await reaches(practice, client.id);

  await full(practice, practitioner);

  expect(await held(practice, client.id, milestone.id)).toMatchObject({ code: 'while_full' });
});

test('a practice that goes on asks as ever, and so does one whose statement has expired', async () => {
  const [goesOn, expired] = await Promise.all([fullPractice('go_on'), fullPractice('hold')]);
  await full(goesOn.practice, goesOn.practitioner);
  await full(expired.practice, expired.practitioner);
  await inPractice(kindword, expired.practice, ({ em, now }) =>
    em.nativeUpdate(CapacityStatement, {}, { validUntil: now }),
  );

  for (const { practice, client } of [goesOn, expired]) {
    const milestone = await comesAndReaches(practice, client.id);

    expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  }
});
