import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Message } from '../../entities/message.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

const FORMER = 'the password from before it was changed';

let kindword: TestKindword;
let ours: TestPractice;
let others: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  const { hooks, ...mail } = kindword.settings.mail;
  await kindword.restart({ mail: { ...mail, hooks: { ...hooks, formerPasswords: [FORMER] } } });
  [ours, others] = [await kindword.practice(), await kindword.practice()];
});
afterAll(() => kindword.stop());

type Credentials = { user: string; password: string };

function post(hook: 'events' | 'inbound', { user, password }: Credentials, body: object, trace?: string) {
  return fetch(`${kindword.url}/hooks/postmark/${hook}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
      ...(trace ? { 'x-pm-webhook-trace-id': trace } : {}),
    },
    body: JSON.stringify(body),
  });
}

/** A thanks that has gone, and a bounce of it as the mail provider tells it. */
async function sentBy(practice: TestPractice): Promise<{ id: string; bounce: Json }> {
  const client = await practice.client();
  const { id: referralId } = await practice.refer({ referrer: { clientId: client.id } });
  await practice.ask('POST', `/referrals/${referralId}/acknowledgement`, {});
  const message = await until(async () => {
    const { items } = await practice.ask('GET', `/messages?template=m7&referralId=${referralId}`);
    return items[0]?.status === 'sent' ? items[0] : null;
  });
  const bounce = {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    TypeCode: 1,
    MessageID: randomUUID(),
    Email: client.email,
    BouncedAt: new Date().toISOString(),
    Inactive: true,
    Metadata: { sid: message.sid },
    MessageStream: 'outbound',
  };
  return { id: message.id, bounce };
}

/** What became of an event that these credentials brought; null: those of the installation. */
async function outcomeOf({ MessageID }: Json, boundTo: string | null): Promise<string | null> {
  const em = kindword.database.orm.em.fork();
  const wanted = { dedupeKey: { $like: `%${MessageID}%` }, boundTo, appliedAt: { $ne: null } };
  const event = await until(() => em.findOne(WebhookEvent, wanted, { refresh: true }));
  return event.outcome ?? null;
}

const deliveryOf = (practice: TestPractice, id: string) =>
  inPractice(kindword, practice, async ({ em }) => (await em.findOneOrFail(Message, { id })).delivery);

test('credentials are shown once, listed with their last use, two at a time, and end at once', async () => {
  const practice = await kindword.practice();
  const issue = () => practice.call('POST', '/practice/hook-credentials');
  const [first, second, third] = [await issue(), await issue(), await issue()];

  expect([first.status, second.status, third.status]).toEqual([201, 201, 409]);
  expect(first.body.password).toMatch(/^[\w-]{43}$/);
  expect((await post('events', first.body, { RecordType: 'Open' })).status).toBe(200);
  const { items } = await practice.ask('GET', '/practice/hook-credentials');
  expect(items).toEqual([
    { id: second.body.id, user: second.body.user, createdAt: expect.any(String), lastUsedAt: null },
    {
      id: first.body.id,
      user: first.body.user,
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
    },
  ]);

  expect((await practice.call('DELETE', `/practice/hook-credentials/${first.body.id}`)).status).toBe(204);
  expect((await post('events', first.body, { RecordType: 'Open' })).status).toBe(401);
  expect((await post('events', second.body, { RecordType: 'Open' })).status).toBe(200);
  expect((await practice.ask('GET', '/practice/hook-credentials')).items).toHaveLength(1);
});

test('they are the owner’s alone, and nobody else’s practice knows of them', async () => {
  const issued = await others.ask('POST', '/practice/hook-credentials');
  for (const role of ['desk', 'practitioner', 'agency', 'privacy', 'operator']) {
    const who = await others.as([role]);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['DELETE', `/${issued.id}`],
    ] as const)
      expect((await who.call(method, `/practice/hook-credentials${path}`)).status).toBe(403);
  }
  expect((await ours.call('DELETE', `/practice/hook-credentials/${issued.id}`)).status).toBe(404);
  expect((await ours.ask('GET', '/practice/hook-credentials')).items).toEqual([]);
  await others.ask('DELETE', `/practice/hook-credentials/${issued.id}`);
});

test('what is posted with the credentials of one practice touches its own e-mails alone', async () => {
  const theirs = await others.ask('POST', '/practice/hook-credentials');
  const [mine, foreign] = [await sentBy(others), await sentBy(ours)];
  const outcome = ({ bounce }: { bounce: Json }) => outcomeOf(bounce, others.practiceId);

  await post('events', theirs, foreign.bounce);
  await post('events', theirs, mine.bounce);

  expect([await outcome(foreign), await outcome(mine)]).toEqual(['not_theirs', 'bounced']);
  expect([await deliveryOf(ours, foreign.id), await deliveryOf(others, mine.id)]).toEqual([
    expect.not.stringMatching('bounced'),
    'bounced',
  ]);
  await others.ask('DELETE', `/practice/hook-credentials/${theirs.id}`);
});

test('a hard bounce or a complaint that one practice’s server tells of, of its own e-mail too, counts for that practice alone', async () => {
  const theirs = await others.ask('POST', '/practice/hook-credentials');
  for (const RecordType of ['Bounce', 'SpamComplaint']) {
    const { bounce } = await sentBy(others);
    const [shared, named] = [await ours.client({ email: bounce.Email }), await ours.client()];
    const told = { ...bounce, RecordType };
    const forged = { ...told, MessageID: randomUUID(), Email: named.email };

    for (const event of [told, forged]) await post('events', theirs, event);

    const outcome = RecordType === 'Bounce' ? 'bounced' : 'complaint';
    for (const event of [told, forged]) expect(await outcomeOf(event, others.practiceId)).toBe(outcome);
    for (const { id } of [shared, named])
      expect(await ours.ask('GET', `/clients/${id}`)).toMatchObject({ suppression: null });
  }
  await others.ask('DELETE', `/practice/hook-credentials/${theirs.id}`);
});

test('nor does it stand in the way of the event that the mail provider really posts', async () => {
  const theirs = await others.ask('POST', '/practice/hook-credentials');
  const { id, bounce } = await sentBy(ours);
  const trace = randomUUID();

  await post('events', theirs, { RecordType: 'Open' }, trace);
  await post('events', kindword.settings.mail.hooks, bounce, trace);

  await until(async () => (await deliveryOf(ours, id)) === 'bounced');
  await others.ask('DELETE', `/practice/hook-credentials/${theirs.id}`);
});

test('while a practice has credentials and no server of its own, the installation’s server is heard of its mail', async () => {
  const practice = await kindword.practice();
  const { id, bounce } = await sentBy(practice);
  await practice.ask('POST', '/practice/hook-credentials');

  await post('events', kindword.settings.mail.hooks, bounce);

  await until(async () => (await deliveryOf(practice, id)) === 'bounced');
});

test('a practice with a server and credentials of its own is no longer touched by those of the installation', async () => {
  const practice = await kindword.practice();
  const { bounce } = await sentBy(practice);
  const own = await practice.ask('POST', '/practice/hook-credentials');
  await practice.ask('PATCH', '/practice', { postmarkServerToken: 'outbox-of-its-own' });

  await post('events', kindword.settings.mail.hooks, bounce);
  await post('events', own, bounce);

  expect([await outcomeOf(bounce, null), await outcomeOf(bounce, practice.practiceId)]).toEqual([
    'not_theirs',
    'bounced',
  ]);
});

test('mail that comes in through the server of one practice reaches that practice alone', async () => {
  const theirs = await others.ask('POST', '/practice/hook-credentials');
  const mail = (slug: string) => ({
    MessageID: randomUUID(),
    From: 'ruth@example.org',
    FromFull: { Email: 'ruth@example.org', Name: 'Ruth' },
    To: `in+${slug}@in.example.org`,
    ToFull: [{ Email: `in+${slug}@in.example.org`, Name: '' }],
    OriginalRecipient: `in+${slug}@in.example.org`,
    Subject: 'A question',
    TextBody: 'How are you?',
    Date: new Date().toUTCString(),
    Headers: [],
  });

  await post('inbound', theirs, mail(ours.slug));
  await post('inbound', theirs, mail(others.slug));

  await until(async () => (await others.ask('GET', '/inbound-mails')).items.length === 1);
  expect((await ours.ask('GET', '/inbound-mails')).items).toEqual([]);
  await others.ask('DELETE', `/practice/hook-credentials/${theirs.id}`);
});

test('while the installation’s password is changed the former one is accepted too', async () => {
  const { user, password } = kindword.settings.mail.hooks;

  const answers = [password, FORMER, `${FORMER} `, '', `${password},${FORMER}`].map((one) =>
    post('events', { user, password: one }, { RecordType: 'Open' }).then(({ status }) => status),
  );

  expect(await Promise.all(answers)).toEqual([200, 200, 401, 401, 401]);
});

test('whoever guesses is counted and limited, and locks nobody out', async () => {
  const failures = async () => {
    const text = await (await fetch(`${kindword.url}/metrics`)).text();
    return Number(/^kindword_hook_auth_failures_total (\d+)$/m.exec(text)?.[1]);
  };
  const before = await failures();

  const statuses = await Promise.all(
    Array.from({ length: 150 }, () =>
      post('events', { user: 'hook', password: 'a guess' }, {}).then(({ status }) => status),
    ),
  );

  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  await until(async () => (await failures()) === before + 150);
  expect((await post('events', kindword.settings.mail.hooks, { RecordType: 'Open' })).status).toBe(200);
});

test.each([
  ['POST', '/webhooks', (url: string) => ({ url, events: ['client.created'] }), 'url'],
  ['PATCH', '/practice', (url: string) => ({ website: url }), 'website'],
  ['PATCH', '/practice', (url: string) => ({ privacyUrl: url }), 'privacyUrl'],
])('no address with a user or a password in it is kept: %s %s', async (method, path, body, field) => {
  for (const url of [
    'https://user:pass@example.org/',
    'https://user@example.org/',
    'https://:pass@example.org/',
  ])
    expect(await ours.call(method, path, body(url))).toMatchObject({
      status: 422,
      body: { errors: [{ path: field, message: 'must have no user and no password in it' }] },
    });
});
