import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Suppression } from '../../entities/suppression.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { receiveWebhook } from '../../facts/outbound-mail/receive-event.ts';
import { mailPayload } from '../inbound-mail/post-mail.ts';
import { inPractice } from '../support/in-practice.ts';
import { happensTo } from '../support/journeys.ts';
import { NOWHERE } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { postHook, postmarkSays } from '../support/mail-server.ts';
import { firstMailTo, mailsTo } from '../support/mails.ts';
import type { Answered, Client, Json, TestPractice } from '../support/practice.ts';
import { taskOf, tasksOf } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const DAY_MS = 24 * 3_600_000;

let kindword: TestKindword;
let practice: TestPractice;
let other: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  [practice, other] = [await kindword.practice(), await kindword.practice()];
});
afterAll(() => kindword.stop());

const writeTo = (where: TestPractice, { id }: { id: string }): Promise<Answered> =>
  where.call('POST', `/clients/${id}/communications`, { carrier: 'intake_form' });
const suppressionsOf = async (where: TestPractice, query = ''): Promise<Json[]> =>
  (await where.ask('GET', `/suppressions${query}`)).items;
const of = ({ email }: { email: string }) => `?email=${encodeURIComponent(email)}`;
const shownAt = async (where: TestPractice, { id }: { id: string }): Promise<Json> =>
  (await where.ask('GET', `/clients/${id}`)).suppression;

/** A client whom a note has reached, and what the mail provider knows of it. */
async function writtenTo(where = practice): Promise<{ client: Client; mail: Json }> {
  const client = await where.client();
  await where.ask('POST', `/clients/${client.id}/communications`, { carrier: 'intake_form' });
  return { client, mail: await firstMailTo(kindword.outbox, client.email) };
}

const bounceOf = ({ client, mail }: { client: Client; mail: Json }, type: string, change: Json = {}) => ({
  RecordType: 'Bounce',
  ID: 4711,
  Type: type,
  MessageID: mail.MessageID,
  Email: client.email,
  BouncedAt: new Date().toISOString(),
  Inactive: type === 'HardBounce',
  Metadata: mail.Metadata,
  ...change,
});
const reactivated = ({ email }: { email: string }) => ({
  RecordType: 'SubscriptionChange',
  MessageID: null,
  Recipient: email,
  ChangedAt: new Date().toISOString(),
  Origin: 'Customer',
  SuppressSending: false,
  SuppressionReason: null,
  Tag: null,
  Metadata: {},
});

test.each(['DMARCPolicy', 'Blocked', 'SMTPApiError', 'SpamNotification'])(
  'a fault of the sender’s (%s) says nothing of the address: it stays in use, here and elsewhere, and a person hears',
  async (type) => {
    const sent = await writtenTo();
    await postmarkSays(kindword, bounceOf(sent, type));

    const task = await taskOf(practice, { kind: 'mail_came_back', clientId: sent.client.id });
    const theirs = await other.client({ email: sent.client.email });

    expect(task.words).toContain('their mail server does not accept our sender');
    expect(await suppressionsOf(practice, of(sent.client))).toEqual([]);
    expect([(await writeTo(practice, sent.client)).status, (await writeTo(other, theirs)).status]).toEqual([
      201, 201,
    ]);
  },
);

test('a series of the sender’s faults is an alarm: a task for the owner, and a number for the operator', async () => {
  const where = await kindword.practice();
  for (let count = 0; count < 3; count += 1)
    await postmarkSays(kindword, bounceOf(await writtenTo(where), 'DMARCPolicy'));

  const task = await taskOf(where, { kind: 'sender_refused' });
  const counted = await until(async () => {
    const metrics = await (await fetch(`${kindword.url}/metrics`)).text();
    return Number(/^kindword_mails_refused_for_sender (\d+)$/m.exec(metrics)?.[1] ?? 0);
  });

  expect(task).toMatchObject({ assigneeId: where.staffId, words: expect.stringContaining('DMARC') });
  expect(counted).toBeGreaterThanOrEqual(3);
});

