import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Models } from 'postmark';
import { aMail, eventually, failureOf, TestOutbox, TOKEN } from './support.ts';

const page = { count: 100, offset: 0 };

let outbox: TestOutbox;
beforeAll(async () => {
  outbox = await TestOutbox.start();
  await outbox.client.sendEmail(aMail({ Subject: 'First', Tag: 'a', Metadata: { sid: 'one', kind: 'x' } }));
  await outbox.client.sendEmail(
    aMail({ Subject: '100% sure', To: 'Sam@Example.com', Metadata: { SID: 'two' } }),
  );
  await outbox.client.sendEmail(
    aMail({ Subject: 'News', MessageStream: 'broadcast', Metadata: { sid: 'one' } }),
  );
});
afterAll(() => outbox.stop());

test.each<[string, object, string[]]>([
  ['one field of metadata', { metadata_sid: 'one' }, ['First']],
  ['metadata whatever the case of its name', { metadata_Sid: 'two' }, ['100% sure']],
  ['a recipient whatever the case', { recipient: 'sam@example.com' }, ['100% sure']],
  ['a tag', { tag: 'a' }, ['First']],
  ['a part of the subject, taken literally', { subject: '0% s' }, ['100% sure']],
  ['a sender', { fromEmail: 'anna@mail.example.org' }, ['100% sure', 'First']],
  ['another stream', { messageStream: 'broadcast', metadata_sid: 'one' }, ['News']],
  ['nothing in particular: the default stream, newest first', {}, ['100% sure', 'First']],
  ['days to come', { fromDate: '2999-01-01' }, []],
  ['times gone by', { toDate: '2001-01-01T12:00:00' }, []],
  ['no matching metadata', { metadata_sid: 'three' }, []],
])('search by %s', async (_what, filter, subjects) => {
  const found = await outbox.client.getOutboundMessages({ ...page, ...filter });

  expect(found.Messages.map(({ Subject }) => Subject)).toEqual(subjects);
  expect(found.TotalCount).toBe(subjects.length);
});

test('today in New York is both the first and the last day of a search for today', async () => {
  const today = Temporal.Now.plainDateISO('America/New_York').toString();

  const found = await outbox.client.getOutboundMessages({ ...page, fromDate: today, toDate: today });

  expect(found.TotalCount).toBe(2);
});

test('a mail is queued until it is delivered, then sent', async () => {
  await eventually(async () => {
    const sent = await outbox.client.getOutboundMessages({
      ...page,
      metadata_sid: 'one',
      status: Models.OutboundMessageStatus.Sent,
    });
    return sent.Messages[0]?.Status === 'Sent' ? true : null;
  });
});

test('pages of a list follow each other', async () => {
  const second = await outbox.client.getOutboundMessages({ count: 1, offset: 1 });

  expect(second.TotalCount).toBe(2);
  expect(second.Messages.map(({ Subject }) => Subject)).toEqual(['First']);
});

test.each([
  '',
  'count=1',
  'offset=0',
  'count=0&offset=0',
  'count=501&offset=0',
  'count=-1&offset=0',
  'count=500&offset=9501',
])('a list asked for with "%s" is refused', async (query) => {
  const response = await fetch(`${outbox.url}/messages/outbound?${query}`, {
    headers: { 'X-Postmark-Server-Token': TOKEN },
  });

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ ErrorCode: 700 });
});

test('two fields of metadata in one search are refused', async () => {
  const failure = await failureOf(
    outbox.client.getOutboundMessages({ ...page, metadata_sid: 'one', metadata_kind: 'x' }),
  );

  expect(failure).toMatchObject({ code: 700 });
});

test('nothing is tracked: opens and clicks are empty', async () => {
  expect(await outbox.client.getMessageOpens()).toEqual({ TotalCount: 0, Opens: [] });
  expect(await outbox.client.getMessageClicks()).toEqual({ TotalCount: 0, Clicks: [] });
});

test('a mail nobody sent is not found', async () => {
  const failure = await failureOf(outbox.client.getOutboundMessageDetails(crypto.randomUUID()));

  expect(failure).toMatchObject({
    statusCode: 422,
    code: 701,
    message: expect.stringContaining('not found'),
  });
});
