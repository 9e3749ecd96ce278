import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PublicToken } from '../../entities/public-token.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { consentOf, GONE_TITLE, linkFor, send, TELEPHONE, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';

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
  return inPractice(kindword, practice, ({ em }) => em.findOne(Suppression, { emailHash: emailHash(email) }));
}

function oneClick(link: string, body: string, type: string) {
  return visit(link, { method: 'POST', body, headers: { 'content-type': type } });
}

test('the page asks first; its button takes back the consent to prompts and nothing else', async () => {
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

test.each([
  ['as a form', ONE_CLICK, 'application/x-www-form-urlencoded'],
  [
    'as a form in parts',
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
  ],
])('a mail program’s one click, %s, stops every mail to that address', async (_how, body, type) => {
  const { id, email, link } = await client();

  const { status } = await oneClick(link, body, type);

  expect(status).toBe(200);
  expect((await suppressionOf(email))?.reason).toBe('unsubscribed');
  expect((await consentOf(practice, id)).status).toBe('given');
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
