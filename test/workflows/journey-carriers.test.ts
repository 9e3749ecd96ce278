import { afterAll, beforeAll, expect } from '@jest/globals';
import { daysAgo, HOUR_MS } from '../support/clock.ts';
import {
  atRest,
  attends,
  comesAndReaches,
  hasPrompt,
  IN_A_HURRY,
  journeyBecomes,
  ledgerOf,
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
import type { TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';

const AFTER_EVERY_SESSION = { alreadySends: { ...SENDS, follow_up: 'after_every_session' } };
const REVIEWS = { alreadySends: { ...SENDS, review_note: true } };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword);
});
afterAll(() => kindword.stop());

const test = sideBySide();

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);

test('a goal reached is asked about inside the follow-up that goes anyway (S1)', async () => {
  const client = await regular(practice);

  await attends(practice, client.id);
  const milestone = await reaches(practice, client.id);

  const done = await settled(practice, client.id, milestone.id);
  expect(done).toMatchObject({ status: 'carried', carrier: 'follow_up' });
  const mail = await firstMailTo(kindword.outbox, client.email);
  expect(mail.Subject).toMatch(/^A short note from /);
  expect(mail.TextBody).toContain('If you know someone who might benefit');
});

test('a practice that writes after milestones writes after nothing else', async () => {
  const client = await regular(practice);

  await attends(practice, client.id);
  await atRest(practice, client.id);
  await untilAnotherNoteWent(practice);

  expect(await ledgerOf(practice, client.id)).toEqual([]);
});

test('a practice that writes after every session goes on doing so, and a moment rides along', async () => {
  const always = await practiceInAHurry(kindword, AFTER_EVERY_SESSION);
  const [plain, reached] = [await regular(always), await regular(always)];

  await attends(always, plain.id);
  await comesAndReaches(always, reached.id);

  const mails = [
    await firstMailTo(kindword.outbox, plain.email),
    await firstMailTo(kindword.outbox, reached.email),
  ];
  expect(mails.map(hasPrompt)).toEqual([false, true]);
  await atRest(always, reached.id);
  expect(await mailsOf(reached)).toHaveLength(1);
});

test('two sessions within twenty hours are followed up once', async () => {
  const always = await practiceInAHurry(kindword, AFTER_EVERY_SESSION);
  const client = await regular(always);
  const at = Date.now();

  for (const later of [0, 100, 200]) await attends(always, client.id, new Date(at + later).toISOString());

  const [note] = await notesOf(always, client.id);
  await atRest(always, client.id);
  await untilAnotherNoteWent(always);
  expect(note).toMatchObject({ status: 'sent', carrier: 'follow_up' });
  expect(await mailsOf(client)).toHaveLength(1);
});

test('a follow-up comes at least twenty hours after the one before it', async () => {
  const always = await practiceInAHurry(kindword, AFTER_EVERY_SESSION);
  const client = await regular(always);
  await always.ask('POST', `/clients/${client.id}/communications`, { carrier: 'follow_up' });
  const [first] = await notesOf(always, client.id);

  await attends(always, client.id);

  const { next } = await journeyBecomes(always, client.id, (journey) => journey.next);
  expect(next.what).toBe('follow_up');
  expect(Date.parse(next.at) - Date.parse(first.sentAt)).toBe(20 * HOUR_MS);
});

test('a practice that writes no follow-ups writes none for our sake, and the moment passes', async () => {
  const silent = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'never', review_note: true },
    milestones: ['goal_reached', 'discharge'],
    carrierTiming: SOON_OVER,
  });
  const client = await regular(silent);

  const milestone = await comesAndReaches(silent, client.id);

  const code = 'expired';
  expect(await settled(silent, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
  expect(await ledgerOf(silent, client.id)).toEqual([]);
});

test('at the sixth session the review note takes the place of the follow-up, and carries what was reached', async () => {
  const reviews = await practiceInAHurry(kindword, REVIEWS);
  const client = await regular(reviews);
  await attends(reviews, client.id, daysAgo(10));

  const milestone = await comesAndReaches(reviews, client.id);

  const [note, ...others] = await notesOf(reviews, client.id);
  expect(note).toMatchObject({ carrier: 'review_note', prompt: { rode: true, milestoneId: milestone.id } });
  expect(others).toEqual([]);
  expect((await firstMailTo(kindword.outbox, client.email)).TextBody).toContain('One question');
});

