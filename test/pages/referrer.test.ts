import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Referral } from '../../entities/referral.ts';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { linkFor, send, TELEPHONE, visit, withoutOnce } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';
import { isThanked } from '../support/thanks.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

async function referrer(practice: TestPractice, change: Record<string, unknown> = {}) {
  const { id } = await practice.client(change);
  return { id, link: await linkFor(kindword, practice, 'referrer', id) };
}

async function logged(practice: TestPractice): Promise<Json[]> {
  return (await practice.ask('GET', '/referrals')).items;
}

async function reachable(practice: TestPractice): Promise<void> {
  await practice.ask('PATCH', '/practice', {
    phone: '+44 20 7946 0000',
    website: 'https://www.willow.example/',
    replyTo: 'hello@willow.example',
  });
}

test('the page says how to reach the practice, and what one can say aloud', async () => {
  const practice = await kindword.practice({ name: 'Willow Practice' });
  await reachable(practice);
  const { link } = await referrer(practice);

  const { page, asked } = await browser.open(link, TELEPHONE);
  await picture(page, 'referrer');

  expect(await page.textContent('h1')).toBe('Willow Practice');
  expect(await page.textContent('blockquote')).toBe(
    '“Try Willow Practice – willow.example, or ring +44 20 7946 0000.”',
  );
  expect(await page.getAttribute('a[href^="tel:"]', 'href')).toBe('tel:+442079460000');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width);
  expect(await page.evaluate("document.querySelector('img.qr').naturalWidth")).toBeGreaterThan(100);
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});

test('an introduction is written to the practice, with a first name in its subject (S18)', async () => {
  const practice = await kindword.practice();
  await reachable(practice);
  const { link } = await referrer(practice);

  const { page } = await browser.open(link);
  const mail = new URL(
    (await page.getByRole('link', { name: 'Write the e-mail' }).getAttribute('href')) ?? '',
  );

  expect(mail.pathname).toBe('hello@willow.example');
  expect(mail.searchParams.get('subject')).toBe('Introduction: [first name]');
  expect(mail.searchParams.get('body')).toContain("I've told [first name] about you");
  expect(await page.inputValue('textarea')).toContain(
    'To: hello@willow.example\nSubject: Introduction: [first name]',
  );
});

test('with the first name typed, the subject has it, and nothing of it is kept', async () => {
  const practice = await kindword.practice();
  await reachable(practice);
  const { link } = await referrer(practice);
  const { page } = await browser.open(link);

  await page.getByLabel('Their first name').fill('Sam');
  await page.getByRole('button', { name: 'Put it in the e-mail' }).click();
  const toSam = page.getByRole('link', { name: 'Write the e-mail about Sam' });
  const mail = new URL((await toSam.getAttribute('href')) ?? '');

  expect(mail.searchParams.get('subject')).toBe('Introduction: Sam');
  expect(mail.searchParams.get('body')).toContain("I've told Sam about you");
  expect(await page.inputValue('textarea')).toContain('Subject: Introduction: Sam');
  expect(await logged(practice)).toEqual([]);
});

test.each(['sam@willow.example', '+44 7700 900123', 'Sam, who is low since the summer and lives next door'])(
  'what is more than a first name (%s) comes into no subject',
  async (typed) => {
    const practice = await kindword.practice();
    const { link } = await referrer(practice);

    const { status, text } = await visit(`${link}?${new URLSearchParams({ first: typed })}`);

    expect(status).toBe(200);
    expect(text).toContain('A first name and nothing more');
    expect(text).toContain('subject=Introduction%3A%20%5Bfirst%20name%5D');
  },
);

test('whose link it is cannot be seen: for everybody the page is the same', async () => {
  const practice = await kindword.practice();
  const links = [
    await referrer(practice, { firstName: 'Hermia', lastName: 'Athens' }),
    await referrer(practice, { firstName: '<script>alert(1)</script>' }),
  ];

  const pages = await Promise.all(links.map(({ link }) => visit(link)));
  const plain = pages.map(({ text }, index) =>
    withoutOnce(text).replaceAll(links[index]?.link.split('/').at(-1) ?? '', 'TOKEN'),
  );

  expect(plain[0]).toBe(plain[1]);
  expect(plain.join('')).not.toMatch(/Hermia|alert/);
});

test('a practice with a hostile name is shown by that name, and runs nothing', async () => {
  const practice = await kindword.practice({ name: '"><img src=x onerror=alert(1)> & Söhne' });
  const { link } = await referrer(practice);

  const { page } = await browser.open(link, TELEPHONE);

  expect(await page.textContent('h1')).toBe('"><img src=x onerror=alert(1)> & Söhne');
  expect(await page.locator('img').count()).toBe(1);
});

test('the code leads to the page itself', async () => {
  const practice = await kindword.practice();
  const { link } = await referrer(practice);

  const { status, headers, text } = await visit(`${link}.svg`);

  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    'no-store',
  ]);
  expect(text).toMatch(/^<svg [^>]*viewBox/);
  expect(text).not.toMatch(/script|href/);
});

test('“I’ve told someone” is one tap; it has a number of its own, and is thanked (§5a.13)', async () => {
  const practice = await kindword.practice();
  const { id, link } = await referrer(practice, { firstName: 'Sarah' });

  const { page } = await browser.open(link, TELEPHONE);
  await page.getByRole('button', { name: 'I’ve told someone' }).click();
  await page.waitForSelector('h1:has-text("Noted")');
  await picture(page, 'told');

  expect(await page.textContent('main')).toContain(
    "We'll look after anyone you send, and we won't mention it.",
  );
  const [told, ...more] = await logged(practice);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ learnedFrom: 'referrer', via: 'form', number: 1 });
  expect(told.person ?? null).toBeNull();
  const row = await inPractice(kindword, practice, ({ em }) => em.findOneOrFail(Referral, { id: told.id }));
  expect([row.kind, row.referrerClient?.id]).toEqual(['told', id]);
  const { items } = await practice.ask('GET', '/source-log');
  expect(items[0]).toMatchObject({ number: 1, kind: 'told' });
  await practice.ask('POST', `/referrals/${told.id}/acknowledgement`);
  await isThanked(practice, told.id);
});

test('a double tap, a reload and a second tap within minutes are one statement', async () => {
  const practice = await kindword.practice();
  const { link } = await referrer(practice);
  const once = randomUUID();

  const answers = await Promise.all([send(`${link}/told`, { once }), send(`${link}/told`, { once })]);
  await send(`${link}/told`, { once });
  await send(`${link}/told`);

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await logged(practice)).toHaveLength(1);
});

test('another day it is another statement, unless it is the same form', async () => {
  const practice = await kindword.practice();
  const { link } = await referrer(practice);
  const once = randomUUID();
  await send(`${link}/told`, { once });
  await inPractice(kindword, practice, ({ em }) =>
    em.nativeUpdate(Referral, { kind: 'told' }, { recordedAt: new Date(Date.now() - 25 * 3_600_000) }),
  );

  await send(`${link}/told`, { once });
  expect(await logged(practice)).toHaveLength(1);
  await send(`${link}/told`);
  expect(await logged(practice)).toHaveLength(2);
});

test('whoever comes back to the answer by its address is led to the page', async () => {
  const practice = await kindword.practice();
  const { link } = await referrer(practice);

  const { status, headers } = await visit(`${link}/told`);

  expect([status, new URL(headers.get('location') ?? '', `${link}/told`).href]).toEqual([303, link]);
  expect(await logged(practice)).toEqual([]);
});