test.each([
  ['HardBounce', 'hard_bounce', 90],
  ['BadEmailAddress', 'bad_address', null],
])(
  'a bounce (%s) stops every practice, and only the one where it happened learns why',
  async (type, reason, days) => {
    const sent = await writtenTo();
    const theirs = await other.client({ email: sent.client.email });
    await postmarkSays(kindword, bounceOf(sent, type));

    const here = await until(async () => shownAt(practice, sent.client));
    const there = await until(async () => shownAt(other, theirs));
    const [ours, elsewhere] = [await writeTo(practice, sent.client), await writeTo(other, theirs)];

    expect(here).toMatchObject({ reason, since: expect.any(String) });
    if (days !== null) expect(Date.parse(here.until) - Date.parse(here.since)).toBe(days * DAY_MS);
    expect(there).toEqual({ id: null, reason: 'suppressed', since: null, until: null });
    expect([ours.status, elsewhere.status]).toEqual([409, 409]);
    expect(ours.body.detail).toMatch(/came back|not a valid/);
    expect(elsewhere.body.detail).toBe('Nothing was sent: their address takes no mail of ours.');
  },
);

test('a complaint is `objected` where it was made, and one neutral word elsewhere, as every other cause', async () => {
  const sent = await writtenTo();
  const theirs = await other.client({ email: sent.client.email });
  await postmarkSays(kindword, bounceOf(sent, 'SpamComplaint', { RecordType: 'SpamComplaint' }));
  await until(async () => shownAt(practice, sent.client));
  for (const [where, { id }] of [
    [practice, sent.client],
    [other, theirs],
  ] as const)
    await where.ask('POST', `/clients/${id}/prompt-consent`, {
      status: 'given',
      channel: 'form',
      wordingVersion: 'v1',
    });

  const gateOf = async (where: TestPractice, id: string) =>
    (await where.ask('GET', `/clients/${id}/journey`)).gate;
  const [row] = await suppressionsOf(other, of(theirs));

  expect((await gateOf(practice, sent.client.id)).code).toBe('objected');
  expect((await gateOf(other, theirs.id)).code).not.toBe('objected');
  expect(row).toMatchObject({ id: null, reason: 'suppressed', since: null, source: null, mayLift: false });
  expect(await suppressionsOf(other, `?reason=complaint`)).toEqual([]);
  expect(await suppressionsOf(other, of({ email: `nobody-${randomUUID()}@example.org` }))).toEqual([]);
});

test('nobody learns of an address that they have not on record', async () => {
  const sent = await writtenTo();
  await postmarkSays(kindword, bounceOf(sent, 'HardBounce'));
  await until(async () => shownAt(practice, sent.client));

  expect(await suppressionsOf(other, of(sent.client))).toEqual([]);
});

test('a reactivated address is heard by address, with no e-mail named, and lifts what is a fault of the address everywhere', async () => {
  const sent = await writtenTo();
  const theirs = await other.client({ email: sent.client.email });
  await postmarkSays(kindword, bounceOf(sent, 'HardBounce'));
  await until(async () => shownAt(other, theirs));

  await postmarkSays(kindword, reactivated(sent.client));

  await until(async () => (await shownAt(practice, sent.client)) === null);
  expect(await shownAt(other, theirs)).toBeNull();
  expect([(await writeTo(practice, sent.client)).status, (await writeTo(other, theirs)).status]).toEqual([
    201, 201,
  ]);
});

test('a reactivation lifts no unsubscription, no complaint, no stop and no erasure', async () => {
  const { email } = await practice.client();
  const reasons = ['unsubscribed', 'complaint', 'stop_by_mail', 'erased', 'hard_bounce', 'inactive'] as const;
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    for (const reason of reasons)
      em.create(Suppression, { practiceId, emailHash: emailHash(email), reason, at: now });
  });

  await postmarkSays(kindword, reactivated({ email }));

  const left = async () => (await suppressionsOf(practice, of({ email }))).map(({ reason }) => reason);
  await until(async () => (await left()).length === 4);
  expect((await left()).toSorted()).toEqual(['complaint', 'erased', 'stop_by_mail', 'unsubscribed']);
});

