import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Models } from 'postmark';
import { aMail, clientOf, failureOf, TestOutbox, TOKEN } from './support.ts';

let outbox: TestOutbox;
beforeAll(async () => {
  outbox = await TestOutbox.start();
});
afterAll(() => outbox.stop());

test('a mail is answered as Postmark answers it', async () => {
  const sent = await outbox.client.sendEmail(aMail());

  expect(sent).toEqual({
    To: 'jo@example.com',
    SubmittedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}-0[45]:00$/),
    MessageID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ErrorCode: 0,
    Message: 'OK',
  });
});

test('everything a mail says is kept and shown', async () => {
  const mail = aMail({
    To: '"Doe, Jo" <jo@example.com>',
    Cc: 'cc@example.com',
    ReplyTo: 'Anna <r+token@in.example.org>',
    HtmlBody: '<p>Thank you</p>',
    Tag: 'acknowledgement',
    Metadata: { sid: 'kept' },
    MessageStream: 'broadcast',
    Headers: [
      { Name: 'Message-ID', Value: '<kept@mail.example.org>' },
      { Name: 'X-PM-KeepID', Value: 'true' },
    ],
  });

  const { MessageID } = await outbox.client.sendEmail(mail);

  const details = await outbox.client.getOutboundMessageDetails(MessageID);
  const dump = await outbox.client.getOutboundMessageDump(MessageID);
  expect(details).toMatchObject({
    To: [{ Email: 'jo@example.com', Name: 'Doe, Jo' }],
    Recipients: ['jo@example.com', 'cc@example.com'],
    TextBody: mail.TextBody,
    HtmlBody: mail.HtmlBody,
    Tag: 'acknowledgement',
    Metadata: { sid: 'kept' },
    MessageStream: 'broadcast',
    TrackOpens: false,
    TrackLinks: 'None',
    ReplyTo: mail.ReplyTo,
    Headers: mail.Headers,
  });
  expect(dump.Body).toContain('Message-ID: <kept@mail.example.org>\r\n');
  expect(dump.Body).toContain('Reply-To: Anna <r+token@in.example.org>\r\n');
});

test('a Message-ID is replaced unless it was asked to be kept', async () => {
  const Headers = [{ Name: 'Message-ID', Value: '<mine@example.org>' }];

  const { MessageID } = await outbox.client.sendEmail(aMail({ Headers }));

  const { Body } = await outbox.client.getOutboundMessageDump(MessageID);
  expect(Body).toContain(`Message-ID: <${MessageID}@mtasv.net>\r\n`);
  expect(Body).not.toContain('mine@example.org');
});

test.each<[string, number, Partial<Models.Message>]>([
  ['no body', 300, { TextBody: '' }],
  ['no recipient', 300, { To: '' }],
  ['a recipient only in copy', 300, { To: '', Cc: 'cc@example.com' }],
  ['no sender', 300, { From: '' }],
  ['a name with a comma and no quotes', 300, { From: 'Sam Doe, MD <sam@example.org>' }],
  ['two senders', 300, { From: 'a@example.org, b@example.org' }],
  ['an address outside ASCII', 300, { To: 'zoë@example.com' }],
  ['a domain with an underscore', 300, { To: 'jo@exa_mple.com' }],
  ['a reply address that is none', 300, { ReplyTo: 'nobody' }],
  ['51 recipients', 300, { Bcc: Array.from({ length: 50 }, (_, n) => `b${n}@example.com`).join(',') }],
  ['a subject of 2001 letters', 300, { Subject: 'x'.repeat(2_001) }],
  ['a tag of 1001 letters', 300, { Tag: 'x'.repeat(1_001) }],
  ['eleven fields of metadata', 300, { Metadata: numbered(11) }],
  ['a metadata name of 21 letters', 300, { Metadata: { ['k'.repeat(21)]: 'v' } }],
  ['a metadata value of 81 letters', 300, { Metadata: { k: 'v'.repeat(81) } }],
  ['metadata names that differ in case only', 300, { Metadata: { sid: '1', SID: '2' } }],
  [
    'an executable',
    411,
    { Attachments: [{ Name: 'x.exe', Content: '', ContentType: 'a/b', ContentID: null }] },
  ],
  ['a stream that does not exist', 1235, { MessageStream: 'nowhere' }],
  ['the inbound stream', 1236, { MessageStream: 'inbound' }],
])('a mail with %s is refused with code %i', async (_what, code, change) => {
  const failure = await failureOf(outbox.client.sendEmail(aMail(change)));

  expect(failure).toMatchObject({ statusCode: 422, code });
});

