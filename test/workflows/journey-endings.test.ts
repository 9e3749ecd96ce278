import { afterAll, beforeAll, expect } from '@jest/globals';
import { dayAgo, ZONE, today } from '../support/clock.ts';
import {
  atRest,
  attends,
  comesAndReaches,
  ends,
  hasPrompt,
  IN_A_HURRY,
  journeyBecomes,
  journeyOf,
  ledgerOf,
  milestonesOf,
  notesOf,
  NOT_YET,
  practiceInAHurry,
  reaches,
  regular,
  SENDS,
  sends,
  settled,
  untilAnotherNoteWent,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';

const MOMENTS = { milestones: ['goal_reached', 'discharge', 'transition'] };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword, MOMENTS);
});
afterAll(() => kindword.stop());

const test = sideBySide();

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);

/** The one note about the ending, once it stands so. */
function endingNote(where: TestPractice, clientId: string, status: string): Promise<Json> {
  return until(async () => {
    const notes = await ledgerOf(where, clientId);
    return notes.find((note) => note.carrier === 'ending_note' && note.status === status) ?? null;
  });
}

const TICKED = { practitionerTick: true };
const PLANNED = { plannedEndOn: today() };

test.each([
  ['planned_met', 'goals met', {}, {}, [true]],
  ['planned_partly', 'partly met', {}, {}, [false]],
  ['planned_partly', 'partly met, ticked', {}, TICKED, [true]],
  ['moved', 'moved away in the middle', {}, {}, [false]],
  ['moved', 'moved away as was planned', PLANNED, {}, [true]],
  ['moved', 'moved away, ticked', {}, TICKED, [true]],
  ['drop_out', 'left', {}, {}, []],
  ['drop_out', 'left, and ticked all the same', {}, TICKED, []],
  ['referred_on', 'sent on', {}, TICKED, []],
  ['ended_by_practice', 'ended by us', {}, TICKED, []],
  ['deceased', 'died', {}, TICKED, []],
])(
  '%s (%s): each ending sends its own, with a prompt or without (§2.6)',
  async (ending, _, known, said, prompts) => {
    const client = await regular(practice, known);
    await attends(practice, client.id);

    const { milestoneId } = await ends(practice, client.id, ending, said);

    if (prompts.length > 0) await endingNote(practice, client.id, 'sent');
    await untilAnotherNoteWent(practice);
    await atRest(practice, client.id);
    const mails = await mailsOf(client);
    expect(mails.map(hasPrompt)).toEqual(prompts);
    for (const { TextBody } of mails) expect(TextBody).toContain('if you ever want to come back');
    const milestones = await milestonesOf(practice, client.id);
    expect(milestones.map(({ kind, status }) => [kind, status])).toEqual(
      prompts.includes(true) ? [['discharge', 'carried']] : [],
    );
    expect(milestones.map(({ id }) => id)).toEqual(milestoneId ? [milestoneId] : []);
  },
);

test('an ending without a session counts from the end of its day', async () => {
  const client = await regular(practice);

  await ends(practice, client.id, 'planned_met');

  const { next } = await journeyBecomes(practice, client.id, (journey) => journey.next);
  const dayEnds = Temporal.PlainDate.from(today(1)).toZonedDateTime(ZONE);
  expect(next).toEqual({
    what: 'ending_note',
    at: new Date(dayEnds.epochMilliseconds - 1 + 1_000).toISOString(),
  });
});

test('a practice that writes no ending notes writes none, and nobody is asked', async () => {
  const silent = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, ending_note: false },
    milestones: ['goal_reached', 'significant_session'],
  });
  const client = await regular(silent);
  await attends(silent, client.id);

  const { milestoneId } = await ends(silent, client.id, 'planned_met');

  const code = 'not_a_moment';
  expect(await settled(silent, client.id, milestoneId)).toMatchObject({ status: 'let_go', code });
  await untilAnotherNoteWent(silent);
  expect(await ledgerOf(silent, client.id)).toEqual([]);
});

test('whoever changes to a colleague here is asked after the first session that follows, and not before', async () => {
  const client = await regular(practice);
  await attends(practice, client.id);
  const { milestoneId } = await ends(practice, client.id, 'stepped_down', { on: dayAgo(1) });
  await untilAnotherNoteWent(practice);

  const before = await milestonesOf(practice, client.id);
  const session = await settled(practice, client.id, milestoneId);

  expect(before).toMatchObject([{ kind: 'transition' }]);
  expect(session).toMatchObject({ status: 'carried', carrier: 'follow_up' });
});

test('stepped down today: nothing goes for the session that led to it', async () => {
  const client = await regular(practice);
  await attends(practice, client.id);

  const { milestoneId, ending } = await ends(practice, client.id, 'stepped_down');

  await untilAnotherNoteWent(practice);
  const waiting = await journeyOf(practice, client.id);
  expect([ending ?? null, waiting]).toMatchObject([null, { state: 'waiting', waitingFor: 'session' }]);
  expect((await milestonesOf(practice, client.id))[0]).toMatchObject({ id: milestoneId, status: 'waiting' });
  expect(await ledgerOf(practice, client.id)).toEqual([]);
});

