import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Errors, Models } from 'postmark';
import { aMail, clientOf, failureOf, TestOutbox } from './support.ts';

let outbox: TestOutbox;
beforeAll(async () => {
  outbox = await TestOutbox.start();
});
afterAll(() => outbox.stop());

test('tracking is off until it is turned on, and then stays on', async () => {
  const before = await outbox.client.getServer();

  await outbox.client.editServer({ TrackOpens: true, TrackLinks: Models.LinkTrackingOptions.HtmlOnly });

  expect(before).toMatchObject({ TrackOpens: false, TrackLinks: 'None', DeliveryType: 'Live' });
  expect(await outbox.client.getServer()).toMatchObject({
    TrackOpens: true,
    TrackLinks: 'HtmlOnly',
    Name: before.Name,
  });
});

test('a server has a transactional, a broadcast and an inbound stream', async () => {
  const { MessageStreams, TotalCount } = await outbox.client.getMessageStreams();

  expect(TotalCount).toBe(3);
  expect(MessageStreams.map(({ ID, MessageStreamType }) => [ID, MessageStreamType])).toEqual([
    ['outbound', 'Transactional'],
    ['broadcast', 'Broadcasts'],
    ['inbound', 'Inbound'],
  ]);
  expect(await outbox.client.getMessageStream('broadcast')).toMatchObject({
    ID: 'broadcast',
    SubscriptionManagementConfiguration: { UnsubscribeHandlingType: 'Custom' },
  });
});

test('how a stream handles unsubscribing is kept as it was set', async () => {
  const { Postmark, Custom } = Models.UnsubscribeHandlingTypes;
  const set = (UnsubscribeHandlingType: Models.UnsubscribeHandlingTypes) =>
    outbox.client.editMessageStream('broadcast', {
      SubscriptionManagementConfiguration: { UnsubscribeHandlingType },
    });

  await set(Postmark);

  expect(await outbox.client.getMessageStream('broadcast')).toMatchObject({
    SubscriptionManagementConfiguration: { UnsubscribeHandlingType: 'Postmark' },
  });
  await set(Custom);
});

test("another practice's token with the prefix shares the store, any other token is refused", async () => {
  const friend = clientOf(outbox.port, 'outbox-another-practice');
  const stranger = clientOf(outbox.port, '5f0c3c1e-real-looking-token');

  const { MessageID } = await friend.sendEmail(aMail());
  const failure = await failureOf(stranger.sendEmail(aMail()));

  expect(await outbox.client.getOutboundMessageDetails(MessageID)).toMatchObject({ MessageID });
  expect(failure).toBeInstanceOf(Errors.InvalidAPIKeyError);
  expect(failure).toMatchObject({ statusCode: 401, code: 10 });
});

test('a call without a token is refused with 401', async () => {
  const response = await fetch(`${outbox.url}/server`);

  expect(response.status).toBe(401);
  expect(response.headers.get('X-PM-ApiErrorCode')).toBe('10');
});

test('what the outbox cannot do is never answered as done', async () => {
  const failure = await failureOf(
    outbox.client.sendEmailWithTemplate({
      From: 'a@example.org',
      To: 'b@example.org',
      TemplateId: 1,
      TemplateModel: {},
    }),
  );

  expect(failure).toMatchObject({
    statusCode: 501,
    code: 501,
    message: expect.stringContaining('/email/withTemplate'),
  });
});

test('it says that it is well', async () => {
  const response = await fetch(`${outbox.url}/healthz`);

  expect(await response.json()).toEqual({ ok: true });
});