test.each<[string, Partial<Models.Message>]>([
  ['50 recipients', { Bcc: Array.from({ length: 49 }, (_, n) => `b${n}@example.com`).join(',') }],
  ['ten fields of metadata at full length', { Metadata: numbered(10, 80) }],
  ['a subject of 2000 letters', { Subject: 'x'.repeat(2_000) }],
  ['a quoted name with punctuation', { From: '"Sam Doe, \\"MD\\"" <sam@example.org>' }],
  ['only HTML', { TextBody: '', HtmlBody: '<p>Hello</p>' }],
])('a mail with %s is taken', async (_what, change) => {
  await expect(outbox.client.sendEmail(aMail(change))).resolves.toMatchObject({ ErrorCode: 0 });
});

test('one bad mail in a batch does not stop the others', async () => {
  const results = await outbox.client.sendEmailBatch([
    aMail({ Metadata: { batch: 'mixed' } }),
    aMail({ To: 'nobody' }),
    aMail({ Metadata: { batch: 'mixed' } }),
  ]);

  const found = await outbox.client.getOutboundMessages({ count: 10, offset: 0, metadata_batch: 'mixed' });
  expect(results.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 300, 0]);
  expect(results[1]).toEqual({ ErrorCode: 300, Message: "Invalid 'To' address: 'nobody'." });
  expect(found.TotalCount).toBe(2);
});

test('each mail of a batch has its own words, stream, headers and metadata, and all of it is found in one search', async () => {
  const headers = [
    { Name: 'List-Unsubscribe', Value: '<https://example.org/u/one>' },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
  ];
  const many = Array.from({ length: 500 }, (_, nth) =>
    aMail({
      To: `many-${nth}@example.com`,
      TextBody: `Hello ${nth}`,
      MessageStream: nth === 0 ? 'outbound' : 'broadcast',
      Metadata: { sid: `s${nth}`, batch: 'b1' },
      Headers: headers,
    }),
  );

  const results = await outbox.client.sendEmailBatch(many);

  expect(results.map(({ To }) => To)).toEqual(many.map(({ To }) => To));
  const asked = { metadata_batch: 'b1', messageStream: 'broadcast', count: 500, offset: 0 };
  const { Messages } = await outbox.client.getOutboundMessages(asked);
  expect(new Map(Messages.map(({ Metadata, MessageID }) => [Metadata?.['sid'], MessageID]))).toEqual(
    new Map(results.slice(1).map(({ MessageID }, index) => [`s${index + 1}`, MessageID])),
  );
  const { TextBody } = await outbox.client.getOutboundMessageDetails(results[7]?.MessageID ?? '');
  const { Body } = await outbox.client.getOutboundMessageDump(results[7]?.MessageID ?? '');
  expect(TextBody).toBe('Hello 7');
  for (const { Name, Value } of headers) expect(Body).toContain(`${Name}: ${Value}\r\n`);
});

test('a batch of 501 is refused whole', async () => {
  const failure = await failureOf(outbox.client.sendEmailBatch(Array.from({ length: 501 }, () => aMail())));

  expect(failure).toMatchObject({ statusCode: 422, code: 410 });
});

test('the test token checks a mail and keeps nothing of it', async () => {
  const testClient = clientOf(outbox.port, 'POSTMARK_API_TEST');

  const sent = await testClient.sendEmail(aMail({ Metadata: { sid: 'test-token' } }));
  const failure = await failureOf(testClient.sendEmail(aMail({ To: '' })));

  const found = await outbox.client.getOutboundMessages({ count: 1, offset: 0, metadata_sid: 'test-token' });
  expect(sent.Message).toBe('Test job accepted');
  expect(failure).toMatchObject({ code: 300 });
  expect(found.TotalCount).toBe(0);
});

test.each<[string, { body: string; type?: string }, number, number]>([
  ['broken JSON', { body: '{"From":' }, 422, 402],
  ['a field of the wrong kind', { body: '{"From":7}' }, 422, 403],
  ['another content type', { body: '{}', type: 'text/plain' }, 415, 409],
  ['more than 10 MB', { body: JSON.stringify({ TextBody: 'x'.repeat(11_000_000) }) }, 413, 413],
])(
  '%s is refused in the shape of Postmark',
  async (_what, { body, type = 'application/json' }, status, code) => {
    const response = await fetch(`${outbox.url}/email`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': type, 'X-Postmark-Server-Token': TOKEN },
    });

    expect(response.status).toBe(status);
    expect(response.headers.get('X-PM-ApiErrorCode')).toBe(String(code));
    expect(await response.json()).toEqual({ ErrorCode: code, Message: expect.any(String) });
  },
);

function numbered(count: number, valueLength = 1): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, 'v'.repeat(valueLength)]));
}