test('corrected to a drop-out before the note left: neither note nor prompt; corrected back, both, once', async () => {
  const later = await practiceInAHurry(kindword, { ...MOMENTS, carrierTiming: NOT_YET });
  const client = await regular(later);
  await attends(later, client.id);
  const first = await ends(later, client.id, 'planned_met');
  await endingNote(later, client.id, 'queued');

  const corrected = await ends(later, client.id, 'drop_out');
  const stopped = await endingNote(later, client.id, 'stopped');
  const again = await ends(later, client.id, 'planned_met');
  await later.changePolicy({ carrierTiming: IN_A_HURRY });

  expect([corrected.milestoneId, stopped.why]).toEqual([undefined, 'no_longer_due']);
  expect(await settled(later, client.id, first.milestoneId)).toMatchObject({ code: 'not_a_moment' });
  expect(await settled(later, client.id, again.milestoneId)).toMatchObject({ status: 'carried' });
  await endingNote(later, client.id, 'sent');
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([true]);
});

test.each([
  ['planned_met', 'planned_partly', [true]],
  ['planned_partly', 'planned_met', [false]],
  ['planned_met', 'moved', [true]],
])('once the note is gone, %s corrected to %s sends no second one', async (ending, corrected, prompts) => {
  const client = await regular(practice);
  await attends(practice, client.id);
  await ends(practice, client.id, ending);
  await endingNote(practice, client.id, 'sent');

  await ends(practice, client.id, corrected);

  await untilAnotherNoteWent(practice);
  expect((await mailsOf(client)).map(hasPrompt)).toEqual(prompts);
  expect(await ledgerOf(practice, client.id)).toHaveLength(1);
});

test('a goal and an ending of one session: both notes go, and the ending’s carries the one prompt', async () => {
  const later = await practiceInAHurry(kindword, { ...MOMENTS, carrierTiming: NOT_YET });
  const client = await regular(later);
  await comesAndReaches(later, client.id);
  const { milestoneId } = await ends(later, client.id, 'planned_met');
  await until(async () => (await ledgerOf(later, client.id)).length === 2);

  await later.changePolicy({ carrierTiming: IN_A_HURRY });

  await endingNote(later, client.id, 'sent');
  const notes = await notesOf(later, client.id, 2);
  expect(notes.map(({ carrier, prompt }) => [carrier, prompt.rode]).toSorted()).toEqual([
    ['ending_note', true],
    ['follow_up', false],
  ]);
  expect(await settled(later, client.id, milestoneId)).toMatchObject({ status: 'carried' });
  expect((await mailsOf(client)).filter(hasPrompt)).toHaveLength(1);
});

test('a death stops whatever waits, and nothing new can be recorded or sent', async () => {
  const later = await practiceInAHurry(kindword, { ...MOMENTS, carrierTiming: NOT_YET });
  const client = await regular(later);
  const milestone = await comesAndReaches(later, client.id);
  await until(async () => (await ledgerOf(later, client.id))[0]);

  await ends(later, client.id, 'deceased');

  const code = 'deceased';
  expect(await settled(later, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
  expect(await notesOf(later, client.id)).toMatchObject([{ status: 'stopped' }]);
  await later.changePolicy({ carrierTiming: IN_A_HURRY });
  await untilAnotherNoteWent(later);
  expect(await mailsOf(client)).toEqual([]);
  const refused = [
    await later.call('POST', `/clients/${client.id}/communications`, { carrier: 'ending_note' }),
    await later.call('POST', `/clients/${client.id}/milestones`, {
      kind: 'transition',
      occurredOn: today(),
    }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([409, 409]);
});

test('somebody comes back: a new episode of care, and too early in it for a prompt', async () => {
  const client = await regular(practice);
  await ends(practice, client.id, 'planned_met', { on: dayAgo(5) });

  await attends(practice, client.id);
  const milestone = await reaches(practice, client.id);

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({
    status: 'let_go',
    code: 'too_early',
  });
  const { ending } = await practice.ask('GET', `/clients/${client.id}`);
  expect(ending ?? null).toBeNull();
  const [note, ...others] = await notesOf(practice, client.id);
  expect([note, others]).toMatchObject([{ carrier: 'follow_up', status: 'sent' }, []]);
});

test('whoever comes back and ends again has an ending note again', async () => {
  const client = await regular(practice);
  await attends(practice, client.id);
  await ends(practice, client.id, 'planned_met', { on: dayAgo(1) });
  const said = await settled(practice, client.id, (await milestonesOf(practice, client.id))[0].id);
  await sends(practice, client.id, 'intake_form');

  await attends(practice, client.id);
  await ends(practice, client.id, 'planned_met');

  await endingNote(practice, client.id, 'sent');
  expect(said.kind).toBe('discharge');
  expect(
    (await mailsOf(client)).filter(({ TextBody }) => TextBody.includes('want to come back')),
  ).toHaveLength(1);
});
