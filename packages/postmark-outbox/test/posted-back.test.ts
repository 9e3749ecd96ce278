import { afterEach, expect, test } from '@jest/globals';
import { aMail, eventually, HookReceiver, TestOutbox } from './support.ts';

const INBOUND = '/hooks/postmark/inbound';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});

test('a mail to the inbound address comes back as Postmark would post it, with the Message-ID it left with', async () => {
  const { outbox, receiver } = await start();

  await outbox.client.sendEmail(
    aMail({
      To: 'Willow <In+willow@in.example.org>, jo@example.com',
      HtmlBody: '<p>Thank you</p>',
      ReplyTo: 'anna@example.org',
      Headers: [
        { Name: 'Message-ID', Value: '<one@mail.example.org>' },
        { Name: 'X-PM-KeepID', Value: 'true' },
        { Name: 'X-Own', Value: 'words' },
      ],
    }),
  );

  const posted = await eventually(() => receiver.posted.find(({ path }) => path === INBOUND));
  await eventually(() => (receiver.of('Delivery').length === 2 ? true : null));
  expect(posted.headers.authorization).toMatch(/^Basic /);
  expect(posted.body).toMatchObject({
    FromFull: { Email: 'anna@mail.example.org', Name: 'Anna at Example' },
    ToFull: [{ Email: 'In+willow@in.example.org', Name: 'Willow', MailboxHash: 'willow' }],
    OriginalRecipient: 'In+willow@in.example.org',
    MailboxHash: 'willow',
    ReplyTo: 'anna@example.org',
    TextBody: 'Thank you for thinking of us.',
    HtmlBody: '<p>Thank you</p>',
  });
  expect(posted.body['Headers']).toEqual(
    expect.arrayContaining([
      { Name: 'Message-ID', Value: '<one@mail.example.org>' },
      { Name: 'Received-SPF', Value: expect.stringMatching(/^pass/) },
      { Name: 'X-Own', Value: 'words' },
    ]),
  );
  expect(receiver.posted.filter(({ path }) => path === INBOUND)).toHaveLength(1);
});

test('a mail to the inbound address that bounces does not come back', async () => {
  const { outbox, receiver } = await start();

  await outbox.client.sendEmail(aMail({ To: 'in+bounce@in.example.org' }));
  await eventually(() => receiver.of('SubscriptionChange')[0]);

  expect(receiver.posted.map(({ path }) => path)).not.toContain(INBOUND);
});

async function start() {
  const receiver = await HookReceiver.start();
  const outbox = await TestOutbox.start({
    hook: { url: receiver.url, user: 'hook', password: 'secret' },
    inboundAddress: 'in@in.example.org',
  });
  running.push(outbox, receiver);
  return { outbox, receiver };
}
