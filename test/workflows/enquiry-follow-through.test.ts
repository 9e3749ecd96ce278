import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { dayAgo, daysAgo } from '../support/clock.ts';
import {
  atRest,
  attends,
  IN_A_HURRY,
  ledgerOf,
  NOT_YET,
  notesOf,
  practiceInAHurry,
  SENDS,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { tasksOf, taskOf } from '../support/tasks.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** A practice that promises to answer within a second and lets nobody go before an hour. */
function hurried(change: Record<string, string> = {}): Promise<TestPractice> {
  return withFollowThrough({
    contactWithin: 'PT1S',
    bookedWithin: 'PT1S',
    attendedWithin: 'PT1S',
    matured: 'PT1H',
    ...change,
  });
}

async function withFollowThrough(followThrough: Record<string, string>): Promise<TestPractice> {
  const practice = await kindword.practice();
  await practice.changePolicy({ followThrough });
  return practice;
}

function enquire(practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  return practice.ask('POST', '/enquiries', {
    person: { firstName: 'Sam', phone: '+44 20 7946 0000' },
    via: 'phone',
    ...change,
  });
}

function goes(practice: TestPractice, id: string, stage: string, at?: string): Promise<Json> {
  return practice.ask('POST', `/enquiries/${id}/progress`, { stage, at });
}

function becomes(practice: TestPractice, id: string, so: (enquiry: Json) => boolean): Promise<Json> {
  return until(async () => {
    const enquiry = await practice.ask('GET', `/enquiries/${id}`);
    return so(enquiry) ? enquiry : null;
  });
}

const whats = ({ timeline }: Json): string[] => timeline.map(({ what }: Json) => what);

test('whoever gets in touch is on somebody’s list at once, and seen through step by step to a client with a source', async () => {
  const practice = await kindword.practice();
  const robin = await practice.client({ firstName: 'Robin' });
  await practice.ask('POST', '/intake', {
    clientId: robin.id,
    sourceKind: 'search',
    answer: 'I looked online',
  });

  const enquiry = await enquire(practice, { referrer: { clientId: robin.id } });
  const [asked] = await tasksOf(practice, { enquiryId: enquiry.id });
  expect([asked?.kind, asked?.number]).toEqual(['get_in_touch', enquiry.source.number]);
  expect(asked?.words).toContain('Sam');
  await practice.ask('POST', `/tasks/${asked?.id}/done`);
  await goes(practice, enquiry.id, 'booked');
  const attended = await goes(practice, enquiry.id, 'attended');

  expect(whats(attended)).toEqual(
    expect.arrayContaining(['received', 'linked', 'contacted', 'booked', 'attended']),
  );
  expect(attended.source).toMatchObject({ kind: 'client', clientId: robin.id });
  const client = await practice.ask('GET', `/clients/${attended.clientId}`);
  expect(client).toMatchObject({
    firstName: 'Sam',
    generation: 1,
    source: { kind: 'client', clientId: robin.id },
  });
  expect(await tasksOf(practice, { enquiryId: enquiry.id })).toEqual([]);
  const { items } = await practice.ask('GET', '/source-log');
  expect(items.map(({ kind }: Json) => kind)).toEqual(['client', 'referral']);
  expect(items[1]).toMatchObject({ kind: 'referral', enquiryId: enquiry.id, referralId: enquiry.referralId });
});

test('an answer that is late is noticed once: the owner has it, hears a number, and the cause is named', async () => {
  const practice = await hurried();

  const enquiry = await enquire(practice);
  const stalled = await becomes(practice, enquiry.id, (one) => one.stalled);
  const asked = await taskOf(practice, { kind: 'get_in_touch', enquiryId: enquiry.id });

  expect(stalled.timeline.filter(({ what }: Json) => what === 'stalled')).toMatchObject([
    { why: 'hard_to_contact' },
  ]);
  expect(asked).toMatchObject({ assigneeId: practice.staffId, why: 'late' });
  const mail = await until(async () => {
    const { items } = await practice.ask('GET', '/messages?template=m26');
    return items.find(({ status }: Json) => status === 'sent') ?? null;
  });
  expect(mail.text).toContain(String(enquiry.source.number));
  expect(mail.text).not.toContain('Sam');
});

test('reached in time and not booked: a kind word is asked for, and the moment was not right', async () => {
  const practice = await hurried({ contactWithin: 'PT1H' });

  const enquiry = await enquire(practice);
  await goes(practice, enquiry.id, 'contacted');
  const stalled = await becomes(practice, enquiry.id, (one) => one.stalled);
  const asked = await taskOf(practice, { kind: 'offer_booking', enquiryId: enquiry.id });
  await goes(practice, enquiry.id, 'booked');

  expect(stalled.timeline.at(-1)).toMatchObject({ what: 'stalled', why: 'not_ready' });
  expect(asked.words).toContain('no more');
  expect((await becomes(practice, enquiry.id, (one) => one.stalled)).timeline.at(-1).what).toBe('stalled');
  expect((await tasksOf(practice, { enquiryId: enquiry.id })).map(({ kind }) => kind)).toEqual([
    'confirm_attendance',
  ]);
});

test('who was given several names went to another', async () => {
  const practice = await hurried({ contactWithin: 'PT1H' });

  const enquiry = await enquire(practice, { severalNames: true });
  await goes(practice, enquiry.id, 'contacted');

  const stalled = await becomes(practice, enquiry.id, (one) => one.stalled);
  expect(stalled.timeline.at(-1)).toMatchObject({ what: 'stalled', why: 'not_top_of_mind' });
});

test('nobody hangs for ever: who never answers is let go, with reason and leak, and comes back where they were', async () => {
  const practice = await withFollowThrough({
    contactWithin: 'PT1H',
    bookedWithin: 'PT1S',
    attendedWithin: 'PT1S',
    matured: 'PT3S',
  });
  const enquiry = await enquire(practice);
  await goes(practice, enquiry.id, 'contacted');

  const closed = await becomes(practice, enquiry.id, ({ stage }) => stage === 'closed');
  expect(closed.closed).toMatchObject({ reason: 'not_ready', leak: 'not_ready' });
  expect(await tasksOf(practice, { enquiryId: enquiry.id })).toEqual([]);
  await practice.changePolicy({
    followThrough: { contactWithin: 'PT24H', bookedWithin: 'P7D', attendedWithin: 'P28D', matured: 'P60D' },
  });
  const back = await practice.ask('POST', `/enquiries/${enquiry.id}/reopen`, { reason: 'They rang again.' });

  expect(back).toMatchObject({ stage: 'contacted', stalled: false });
  expect(back.closed).toBeUndefined();
});

test('who came three times stayed, and so did who ended as planned', async () => {
  const practice = await kindword.practice();
  const [stays, ends] = [
    await enquire(practice),
    await enquire(practice, { person: { firstName: 'Alex', phone: '02079460001' } }),
  ];
  const clients: string[] = [];
  for (const { id } of [stays, ends]) {
    await goes(practice, id, 'contacted', daysAgo(30));
    await goes(practice, id, 'booked', daysAgo(29));
    clients.push((await goes(practice, id, 'attended', daysAgo(28))).clientId);
  }

  for (const days of [28, 21, 14])
    await practice.ask('POST', `/clients/${clients[0]}/sessions`, { at: daysAgo(days), status: 'attended' });
  await practice.ask('POST', `/clients/${clients[1]}/discharge`, {
    ending: 'planned_met',
    on: dayAgo(10),
  });

  for (const { id } of [stays, ends])
    expect(whats(await becomes(practice, id, ({ stage }) => stage === 'kept'))).toContain('kept');
});

test('whoever may know a client is looked at by a practitioner before anything is booked', async () => {
  const practice = await kindword.practice();
  const practitioner = await practice.as(['practitioner']);

  const enquiry = await enquire(practice, {
    knowsACurrentClient: true,
    practitionerId: practitioner.staffId,
  });
  await goes(practice, enquiry.id, 'contacted');
  const refused = await practice.call('POST', `/enquiries/${enquiry.id}/progress`, { stage: 'booked' });
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain('check_conflict');
  const asked = await taskOf(practitioner, { kind: 'check_conflict', enquiryId: enquiry.id });
  await practitioner.ask('POST', `/tasks/${asked.id}/done`);

  expect(await goes(practice, enquiry.id, 'booked')).toMatchObject({ stage: 'booked', conflict: 'cleared' });
});

test('a colleague’s letter with the person’s yes opens an enquiry on the same line; two attempts are enough', async () => {
  const practice = await kindword.practice();
  const colleague = await practice.professional({ kind: 'gp' });

  const referral = await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: 'Sam', email: 'sam@example.org' },
    personAgreed: true,
    via: 'letter',
  });
  const enquiry = await practice.ask('GET', `/enquiries/${referral.enquiryId}`);
  const attempts = [];
  for (let count = 0; count < 3; count += 1)
    attempts.push((await practice.call('POST', `/enquiries/${enquiry.id}/attempts`)).status);

  expect(enquiry.source).toMatchObject({
    kind: 'professional',
    professionalId: colleague.id,
    number: referral.number,
  });
  expect(attempts).toEqual([200, 200, 409]);
});

