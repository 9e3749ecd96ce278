import { afterAll, beforeAll, expect } from '@jest/globals';
import { HOUR_MS } from '../support/clock.ts';
import {
  attends,
  comesAndReaches,
  consent,
  ends,
  hasPrompt,
  holds,
  journeyOf,
  ledgerOf,
  milestoneBecomes,
  milestonesOf,
  notesOf,
  NOT_YET,
  practiceInAHurry,
  reaches,
  regular,
  SENDS,
  sends,
  settled,
  SOON_OVER,
  untilAnotherNoteWent,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';

/** Everything may ride in everything. */
const ALL = ['follow_up', 'ending_note', 'review_note', 'intake_form'];
const ANYWHERE = { goal_reached: ALL, significant_session: ALL, discharge: ALL, transition: ALL };

let kindword: TestKindword;
let practice: TestPractice;
let elsewhere: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword, { carrierTiming: NOT_YET, carriers: ANYWHERE });
  elsewhere = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'never' },
    carriers: ANYWHERE,
  });
});
afterAll(() => kindword.stop());

const test = sideBySide();

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);
const lineFor = (where: TestPractice, { id }: Json, carrier = 'follow_up') =>
  where.ask('GET', `/clients/${id}/prompt-line?carrier=${carrier}`);
const used = (where: TestPractice, { id }: Json, token: string) =>
  where.ask('POST', `/clients/${id}/prompt-line/${token}/used`, {});

test.each(ALL)(
  'a person’s own %s carries what is due at once, in their own words; the next finds nothing to carry',
  async (carrier) => {
    const client = await regular(practice);
    const milestone = await reaches(practice, client.id);

    const first = await sends(practice, client.id, carrier, 'The room has moved upstairs.');
    const second = await sends(practice, client.id, carrier);

    expect(first.prompt).toEqual({ rode: true, milestoneId: milestone.id });
    expect(second.prompt).toEqual({ rode: false, code: 'too_often' });
    const [one, other] = await notesOf(practice, client.id, 2);
    expect([one?.status, other?.status]).toEqual(['sent', 'sent']);
    const mails = await mailsOf(client);
    const carrying = mails.filter(hasPrompt);
    expect([mails.length, carrying.length]).toEqual([2, 1]);
    expect(carrying[0].TextBody).toMatch(
      /^Hello Robin,\n\nThe room has moved upstairs\.\n\n(?:.+\n\n)*It's been a pleasure/,
    );
  },
);

test.each([
  ['ending_note', ['/survey/', 'If you need help urgently: ']],
  ['review_note', ['/survey/']],
  ['intake_form', ['The form is here: ', '/intake/']],
])('in a person’s own words the %s still has what it is for, once', async (carrier, needed) => {
  const client = await practice.client();

  await sends(practice, client.id, carrier, 'It was good to meet you.');
  await notesOf(practice, client.id);

  const { TextBody } = await firstMailTo(kindword.outbox, client.email);
  expect(TextBody).toContain('It was good to meet you.\n\n');
  expect(needed.map((part) => TextBody.split(part).length - 1)).toEqual(needed.map(() => 1));
});

test('a person’s own note goes to whoever may not be asked, without a word, and says why', async () => {
  const client = await regular(practice);
  await holds(practice, client.id, 'held');
  await reaches(practice, client.id);

  const note = await sends(practice, client.id);
  const desk = await practice.as(['desk']);
  const another = await sends(desk, client.id, 'intake_form');

  expect(note.prompt).toEqual({ rode: false, code: 'held' });
  expect(another.prompt).toEqual({ rode: false, code: 'not_now' });
  await notesOf(practice, client.id, 2);
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([false, false]);
});

test('a yes that is taken back before a person’s note has left takes the prompt out of it', async () => {
  const pausing = await practiceInAHurry(kindword, { carriers: ANYWHERE });
  const client = await regular(pausing);
  await pausing.ask('PATCH', '/practice', { sending: 'paused' });
  const milestone = await reaches(pausing, client.id);
  const note = await sends(pausing, client.id);
  expect(note.prompt.rode).toBe(true);

  await consent(pausing, client.id, 'withdrawn');
  await pausing.ask('PATCH', '/practice', { sending: 'live' });

  const of = { clientId: client.id, id: milestone.id };
  await milestoneBecomes(pausing, of, { status: 'let_go', code: 'no_consent' });
  expect(hasPrompt(await firstMailTo(kindword.outbox, client.email))).toBe(false);
});

test('after a person’s own follow-up the automatic one keeps its distance', async () => {
  const client = await regular(practice);
  await comesAndReaches(practice, client.id);

  await sends(practice, client.id);

  const next = await until(async () => {
    const [automatic] = (await ledgerOf(practice, client.id)).filter(({ status }) => status === 'queued');
    const [own] = (await ledgerOf(practice, client.id)).filter(({ status }) => status === 'sent');
    const apart = automatic && own ? Date.parse(automatic.dueAt) - Date.parse(own.sentAt) : 0;
    return apart >= 20 * HOUR_MS ? apart : null;
  });
  expect(next).toBe(20 * HOUR_MS);
});