test('at the fifth session there is no review, and at the sixth there is one without any milestone', async () => {
  const reviews = await practiceInAHurry(kindword, REVIEWS);
  const [five, six] = [await regular(reviews), await regular(reviews)];
  await attends(reviews, six.id, daysAgo(10));

  await attends(reviews, five.id);
  await attends(reviews, six.id);

  const [note] = await notesOf(reviews, six.id);
  expect(note).toMatchObject({ carrier: 'review_note', status: 'sent', prompt: { rode: false } });
  await atRest(reviews, five.id);
  expect(await ledgerOf(reviews, five.id)).toEqual([]);
});

test('a significant session is followed up, even at the sixth session, because nothing else may carry it', async () => {
  const reviews = await practiceInAHurry(kindword, REVIEWS);
  const client = await regular(reviews);
  await attends(reviews, client.id, daysAgo(10));

  const milestone = await comesAndReaches(reviews, client.id, { kind: 'significant_session' });

  expect(await settled(reviews, client.id, milestone.id)).toMatchObject({ carrier: 'follow_up' });
  expect(await notesOf(reviews, client.id)).toHaveLength(1);
});

test('a milestone without a session waits for the next one', async () => {
  const client = await regular(practice);
  const milestone = await reaches(practice, client.id);
  const waiting = await journeyBecomes(practice, client.id, ({ state }) => state === 'waiting');
  await untilAnotherNoteWent(practice);
  expect(waiting).toMatchObject({ waitingFor: 'session', gate: { ok: true } });
  expect(await ledgerOf(practice, client.id)).toEqual([]);

  await attends(practice, client.id);

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  expect(await mailsOf(client)).toHaveLength(1);
});

test('a session that the diary brings after the note went makes no second note for one milestone', async () => {
  const client = await regular(practice);
  const earlier = new Date().toISOString();
  await attends(practice, client.id, earlier);
  const milestone = await reaches(practice, client.id);
  await settled(practice, client.id, milestone.id);

  await attends(practice, client.id);

  await atRest(practice, client.id);
  await untilAnotherNoteWent(practice);
  expect(await ledgerOf(practice, client.id)).toHaveLength(1);
});

test('two moments of one session: one rides, and the other asks nobody a second time', async () => {
  const client = await regular(practice);

  const goal = await reaches(practice, client.id);
  await comesAndReaches(practice, client.id, { kind: 'significant_session' });

  expect(await settled(practice, client.id, goal.id)).toMatchObject({ status: 'carried' });
  const { gate } = await journeyBecomes(practice, client.id, ({ state }) => state !== 'sending');
  expect(gate).toEqual({ ok: false, code: 'too_often' });
  await untilAnotherNoteWent(practice);
  expect((await mailsOf(client)).map(hasPrompt)).toEqual([true]);
});

test('history from before the practice went live is followed up by nothing', async () => {
  const always = await practiceInAHurry(kindword, AFTER_EVERY_SESSION);
  const client = await always.client();

  for (const days of [6, 3, 1]) await attends(always, client.id, daysAgo(days));
  await atRest(always, client.id);
  await untilAnotherNoteWent(always);

  expect(await ledgerOf(always, client.id)).toEqual([]);
});

test('a session that was a mistake takes its note back, and puts it down again when it did happen', async () => {
  const later = await practiceInAHurry(kindword, { carrierTiming: NOT_YET });
  const client = await regular(later);
  const session = await attends(later, client.id);
  await reaches(later, client.id);
  const status = (now: string) =>
    until(async () => {
      const [note, ...others] = await ledgerOf(later, client.id);
      return note?.status === now && others.length === 0 ? note : null;
    });
  await status('queued');

  await later.ask('PATCH', `/clients/${client.id}/sessions/${session.id}`, { status: 'cancelled' });
  const stopped = await status('stopped');
  await later.ask('PATCH', `/clients/${client.id}/sessions/${session.id}`, { status: 'attended' });
  await status('queued');
  await later.changePolicy({ carrierTiming: IN_A_HURRY });

  expect(stopped.why).toBe('no_longer_due');
  expect(await status('sent')).toMatchObject({ prompt: { rode: true } });
  expect(await mailsOf(client)).toHaveLength(1);
});

