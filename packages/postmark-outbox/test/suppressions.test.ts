import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Errors } from 'postmark';
import { aMail, eventually, failureOf, HookReceiver, TestOutbox } from './support.ts';

let receiver: HookReceiver;
let outbox: TestOutbox;
beforeAll(async () => {
  receiver = await HookReceiver.start();
  outbox = await TestOutbox.start({ hook: { url: receiver.url, user: 'hook', password: 'secret' } });
});
afterAll(async () => {
  await outbox.stop();
  await receiver.stop();
});

test('a suppressed address is refused on its stream, named, and still written to on the other', async () => {
  await suppress('gone@example.com');

  const failure = await failureOf(outbox.client.sendEmail(aMail({ To: 'Gone@example.com' })));
  const elsewhere = await outbox.client.sendEmail(
    aMail({ To: 'gone@example.com', MessageStream: 'broadcast' }),
  );

  expect(failure).toBeInstanceOf(Errors.InactiveRecipientsError);
  expect(failure).toMatchObject({ statusCode: 422, code: 406, recipients: ['Gone@example.com'] });
  expect(elsewhere.ErrorCode).toBe(0);
});

test('in a batch a suppressed address is the result of its own mail alone', async () => {
  await suppress('away@example.com');

  const results = await outbox.client.sendEmailBatch([
    aMail({ To: 'here@example.com' }),
    aMail({ To: 'away@example.com' }),
    aMail({ To: 'away@example.com', MessageStream: 'broadcast' }),
  ]);

  expect(results.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 406, 0]);
  expect(results[1]).toEqual({ ErrorCode: 406, Message: expect.stringContaining('away@example.com') });
});

test('of several recipients the active ones still get the mail', async () => {
  await suppress('part@example.com');

  const failure = await failureOf(
    outbox.client.sendEmail(aMail({ To: 'part@example.com, whole@example.com', Metadata: { sid: 'part' } })),
  );

  const [found] = (await outbox.client.getOutboundMessages({ count: 1, offset: 0, metadata_sid: 'part' }))
    .Messages;
  expect(failure).toMatchObject({ code: 406, recipients: ['part@example.com'] });
  await eventually(async () => {
    const details = await outbox.client.getOutboundMessageDetails(found?.MessageID ?? '');
    return details.MessageEvents.map(({ Recipient }) => Recipient).join() === 'whole@example.com'
      ? true
      : null;
  });
});

test('what the API suppressed is listed, posted as a webhook and can be deleted again', async () => {
  await suppress('back@example.com');

  const listed = await outbox.client.getSuppressions('outbound', { emailAddress: 'back@example.com' });
  const deleted = await outbox.client.deleteSuppressions('outbound', entries('back@example.com'));

  expect(listed.Suppressions).toEqual([
    {
      EmailAddress: 'back@example.com',
      SuppressionReason: 'ManualSuppression',
      Origin: 'Customer',
      CreatedAt: expect.any(String),
    },
  ]);
  expect(deleted.Suppressions).toEqual([
    { EmailAddress: 'back@example.com', Status: 'Deleted', Message: null },
  ]);
  const changes = await eventually(() => {
    const posted = receiver
      .of('SubscriptionChange')
      .filter(({ body }) => body['Recipient'] === 'back@example.com');
    return posted.length === 2 ? posted : null;
  });
  expect(new Set(changes.map(({ body }) => body['SuppressSending']))).toEqual(new Set([false, true]));
  expect(changes.every(({ body }) => body['MessageID'] === null)).toBe(true);
  await expect(outbox.client.sendEmail(aMail({ To: 'back@example.com' }))).resolves.toMatchObject({
    ErrorCode: 0,
  });
});

test('an address that is none fails alone', async () => {
  const { Suppressions } = await outbox.client.createSuppressions(
    'outbound',
    entries('nobody', 'ok@example.com'),
  );

  expect(Suppressions.map(({ Status }) => Status)).toEqual(['Failed', 'Suppressed']);
});

