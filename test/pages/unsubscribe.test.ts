import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PublicToken } from '../../entities/public-token.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { consentOf, GONE_TITLE, linkFor, send, TELEPHONE, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';
import { until } from '../support/until.ts';

let kindword: TestKindword;
let practice: TestPractice;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'rehearsal' });
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

const ONE_CLICK = 'List-Unsubscribe=One-Click';

async function client({ consent = true } = {}) {
  const { id, email } = await practice.client();
  if (consent) await say(id, 'given');
  return { id, email, link: await linkFor(kindword, practice, 'unsubscribe', id) };
}

async function say(clientId: string, status: string): Promise<void> {
  await practice.ask('POST', `/clients/${clientId}/prompt-consent`, {
    status,
    channel: 'spoken',
    wordingVersion: 'm5-1',
  });
}

async function suppressionOf(email: string): Promise<Suppression | null> {
  const theirs = { emailHash: emailHash(email), reason: { $ne: 'hard_bounce' as const } };
  return inPractice(kindword, practice, ({ em }) => em.findOne(Suppression, theirs));
}

function oneClick(link: string, body: string, type: string) {
  return visit(link, { method: 'POST', body, headers: { 'content-type': type } });
}

test('the page asks first; its button takes back the consent to prompts and nothing else (§5a.12)', async () => {
  const { id, email, link } = await client();

  const { page } = await browser.open(link, TELEPHONE);
  await picture(page, 'unsubscribe');
  expect((await consentOf(practice, id)).status).toBe('given');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');

  const { status, history } = await consentOf(practice, id);
  expect(status).toBe('withdrawn');
  expect(history[0]).toMatchObject({ channel: 'link', wordingVersion: 'm18', by: null });
  expect(await suppressionOf(email)).toBeNull();
});

const PARTS = (name: string) =>
  `--x\r\nContent-Disposition: form-data; name=${name}\r\n\r\nOne-Click\r\n--x--\r\n`;
const MAIL_PROGRAMS: readonly [how: string, body: string | Buffer, type: string | null][] = [
  ['as a form', ONE_CLICK, 'application/x-www-form-urlencoded'],
  ['as a form of another charset', ONE_CLICK, 'application/x-www-form-urlencoded; charset=utf-7'],
  ['as a form in parts', PARTS('"List-Unsubscribe"'), 'multipart/form-data; boundary=x'],
  ['in parts with a name that is not quoted', PARTS('List-Unsubscribe'), 'multipart/form-data; boundary=x'],
  ['in parts without a boundary', PARTS('List-Unsubscribe'), 'multipart/form-data'],
  ['as plain text', ONE_CLICK, 'text/plain'],
  ['as JSON', '{"List-Unsubscribe":"One-Click"}', 'application/json'],
  ['of a type that nobody knows', ONE_CLICK, 'x'],
  ['without a type', Buffer.from(ONE_CLICK), null],
  ['without a body', '', null],
  ['without a body, as a form', '', 'application/x-www-form-urlencoded'],
  ['with other fields', 'unsubscribe=1', 'application/x-www-form-urlencoded'],
  ['with a body that is too large', `a=${'x'.repeat(200_000)}`, 'application/x-www-form-urlencoded'],
  ['with a broken body', '%E0%A4%A=%', 'application/x-www-form-urlencoded'],
  [
    'with the field of the page as well',
    `once=${randomUUID()}&${ONE_CLICK}`,
    'application/x-www-form-urlencoded',
  ],
];

test.each(MAIL_PROGRAMS)(
  'a mail program’s one click, %s, stops every mail to that address',
  async (_how, body, type) => {
    const { id, email, link } = await client();

    const { status } = await visit(link, {
      method: 'POST',
      body,
      headers: type === null ? {} : { 'content-type': type },
    });

    expect(status).toBe(200);
    expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
    expect((await consentOf(practice, id)).status).toBe('given');
  },
);

test('a mail program’s one click in pieces, or in an encoding that we do not read, stops every mail', async () => {
  const [inPieces, encoded] = [await client(), await client()];
  const post = (link: string, headers: string[]) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port, pathname } = new URL(link);
      const socket = connect(Number(port), hostname, () => {
        socket.write([`POST ${pathname} HTTP/1.1`, `Host: ${hostname}`, ...headers].join('\r\n'));
      });
      socket.once('data', (data) => resolve(data.toString())).once('error', reject);
    });

  const answers = [
    await post(inPieces.link, ['Transfer-Encoding: chunked', '', '4', 'List', '0', '', '']),
    await post(encoded.link, ['Content-Length: 0', 'Content-Encoding: br', '', '']),
  ];

  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 200/);
  for (const { email } of [inPieces, encoded])
    expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
});

/** What mail programs, and people who copy a link, leave around it. */
test.each([
  ['/'],
  [')'],
  ['%3E'],
  ['%22'],
  ['.'],
  [','],
  ['=3D'],
  ['%3D3D'],
  ['%20'],
  ['%E2%80%8B'],
  ['%EF%BB%BF'],
  ["'"],
  ['&gt;'],
  ['//'],
  ['%0D%0A'],
  ['%3C/a%3E'],
  ['%5D(https'],
  ['*'],
  [';'],
  ['%C2%A0'],
  ['...'],
  ['!'],
  ['%E2%80%9D'],
])('with %s behind it a link leads to its page, and a mail program’s one click counts', async (behind) => {
  const { email, link } = await client();
  const broken = `${link}${behind}`;

  const looked = await visit(broken);
  const stopped = await oneClick(broken, ONE_CLICK, 'application/x-www-form-urlencoded');

  expect([looked.status, stopped.status]).toEqual([200, 200]);
  expect(looked.text).toContain('Shall we leave that line out?');
  expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
});