test('in rehearsal a note and its prompt are decided and shown, and nothing leaves; going live sends none of it', async () => {
  const trial = await practiceInAHurry(kindword, { sending: 'rehearsal' });
  const client = await regular(trial);

  const milestone = await comesAndReaches(trial, client.id);

  const { code, ...shown } = await settled(trial, client.id, milestone.id);
  expect([shown, code]).toMatchObject([{ status: 'would_send', carrier: 'follow_up' }, undefined]);
  const [note] = await notesOf(trial, client.id);
  expect(note).toMatchObject({ status: 'would_send', prompt: { rode: true, milestoneId: milestone.id } });
  expect(note.text).toContain('If you know someone who might benefit');
  await trial.ask('PATCH', '/practice', { sending: 'live' });
  await untilAnotherNoteWent(trial);
  expect(await mailsOf(client)).toEqual([]);
  expect(await journeyBecomes(trial, client.id, ({ state }) => state === 'at_rest')).toMatchObject({
    promptsSent: 0,
    gate: { ok: true },
  });
});

test('while sending is paused a note waits; it goes, once, when sending goes on', async () => {
  const pausing = await practiceInAHurry(kindword);
  const client = await regular(pausing);
  await pausing.ask('PATCH', '/practice', { sending: 'paused' });
  const milestone = await comesAndReaches(pausing, client.id);
  await until(async () => {
    const [note] = await ledgerOf(pausing, client.id);
    return note && Date.parse(note.dueAt) < Date.now() ? note : null;
  });
  expect(await mailsOf(client)).toEqual([]);

  await pausing.ask('PATCH', '/practice', { sending: 'live' });

  expect(await settled(pausing, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  expect(await mailsOf(client)).toHaveLength(1);
});

test('how soon our own notes went is reported: within the aim, within the limit; a person’s own count nowhere', async () => {
  const timed = await practiceInAHurry(kindword, {
    ...AFTER_EVERY_SESSION,
    carrierTiming: { ...IN_A_HURRY, target: 'PT1H' },
  });
  const reviewer = await timed.as(['reviewer']);
  const [soon, later] = [await timed.client(), await timed.client()];
  await timed.ask('PATCH', '/practice', { sending: 'live' });
  await attends(timed, soon.id);
  await sends(timed, later.id, 'review_note');
  await notesOf(timed, soon.id);
  await notesOf(timed, later.id);

  const report = await timed.ask('GET', '/reports/carrier-timing');
  const hidden = await reviewer.ask('GET', '/reports/carrier-timing');
  const before = await timed.ask('GET', '/reports/carrier-timing?to=2020-01-01');

  expect(report).toMatchObject({ report: 'carrier-timing', target: 'PT1H', n: 1, suppressed: false });
  const [followUps, , reviews] = report.rows;
  expect(followUps).toMatchObject({
    carrier: 'follow_up',
    withinTarget: 1,
    withinLimit: 0,
    late: 0,
    letGo: 0,
  });
  expect(followUps.medianHours).toBeLessThan(1);
  expect(reviews).toMatchObject({ withinTarget: 0, withinLimit: 0, late: 0, medianHours: null });
  expect(hidden).toMatchObject({ n: null, suppressed: true });
  expect(hidden.rows[0]).toMatchObject({ withinTarget: null, medianHours: null });
  expect(before.n).toBe(0);
});

test('the prompt that led somebody to pass our name on stands with the referral and with the booking', async () => {
  const practitioner = await practice.as(['practitioner']);
  const client = await regular(practice, { practitionerId: practitioner.staffId });
  await attends(practice, client.id);
  const milestone = await reaches(practice, client.id);
  await settled(practice, client.id, milestone.id);
  await firstMailTo(kindword.outbox, client.email);
  await notesOf(practice, client.id);

  const enquiry = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Sam', phone: '+44 20 7946 0000' },
    via: 'phone',
  });
  const referral = await practice.refer({
    referrer: { clientId: client.id },
    person: { firstName: 'Sam' },
    enquiryId: enquiry.id,
    practitionerId: practitioner.staffId,
  });

  const { promptedBy } = await practice.ask('GET', `/referrals/${referral.id}`);
  expect(promptedBy).toMatchObject({
    milestoneId: milestone.id,
    by: 'own_statement',
    moment: 'goal_reached',
    carrier: 'follow_up',
    template: 'm1',
  });
  expect(promptedBy.version).toMatch(/\w/);
  const { origin } = await practice.ask('GET', `/enquiries/${enquiry.id}`);
  expect(origin).toEqual({ referralId: referral.id, promptedBy });
  expect(await practitioner.ask('GET', `/referrals/${referral.id}`)).not.toHaveProperty('promptedBy');
});