test('an address that is inactive on one practice’s server stays in use in every other', async () => {
  const email = `robin-${randomUUID()}+fault-once-406@example.org`;
  const [client, theirs] = [await practice.client({ email }), await other.client({ email })];

  await practice.ask('POST', `/clients/${client.id}/communications`, { carrier: 'intake_form' });
  const shown = await until(async () => shownAt(practice, client));

  expect(shown).toMatchObject({ reason: 'inactive', until: null });
  expect(await shownAt(other, theirs)).toBeNull();
  expect((await writeTo(other, theirs)).status).toBe(201);
});

test('a hard bounce is over after ninety days: mail may go again', async () => {
  const client = await practice.client();
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    const at = new Date(now.getTime() - 91 * DAY_MS);
    const ended = { reason: 'hard_bounce' as const, at, until: new Date(at.getTime() + 90 * DAY_MS) };
    em.create(Suppression, { practiceId, emailHash: emailHash(client.email), ...ended });
  });

  expect(await shownAt(practice, client)).toBeNull();
  expect((await writeTo(practice, client)).status).toBe(201);
  await firstMailTo(kindword.outbox, client.email);
});

test('an owner lifts a bounce: the mail provider is asked to take the address again, and mail goes', async () => {
  const email = `robin-${randomUUID()}@example.org`;
  const client = await practice.client({ email });
  const first = await writtenToThen(client);
  await happensTo(kindword.outbox, first, 'hard-bounce');
  const { id } = await until(async () => shownAt(practice, client));
  const desk = await practice.as(['desk']);

  const [refused, lifted] = [
    await desk.call('DELETE', `/suppressions/${id}`),
    await practice.call('DELETE', `/suppressions/${id}`),
  ];

  expect([refused.status, lifted.status]).toEqual([403, 204]);
  expect(await shownAt(practice, client)).toBeNull();
  expect((await writeTo(practice, client)).status).toBe(201);
  await until(async () => (await mailsTo(kindword.outbox, email)).length === 2);
  expect(
    (await kindword.outbox.client.getSuppressions('outbound', { emailAddress: email })).Suppressions,
  ).toEqual([]);
  const seen = await suppressionsOf(practice, `${of({ email })}&updatedSince=2026-01-01T00:00:00Z`);
  expect(seen).toMatchObject([{ reason: 'hard_bounce', liftedBy: practice.staffId, mayLift: false }]);
});

test('what an owner lifted does not come back with the same news', async () => {
  const sent = await writtenTo();
  const bounce = bounceOf(sent, 'HardBounce');
  await postmarkSays(kindword, bounce);
  const { id } = await until(async () => shownAt(practice, sent.client));
  await practice.call('DELETE', `/suppressions/${id}`);

  await postHook(kindword, 'events', { ...bounce, MessageID: randomUUID() });
  await postmarkSays(kindword, bounceOf(await writtenTo(), 'SoftBounce'));

  expect(await shownAt(practice, sent.client)).toBeNull();
});

test.each(['unsubscribed', 'complaint', 'erased'] as const)(
  'what a person said themselves (%s) is not lifted by anybody, and the answer says why',
  async (reason) => {
    const client = await practice.client();
    await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
      em.create(Suppression, { practiceId, emailHash: emailHash(client.email), reason, at: now });
    });
    const [row] = await suppressionsOf(practice, of(client));

    const answered = await practice.call('DELETE', `/suppressions/${row.id}`);

    expect(row).toMatchObject({ reason, mayLift: false, clientId: client.id, email: client.email });
    expect(answered).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/mail|forgotten/) },
    });
    expect((await writeTo(practice, client)).status).toBe(409);
  },
);

test('a STOP by mail is heard at once, is a task, and is taken back by an owner within thirty days', async () => {
  const client = await practice.client();
  const { inboundAddress } = await practice.ask('GET', '/practice');
  await postHook(
    kindword,
    'inbound',
    mailPayload({ to: inboundAddress, from: client.email, name: 'Robin Rowan', text: 'STOP', subject: 'Re' }),
  );
  const task = await taskOf(practice, { kind: 'stop_by_mail', clientId: client.id });
  const refused = await writeTo(practice, client);

  const taken = await practice.call('DELETE', `/suppressions/${task.subjectId}`);

  expect(refused.body.detail).toBe('Nothing was sent: they wrote that they want no more mail.');
  expect(task.words).toContain(`/suppressions/${task.subjectId}`);
  expect(taken.status).toBe(204);
  expect((await writeTo(practice, client)).status).toBe(201);
  expect(await tasksOf(practice, { kind: 'stop_by_mail', clientId: client.id })).toEqual([]);
});