test.each([
  ['=3D', ''],
  ['%3C', '%3E'],
  ['%20', ''],
  ['%22', '%22'],
])('between %s and %s a link leads to its page as well', async (before, behind) => {
  const { link } = await client();
  const cut = link.lastIndexOf('/') + 1;

  const { status } = await visit(`${link.slice(0, cut)}${before}${link.slice(cut)}${behind}`);

  expect(status).toBe(200);
});

test('a link whose address was put together with two slashes leads to its page as well', async () => {
  const { link } = await client();

  const { status, text } = await visit(link.replace(/(?<!:)\/\/?u\//, '//u/'));

  expect(status).toBe(200);
  expect(text).toContain('Shall we leave that line out?');
});

test('a code that was wrapped within a line is put together again', async () => {
  const { link } = await client();
  for (const wrap of ['=%0D%0A', '=%0A', '%0D%0A', '%0D%0A%20'])
    expect((await visit(`${link.slice(0, -9)}${wrap}${link.slice(-9)}`)).status).toBe(200);
});

test('one click is never refused for a number, whoever else looks at our pages', async () => {
  const { email, link } = await client();
  await kindword.restart({ trustedProxies: 0 });
  const refer = `${kindword.url}/p/${practice.slug}/refer`;

  const looked = await Promise.all(Array.from({ length: 70 }, () => visit(refer)));
  const stops = await Promise.all(
    Array.from({ length: 70 }, () => oneClick(link, ONE_CLICK, 'application/x-www-form-urlencoded')),
  );

  expect(looked.filter(({ status }) => status === 429)).toHaveLength(10);
  expect(stops.map(({ status }) => status)).toEqual(stops.map(() => 200));
  expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
  await kindword.restart({ trustedProxies: null });
});

test('a colleague says stop by the link, and again that they wish to be kept posted', async () => {
  const { id } = await practice.professional();
  const posted = await linkFor(kindword, practice, 'keep_posted', id);
  const { text } = await send(posted);
  const stop = /https?:\/\/[^"]+\/u\/[\w-]+/.exec(text)?.[0] ?? '';
  const known = () => practice.ask('GET', `/professionals/${id}`);

  expect((await visit(stop)).text).toContain('Shall we stop writing to you?');
  expect(await known()).toMatchObject({ optedOutAt: null });
  expect((await send(stop)).text).toContain('No more e-mail of ours goes to you');
  expect(await known()).toMatchObject({ optedOutAt: expect.any(String), keepPostedAt: null });

  await send(posted);
  expect(await known()).toMatchObject({ optedOutAt: null, keepPostedAt: expect.any(String) });
});

test('a colleague who said stop is not thanked by e-mail; a person is asked to do it', async () => {
  const { id, email } = await practice.professional();
  const link = await linkFor(kindword, practice, 'unsubscribe', id);

  await oneClick(link, '', 'text/plain');
  const { id: referralId } = await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: id },
    via: 'phone',
  });

  expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
  await until(async () => {
    const { acknowledgement } = await practice.referral(referralId);
    return acknowledgement.needsPerson === 'no_email';
  });
});

test('one click also counts where the address had only been faulty', async () => {
  const { email, link } = await client();
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    em.create(Suppression, { practiceId, emailHash: emailHash(email), reason: 'hard_bounce', at: now });
  });

  await oneClick(link, ONE_CLICK, 'application/x-www-form-urlencoded');

  expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
});

test('said again, by whichever way, it is the same', async () => {
  const { id, link } = await client();
  const once = randomUUID();

  const answers = [
    ...(await Promise.all([send(link, { once }), send(link, { once })])),
    await send(link),
    await oneClick(link, ONE_CLICK, 'application/x-www-form-urlencoded'),
    await oneClick(link, ONE_CLICK, 'application/x-www-form-urlencoded'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await consentOf(practice, id)).history).toHaveLength(2);
});

test('a page left open does not undo a yes that was said since', async () => {
  const { id, link } = await client();
  const once = randomUUID();
  await send(link, { once });
  await say(id, 'given');

  await send(link, { once });

  expect((await consentOf(practice, id)).status).toBe('given');
});

test.each([[undefined], ['declined']])(
  'where there was no yes (%s) the answer is as kind, and nothing is written',
  async (said) => {
    const { id, link } = await client({ consent: false });
    if (said) await say(id, said);
    const before = await consentOf(practice, id);

    const { status, text } = await send(link);

    expect(status).toBe(200);
    expect(text).toContain('The line is left out from now on');
    expect(await consentOf(practice, id)).toEqual(before);
  },
);

test('a link that was not made for this, or for nobody, is gone', async () => {
  const { id } = await client();
  const forConsent = await linkFor(kindword, practice, 'consent', id);
  const forNobody = await linkFor(kindword, practice, 'unsubscribe', randomUUID());
  const strange = `${kindword.url}/u/${forConsent.split('/').at(-1)}`;

  for (const link of [strange, forNobody, `${kindword.url}/u/x`]) {
    expect((await visit(link)).text).toContain(GONE_TITLE);
    const { status } = await oneClick(link, ONE_CLICK, 'application/x-www-form-urlencoded');
    expect(status).toBe(404);
  }
});

test('an unsubscribe link never grows old', async () => {
  const { id, link } = await client();
  const kept = await kindword.database.orm.em
    .fork()
    .findOneOrFail(PublicToken, { subjectId: id, purpose: 'unsubscribe' });

  expect(kept.expiresAt ?? null).toBeNull();
  expect((await visit(link)).status).toBe(200);
});