test.each([
  ['an unknown stream', 'nowhere', 1, 1226],
  ['51 addresses', 'outbound', 51, 1410],
])('suppressing on %s is refused', async (_what, stream, count, code) => {
  const many = Array.from({ length: count }, (_, n) => `n${n}@example.com`);

  const failure = await failureOf(outbox.client.createSuppressions(stream, entries(...many)));

  expect(failure).toMatchObject({ statusCode: 422, code });
});

test('a hard bounce is posted, listed, suppresses the address, and can be activated again', async () => {
  const to = 'lost+bounce@example.com';
  const { MessageID } = await outbox.client.sendEmail(aMail({ To: to, Tag: 't', Metadata: { sid: 'b' } }));

  const posted = await eventually(() => receiver.of('Bounce').find(({ body }) => body['Email'] === to));

  const { Bounces } = await outbox.client.getBounces({ count: 10, offset: 0, emailFilter: 'LOST' });
  const bounce = Bounces[0];
  expect(posted.body).toMatchObject({
    Type: 'HardBounce',
    TypeCode: 1,
    MessageID,
    Tag: 't',
    Metadata: { sid: 'b' },
  });
  expect(bounce).toMatchObject({ ID: posted.body['ID'], Inactive: true, CanActivate: true, Email: to });
  expect(receiver.of('Delivery').some(({ body }) => body['MessageID'] === MessageID)).toBe(false);
  expect(await failureOf(outbox.client.sendEmail(aMail({ To: to })))).toMatchObject({ code: 406 });
  const { Body } = await outbox.client.getBounceDump(bounce?.ID ?? 0);
  expect(Body).toContain(to);

  const activated = await outbox.client.activateBounce(bounce?.ID ?? 0);

  expect(activated).toMatchObject({ Message: 'OK', Bounce: { Inactive: false } });
  await expect(outbox.client.sendEmail(aMail({ To: to }))).resolves.toMatchObject({ ErrorCode: 0 });
});

test('a soft bounce leaves the address in use', async () => {
  const to = 'full+soft-bounce@example.com';
  await outbox.client.sendEmail(aMail({ To: to }));

  const posted = await eventually(() => receiver.of('Bounce').find(({ body }) => body['Email'] === to));

  expect(posted.body).toMatchObject({ Type: 'SoftBounce', TypeCode: 4096, Inactive: false });
  await expect(outbox.client.sendEmail(aMail({ To: to }))).resolves.toMatchObject({ ErrorCode: 0 });
});

test('a complaint follows the delivery and is never undone', async () => {
  const to = 'angry+complaint@example.com';
  await outbox.client.sendEmail(aMail({ To: to }));

  const complaint = await eventually(() =>
    receiver.of('SpamComplaint').find(({ body }) => body['Email'] === to),
  );

  const id = Number(complaint.body['ID']);
  expect(complaint.body).toMatchObject({ TypeCode: 100_001, Inactive: true, CanActivate: false });
  expect(receiver.of('Delivery').some(({ body }) => body['Recipient'] === to)).toBe(true);
  expect(await failureOf(outbox.client.activateBounce(id))).toMatchObject({ code: 1003 });
  const { Suppressions } = await outbox.client.deleteSuppressions('outbound', entries(to));
  expect(Suppressions[0]?.Status).toBe('Failed');
  expect(await failureOf(outbox.client.sendEmail(aMail({ To: to })))).toMatchObject({ code: 406 });
});

test('the statistics count what came back', async () => {
  const { Bounces } = await outbox.client.getDeliveryStatistics();

  const total = await outbox.client.getBounces({ count: 1, offset: 0 });
  expect(Bounces[0]).toEqual({ Name: 'All', Count: total.TotalCount });
});

test.each([{ count: -1 }, { count: 501 }, { offset: 10_000 }])(
  'bounces asked for with %j are refused',
  async (change) => {
    const failure = await failureOf(outbox.client.getBounces({ count: 1, offset: 0, ...change }));

    expect(failure).toMatchObject({ statusCode: 422, code: 1000 });
  },
);

async function suppress(email: string): Promise<void> {
  await outbox.client.createSuppressions('outbound', entries(email));
}

function entries(...emails: string[]) {
  return { Suppressions: emails.map((EmailAddress) => ({ EmailAddress })) };
}