test('whoever says STOP once more after it was taken back is heard once more, in the same words on the same day', async () => {
  const client = await practice.client();
  const { inboundAddress } = await practice.ask('GET', '/practice');
  const stop = () =>
    mailPayload({ to: inboundAddress, from: client.email, name: 'Robin Rowan', text: 'STOP', subject: 'Re' });
  const first = stop();
  await postHook(kindword, 'inbound', first);
  const { subjectId } = await taskOf(practice, { kind: 'stop_by_mail', clientId: client.id });
  await practice.ask('DELETE', `/suppressions/${subjectId}`);

  await postHook(kindword, 'inbound', { ...first, MessageID: randomUUID() });
  const afterACopy = (await writeTo(practice, client)).status;
  await postHook(kindword, 'inbound', stop());
  await taskOf(practice, { kind: 'stop_by_mail', clientId: client.id });

  expect(afterACopy).toBe(201);
  expect((await writeTo(practice, client)).status).toBe(409);
});

test('after thirty days a STOP by mail stands', async () => {
  const client = await practice.client();
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    const at = new Date(now.getTime() - 31 * DAY_MS);
    em.create(Suppression, { practiceId, emailHash: emailHash(client.email), reason: 'stop_by_mail', at });
  });
  const [row] = await suppressionsOf(practice, of(client));

  expect(await practice.call('DELETE', `/suppressions/${row.id}`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('thirty days') },
  });
});

test('mail to somebody who works here that comes back is another person’s task', async () => {
  const where = await kindword.practice();
  const desk = await where.as(['desk']);
  const { items: staff } = await where.ask('GET', '/staff');
  const emailOf = (id: string) => staff.find((one: Json) => one.id === id).email;
  for (const [who, type] of [
    [desk.staffId, 'HardBounce'],
    [where.staffId, 'SoftBounce'],
  ] as const) {
    const asks = who === desk.staffId ? desk : where;
    await asks.ask('POST', '/templates/m26/test-send', {});
    const mail = await firstMailTo(kindword.outbox, emailOf(who));
    const client = { email: emailOf(who) } as Client;
    await postmarkSays(kindword, bounceOf({ client, mail }, type));
  }

  const [about, own] = [
    await taskOf(where, { kind: 'staff_mail_bounces', subjectId: desk.staffId }),
    await taskOf(where, { kind: 'staff_mail_bounces', subjectId: where.staffId }),
  ];

  expect(about).toMatchObject({ assigneeId: where.staffId, why: 'hard_bounce' });
  expect(own).toMatchObject({ assigneeId: desk.staffId, why: 'came_back' });
});

test('news of the mail provider is applied while Temporal is away, pushed now or stored before', async () => {
  const [pushed, stored] = [await practice.client(), await practice.client()];
  const bounce = ({ email }: Client) => ({
    RecordType: 'Bounce',
    Type: 'HardBounce',
    MessageID: randomUUID(),
    Email: email,
    BouncedAt: new Date().toISOString(),
    Inactive: true,
    Metadata: {},
  });
  const { temporal } = kindword.settings;
  await kindword.restart({ temporal: { ...temporal, connectionOptions: { address: NOWHERE } } });

  await receiveWebhook(kindword.database, bounce(stored), null, { now: new Date(), boundTo: null });
  await postmarkSays(kindword, bounce(pushed));

  for (const client of [pushed, stored])
    await until(async () => (await shownAt(practice, client))?.reason === 'suppressed');
  await kindword.restart();
});

async function writtenToThen(client: Client): Promise<Json> {
  await practice.ask('POST', `/clients/${client.id}/communications`, { carrier: 'intake_form' });
  return firstMailTo(kindword.outbox, client.email);
}
