import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { number, object } from '../src/shape.ts';
import { aMail, eventually, HookReceiver, TestOutbox } from './support.ts';

const Listening = object({ port: number });

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});

test('a delivery is posted with password, trace and the metadata of the mail', async () => {
  const { outbox, receiver } = await start();
  const { MessageID } = await outbox.client.sendEmail(aMail({ Tag: 'thanks', Metadata: { sid: 's1' } }));

  const [posted] = await eventually(() => (receiver.posted.length > 0 ? receiver.posted : null));

  expect(posted?.path).toBe('/hooks/postmark/events');
  expect(posted?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from('hook:secret').toString('base64')}`,
    'x-pm-webhook-trace-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-pm-retries-remaining': '6',
  });
  expect(posted?.body).toEqual({
    RecordType: 'Delivery',
    MessageStream: 'outbound',
    ServerID: 1,
    MessageID,
    Recipient: 'jo@example.com',
    Tag: 'thanks',
    DeliveredAt: expect.stringMatching(/Z$/),
    Details: expect.any(String),
    Metadata: { sid: 's1' },
  });
});

test.each([500, 503, 408, 429])(
  'a receiver that answered %i is asked again, with the same trace',
  async (status) => {
    const { outbox, receiver } = await start(status);
    await outbox.client.sendEmail(aMail());

    const [first, second] = await eventually(() => (receiver.posted.length === 2 ? receiver.posted : null));

    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['x-pm-webhook-trace-id']).toBe(first?.headers['x-pm-webhook-trace-id']);
    expect(second?.headers['x-pm-retries-remaining']).toBe('5');
  },
);

test.each([400, 401, 404, 422])('a receiver that answered %i has lost the event', async (status) => {
  const { outbox, receiver } = await start(status);
  const { MessageID } = await outbox.client.sendEmail(aMail());

  await eventually(() => receiver.posted[0]);

  const page = await eventually(async () => {
    const text = await (await fetch(`${outbox.url}/outbox/mails/${MessageID}`)).text();
    return text.includes('dropped') ? text : null;
  });
  expect(page).toContain(`HTTP ${status}`);
  expect(receiver.posted).toHaveLength(1);
});

test('a redirect of the receiver is followed, with the body where the status says so', async () => {
  const target = await HookReceiver.start();
  const redirecting = createServer((_req, res) => {
    res.writeHead(307, { Location: `${target.url}/moved` }).end();
  }).listen(0, '127.0.0.1');
  await once(redirecting, 'listening');
  const { port } = Listening(redirecting.address());
  const outbox = await TestOutbox.start({
    hook: { url: `http://127.0.0.1:${port}`, user: 'hook', password: 'secret' },
  });
  running.push(outbox, target, { stop: () => stopServer(redirecting) });
  const { MessageID } = await outbox.client.sendEmail(aMail());

  const posted = await eventually(() => target.posted[0]);

  expect(posted).toMatchObject({ path: '/moved', body: { RecordType: 'Delivery', MessageID } });
  expect(posted.headers.authorization).toBeUndefined();
});

test('without a receiver a mail has its outcome and no webhook', async () => {
  const outbox = await TestOutbox.start({
    webhooks: { eventsUrl: null, inboundUrl: null, user: '', password: '' },
  });
  running.push(outbox);
  const { MessageID } = await outbox.client.sendEmail(aMail());
  const answer = await outbox.press('/inbound', {
    from: 'a@example.com',
    to: 'in@example.org',
    subject: 'Hello',
    text: 'Hi',
  });

  const page = await eventually(async () => {
    const text = await (await fetch(`${outbox.url}/outbox/mails/${MessageID}`)).text();
    return text.includes('Delivered <span') ? text : null;
  });

  expect(answer.status).toBe(200);
  expect(page).toContain('None yet.');
});

test('with the switch on every webhook comes twice and out of order', async () => {
  const { outbox, receiver } = await start();
  await outbox.press('/settings', { fireTwice: true });
  await outbox.client.sendEmail(aMail({ To: 'x+complaint@example.com' }));

  await eventually(() => (receiver.posted.length === 6 ? true : null));

  const order = receiver.posted.map(({ body }) => body['RecordType']);
  const traces = receiver.posted.map(({ headers }) => headers['x-pm-webhook-trace-id']);
  for (const recordType of ['Delivery', 'SpamComplaint', 'SubscriptionChange']) {
    expect(receiver.of(recordType)).toHaveLength(2);
  }
  expect(order.lastIndexOf('Delivery')).toBeGreaterThan(order.indexOf('SpamComplaint'));
  expect(order.indexOf('SubscriptionChange')).toBeLessThan(order.indexOf('SpamComplaint'));
  expect(new Set(traces).size).toBe(3);
});

test.each([
  ['delivered', ['Delivery']],
  ['hard-bounce', ['Bounce', 'SubscriptionChange']],
  ['soft-bounce', ['Bounce']],
  ['complaint', ['SpamComplaint', 'SubscriptionChange']],
  ['unsubscribe', ['SubscriptionChange']],
])('the button %s posts %j', async (event, recordTypes) => {
  const { outbox, receiver } = await start();
  const { MessageID } = await outbox.client.sendEmail(aMail());
  await eventually(() => receiver.posted[0]);

  await outbox.press(`/mails/${MessageID}/events`, { event });

  const posted = await eventually(() =>
    receiver.posted.length > recordTypes.length ? receiver.posted.slice(1) : null,
  );
  expect(posted.map(({ body }) => body['RecordType'])).toEqual(recordTypes);
  expect(posted.every(({ body }) => body['MessageID'] === MessageID)).toBe(true);
});

test('a reply goes to the reply address, with its hash and the thread of the mail', async () => {
  const { outbox, receiver } = await start();
  const ReplyTo = 'Anna <r+token@in.example.org>';
  const { MessageID } = await outbox.client.sendEmail(aMail({ To: 'Jo <jo@example.com>', ReplyTo }));

  await outbox.press(`/mails/${MessageID}/reply`, { text: 'Yes, please.' });

  const posted = await eventually(() =>
    receiver.posted.find(({ path }) => path === '/hooks/postmark/inbound'),
  );
  expect(posted.headers.authorization).toMatch(/^Basic /);
  expect(posted.body).toMatchObject({
    FromFull: { Email: 'jo@example.com', Name: 'Jo' },
    OriginalRecipient: 'r+token@in.example.org',
    MailboxHash: 'token',
    Subject: 'Re: Thank you',
    StrippedTextReply: 'Yes, please.',
    Headers: expect.arrayContaining([{ Name: 'In-Reply-To', Value: `<${MessageID}@mtasv.net>` }]),
  });
});

test('an inbound mail is posted, is tried again after a 404, and is then listed as processed', async () => {
  const { outbox, receiver } = await start(404);

  await outbox.press('/inbound', {
    from: 'ref@example.com',
    to: 'hello@in.example.org',
    subject: 'Intro: Jane',
    text: 'Hi',
  });

  await eventually(() => (receiver.posted.length === 2 ? true : null));
  const listed = await eventually(async () => {
    const { InboundMessages } = await outbox.client.getInboundMessages();
    return InboundMessages[0];
  });
  expect(listed).toMatchObject({
    Subject: 'Intro: Jane',
    Status: 'Processed',
    MessageID: receiver.posted[0]?.body['MessageID'],
  });
});

async function start(...statuses: number[]) {
  const receiver = await HookReceiver.start(...statuses);
  const outbox = await TestOutbox.start({ hook: { url: receiver.url, user: 'hook', password: 'secret' } });
  running.push(outbox, receiver);
  return { outbox, receiver };
}

async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