test('a note that nobody may send is refused: no address, or no e-mail wanted', async () => {
  const [unknown, unwilling] = [
    await practice.client({ email: undefined, externalRef: `ref-${Date.now()}` }),
    await regular(practice),
  ];
  await holds(practice, unwilling.id, 'do_not_email');

  const answers = await Promise.all(
    [unknown, unwilling].map(({ id }) =>
      practice.call('POST', `/clients/${id}/communications`, { carrier: 'follow_up' }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual([409, 409]);
  expect([...(await ledgerOf(practice, unknown.id)), ...(await mailsOf(unwilling))]).toEqual([]);
});

test('a practice that sends from elsewhere gets the line for its own e-mail, and it counts once', async () => {
  const client = await regular(elsewhere);
  const milestone = await reaches(elsewhere, client.id);
  await attends(elsewhere, client.id);
  const offered = await lineFor(elsewhere, client);
  const again = await lineFor(elsewhere, client);

  const first = await used(elsewhere, client, offered.token);
  const second = await used(elsewhere, client, offered.token);

  expect(again).toEqual(offered);
  expect(offered.line).toMatch(/^It's been a pleasure[^]*\n\nYou're seeing this line because/);
  expect(second).toEqual(first);
  expect(await settled(elsewhere, client.id, milestone.id)).toMatchObject({
    status: 'carried',
    carrier: 'follow_up',
    carriedAt: first.carriedAt,
  });
  expect(await journeyOf(elsewhere, client.id)).toMatchObject({ promptsSent: 1 });
  expect(await lineFor(elsewhere, client)).toEqual({ line: null, code: 'too_often' });
  await untilAnotherNoteWent(elsewhere);
  expect(await mailsOf(client)).toEqual([]);
});

test('a line that went counts, even if its moment had passed before anybody said so', async () => {
  const brief = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'never' },
    carriers: ANYWHERE,
    carrierTiming: SOON_OVER,
  });
  const client = await regular(brief);
  const milestone = await comesAndReaches(brief, client.id);
  const { token } = await lineFor(brief, client);
  await milestoneBecomes(brief, { clientId: client.id, id: milestone.id }, { status: 'let_go' });

  await used(brief, client, token);

  expect(await milestonesOf(brief, client.id)).toMatchObject([{ status: 'carried' }]);
  expect(await journeyOf(brief, client.id)).toMatchObject({ promptsSent: 1, gate: { code: 'too_often' } });
});

test('there is no line for what we send ourselves, nor for whoever may not be asked', async () => {
  const [client, unasked] = [await regular(elsewhere), await regular(elsewhere)];
  await consent(elsewhere, unasked.id, 'declined');
  for (const { id } of [client, unasked]) await reaches(elsewhere, id);

  const ours = await lineFor(elsewhere, client, 'ending_note');
  const theirs = await lineFor(elsewhere, unasked);
  const nobodys = await elsewhere.call('POST', `/clients/${client.id}/prompt-line/made-up/used`, {});

  expect(ours).toEqual({ line: null, code: 'no_carrier' });
  expect(theirs).toEqual({ line: null, code: 'no_consent' });
  expect(nobodys.status).toBe(404);
  expect((await milestonesOf(elsewhere, unasked.id))[0].status).toBe('waiting');
});

test('a note that a person cancels does not go, is not planned again, and its moment may still ride', async () => {
  const client = await regular(practice);
  const milestone = await comesAndReaches(practice, client.id);
  const queued = await until(async () => (await ledgerOf(practice, client.id))[0]);

  await practice.ask('POST', `/messages/${queued.id}/cancel`);
  const own = await sends(practice, client.id, 'intake_form');

  expect(own.prompt).toEqual({ rode: true, milestoneId: milestone.id });
  const notes = await notesOf(practice, client.id, 2);
  expect(notes.map(({ carrier, status }) => [carrier, status]).toSorted()).toEqual([
    ['follow_up', 'cancelled'],
    ['intake_form', 'sent'],
  ]);
  expect(await mailsOf(client)).toHaveLength(1);
});

test('a cancelled note that a person sends after all goes now, once, with what is due', async () => {
  const client = await regular(practice);
  const milestone = await comesAndReaches(practice, client.id);
  const queued = await until(async () => (await ledgerOf(practice, client.id))[0]);
  await practice.ask('POST', `/messages/${queued.id}/cancel`);

  await practice.ask('POST', `/messages/${queued.id}/resend`);

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  const again = await practice.call('POST', `/messages/${queued.id}/resend`);
  expect(again.status).toBe(409);
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([true]);
});

test('a person cancels their own note while sending is paused: its moment is free again', async () => {
  const pausing = await practiceInAHurry(kindword, { carriers: ANYWHERE });
  const client = await regular(pausing);
  await pausing.ask('PATCH', '/practice', { sending: 'paused' });
  const milestone = await reaches(pausing, client.id);
  const { messageId } = await sends(pausing, client.id);

  await pausing.ask('POST', `/messages/${messageId}/cancel`);

  expect(await milestonesOf(pausing, client.id)).toMatchObject([{ id: milestone.id, status: 'waiting' }]);
  expect(await journeyOf(pausing, client.id)).toMatchObject({ promptsSent: 0, gate: { ok: true } });
});

test('an ending comes before another moment in the note that may carry either', async () => {
  const client = await regular(practice);
  const goal = await reaches(practice, client.id);
  await attends(practice, client.id);
  const { milestoneId } = await ends(practice, client.id, 'planned_met');

  const note = await sends(practice, client.id, 'ending_note');

  expect(note.prompt).toEqual({ rode: true, milestoneId });
  expect((await milestonesOf(practice, client.id)).find(({ id }) => id === goal.id).status).not.toBe(
    'carried',
  );
});
