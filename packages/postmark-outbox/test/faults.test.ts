import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Errors } from 'postmark';
import { FAULTS } from '../src/faults/faults.ts';
import { aMail, clientOf, eventually, failureOf, TestOutbox } from './support.ts';

const BRIEF_SECONDS = 0.5;

let outbox: TestOutbox;
beforeAll(async () => {
  outbox = await TestOutbox.start();
});
afterAll(() => outbox.stop());

test.each([
  ['500', Errors.InternalServerError, 500],
  ['429', Errors.RateLimitExceededError, 429],
  ['502html', Errors.UnknownError, 502],
  ['503', Errors.ServiceUnavailablerError, 503],
  ['406', Errors.InactiveRecipientsError, 422],
])('+fault-%s refuses the mail and keeps nothing', async (fault, kind, statusCode) => {
  const failure = await failureOf(send(`x+fault-${fault}@example.com`, fault));

  expect(failure).toBeInstanceOf(kind);
  expect(failure).toMatchObject({ statusCode });
  expect(await countOf(fault)).toBe(0);
});

test.each([
  ['accept-hang', /timeout/],
  ['accept-reset', /fetch failed/],
  ['half-body', /terminated|aborted/],
])('+fault-%s accepts the mail and loses the answer', async (fault, message) => {
  const failure = await failureOf(send(`x+fault-${fault}@example.com`, fault));

  expect(failure).toMatchObject({ message: expect.stringMatching(message) });
  expect(await countOf(fault)).toBe(1);
});

test('+fault-html200 accepts the mail and answers with a page', async () => {
  const answer = await send('x+fault-html200@example.com', 'html200');

  expect(typeof answer).toBe('string');
  expect(await countOf('html200')).toBe(1);
});

test('+fault-late-index hides an accepted mail from search and details until its time', async () => {
  const { MessageID } = await send('x+fault-late-index@example.com', 'late');

  const early = await failureOf(outbox.client.getOutboundMessageDetails(MessageID));

  expect(early).toMatchObject({ statusCode: 422, code: 701 });
  await eventually(async () => ((await countOf('late')) === 1 ? true : null));
  expect(await outbox.client.getOutboundMessageDetails(MessageID)).toMatchObject({ MessageID });
});

test('faults are combined: the answer is lost and the mail cannot be found yet', async () => {
  await failureOf(send('x+fault-accept-reset+fault-late-index@example.com', 'both'));

  expect(await countOf('both')).toBe(0);
  await eventually(async () => ((await countOf('both')) === 1 ? true : null));
});

test('+fault-once-… concerns the first attempt only, and a mail with other metadata anew', async () => {
  const first = await failureOf(send('x+fault-once-500@example.com', 'once-a'));
  const second = await send('x+fault-once-500@example.com', 'once-a');
  const other = await failureOf(send('x+fault-once-500@example.com', 'once-b'));

  expect(first).toMatchObject({ statusCode: 500 });
  expect(second).toMatchObject({ ErrorCode: 0 });
  expect(other).toMatchObject({ statusCode: 500 });
});

test('in a batch a refusal or a lost answer concerns all of it, an inactive recipient only theirs', async () => {
  const batch = (fault: string) => [
    aMail({ To: 'a@example.com', Metadata: { sid: `batch-${fault}` } }),
    aMail({ To: `b+fault-${fault}@example.com`, Metadata: { sid: `batch-${fault}` } }),
  ];

  const refused = await failureOf(outbox.client.sendEmailBatch(batch('500')));
  const lost = await failureOf(outbox.client.sendEmailBatch(batch('accept-reset')));
  const [taken, inactive] = await outbox.client.sendEmailBatch(batch('406'));

  expect(refused).toMatchObject({ statusCode: 500 });
  expect(lost).toMatchObject({ message: expect.stringMatching(/fetch failed/) });
  expect(taken).toMatchObject({ ErrorCode: 0 });
  expect(inactive).toEqual({ ErrorCode: 406, Message: expect.stringContaining('b+fault-406@example.com') });
  expect(await Promise.all(['500', 'accept-reset', '406'].map((fault) => countOf(`batch-${fault}`)))).toEqual(
    [0, 2, 1],
  );
});

test('the page lists every fault', async () => {
  const page = await (await fetch(`${outbox.url}/outbox`)).text();

  for (const fault of Object.keys(FAULTS)) expect(page).toContain(`+fault-${fault}@`);
});

function send(to: string, sid: string) {
  return clientOf(outbox.port, undefined, BRIEF_SECONDS).sendEmail(aMail({ To: to, Metadata: { sid } }));
}

async function countOf(sid: string): Promise<number> {
  const found = await outbox.client.getOutboundMessages({ count: 10, offset: 0, metadata_sid: sid });
  return Number(found.TotalCount);
}