afterwards('while Temporal was away nothing is lost: the enquiry is followed when it is back', async () => {
  const practice = await hurried();
  await kindword.restart({
    temporal: { connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' },
  });
  const enquiry = await enquire(practice);
  expect((await tasksOf(practice, { enquiryId: enquiry.id })).map(({ kind }) => kind)).toEqual([
    'get_in_touch',
  ]);

  await kindword.restart();

  await becomes(practice, enquiry.id, (one) => one.stalled);
});

/** Somebody enquires, by e-mail, and comes. */
async function becomesClient(practice: TestPractice, change: Record<string, unknown> = {}, at?: string) {
  const email = `sam-${crypto.randomUUID()}@example.org`;
  const enquiry = await enquire(practice, { person: { firstName: 'Sam', email }, ...change });
  for (const stage of ['contacted', 'booked']) await goes(practice, enquiry.id, stage, at);
  const { clientId } = await goes(practice, enquiry.id, 'attended', at);
  return { email, clientId: String(clientId), enquiryId: enquiry.id };
}

const formsOf = async (practice: TestPractice, clientId: string) =>
  (await ledgerOf(practice, clientId)).filter(({ carrier }) => carrier === 'intake_form');

test('whoever becomes a client out of an enquiry is sent the intake form, by itself, once', async () => {
  const practice = await practiceInAHurry(kindword);

  const { email, clientId, enquiryId } = await becomesClient(practice);
  await notesOf(practice, clientId);
  await attends(practice, clientId);
  await goes(practice, enquiryId, 'kept');
  await atRest(practice, clientId);

  const mails = await mailsTo(kindword.outbox, email);
  expect(mails.map(({ TextBody }) => TextBody)).toEqual([
    expect.stringMatching(/The form is here: .*\/intake\//),
  ]);
  expect(await formsOf(practice, clientId)).toHaveLength(1);
});

test('the form that was answered before it was due is not sent', async () => {
  const practice = await practiceInAHurry(kindword, { carrierTiming: { ...IN_A_HURRY, notBefore: 'PT2S' } });

  const { email, clientId } = await becomesClient(practice);
  const queued = await until(async () => (await formsOf(practice, clientId))[0] ?? null);
  await practice.ask('POST', '/intake', { clientId, answer: 'A friend told me' });

  expect(queued.status).toBe('queued');
  await until(
    async () => (await formsOf(practice, clientId)).find(({ status }) => status === 'stopped') ?? null,
  );
  expect(await mailsTo(kindword.outbox, email)).toEqual([]);
});

test('nobody else is sent the form by itself: entered by hand, known before, without an address, here for weeks, held', async () => {
  const practice = await practiceInAHurry(kindword, { carrierTiming: NOT_YET });
  const byHand = await practice.client({ firstName: 'Robin' });
  await attends(practice, byHand.id);
  const known = await practice.client({ firstName: 'Sam' });
  const again = await becomesClient(practice, { person: { firstName: 'Sam', email: known.email } });
  const noAddress = await becomesClient(practice, {
    person: { firstName: 'Kit', phone: '+44 20 7946 0001' },
  });
  const longAgo = await becomesClient(practice, { receivedAt: daysAgo(30) }, daysAgo(20));
  const unwilling = await becomesClient(practice);
  await practice.ask('POST', `/clients/${unwilling.clientId}/holds`, { code: 'do_not_email' });
  const none = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, intake_form: false },
  });
  const quiet = await becomesClient(none);

  expect(again.clientId).toBe(known.id);
  for (const clientId of [byHand.id, known.id, noAddress.clientId, longAgo.clientId, unwilling.clientId]) {
    await until(async () => {
      const open = (await formsOf(practice, clientId)).filter(({ status }) => status === 'queued');
      return open.length === 0 ? true : null;
    });
    expect((await formsOf(practice, clientId)).filter(({ status }) => status !== 'stopped')).toEqual([]);
  }
  await atRest(none, quiet.clientId);
  expect(await formsOf(none, quiet.clientId)).toEqual([]);
});
