import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { TestBrowser, picture } from '../support/browser.ts';
import { cutOffAt320, violationsOf } from '../support/axe.ts';
import { until } from '../support/until.ts';
import { initialsOf } from '../../web/parts/named.ts';
import { servedParts } from './parts.ts';

let browser: TestBrowser;
let served: Awaited<ReturnType<typeof servedParts>>;

beforeAll(async () => {
  browser = await TestBrowser.start();
  served = await servedParts();
});

afterAll(async () => {
  await served.stop();
  await browser.stop();
});

test.each(['light', 'dark'] as const)(
  'no part of a page breaks WCAG 2.2 AA in %s colours, wide or narrow',
  async (scheme) => {
    const { page } = await browser.open(served.url);
    await page.emulateMedia({ colorScheme: scheme });
    await picture(page, `parts-${scheme}`);

    expect(await violationsOf(page)).toEqual([]);
    expect(await cutOffAt320(page)).toEqual([]);
    await picture(page, `parts-${scheme}-narrow`);
    expect(await violationsOf(page)).toEqual([]);
  },
);

test('what a member of staff chose counts more than the colours of the system', async () => {
  const chosen = await servedParts('data-scheme="dark"');
  const { page } = await browser.open(chosen.url);
  await page.emulateMedia({ colorScheme: 'light' });

  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(25, 24, 21)');
  await chosen.stop();
});

test('one key hides every name and number at once, and the browser keeps it on the server', async () => {
  const { page } = await browser.open(served.url);
  served.posted.length = 0;

  await page.keyboard.press('Shift+P');

  const seen = await page.locator('main').innerText();
  expect(seen).not.toContain('Robin');
  expect(seen).toContain('R. R. rang');
  expect(await page.getByText('020 7946 0018').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Show names' }).count()).toBe(1);
  await until(() => served.posted.length === 1);
  expect(served.posted).toEqual(['hidden']);
  expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
});

test('keys lead to what they stand on, are letters inside a field, and can be switched off', async () => {
  const { page } = await browser.open(served.url);

  await page.keyboard.press('/');
  await page.keyboard.type('ge');
  expect(await page.getByRole('searchbox', { name: 'Search people' }).inputValue()).toBe('ge');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await page.evaluate('document.activeElement.id')).toBe('t2');
  await page.keyboard.press('k');
  expect(await page.evaluate('document.activeElement.id')).toBe('t1');
  await page.keyboard.type('ge');
  expect(new URL(page.url()).hash).toBe('#enquiries');

  const off = await servedParts('data-keys="off"');
  await page.goto(off.url);
  await page.keyboard.press('j');
  await page.keyboard.type('ge');
  expect(await page.evaluate('document.activeElement.id')).not.toBe('t1');
  expect(new URL(page.url()).hash).toBe('');
  await off.stop();
});

test('a pressed button waits, says so and is not sent twice', async () => {
  const { page } = await browser.open(served.url);
  served.posted.length = 0;
  const press = page.locator('#t1').getByRole('button', { name: 'Thank now' });

  await press.click();
  await until(async () => press.isDisabled());

  expect(await press.getAttribute('aria-busy')).toBe('true');
  expect(served.posted).toEqual(['slow']);
});

test('a list is read again by itself, but not while somebody works in it', async () => {
  const { page } = await browser.open(served.url);
  const rows = page.getByRole('list', { name: 'To do' }).getByRole('listitem');

  await page.clock.install();
  await page.reload();
  await page.getByRole('textbox', { name: 'A line of your own' }).focus();
  await page.clock.runFor(60_000);
  expect(await rows.count()).toBe(3);
  await page.getByRole('searchbox', { name: 'Search people' }).focus();
  await page.clock.runFor(31_000);

  await until(async () => page.getByText('Nobody is waiting.').isVisible());
});

test('what is said of the end of the session comes two minutes before it, and words are copied by a press', async () => {
  const { page } = await browser.open(served.url);

  expect(await page.getByRole('button', { name: 'Stay signed in' }).isVisible()).toBe(true);
  expect(await page.getByRole('status').innerText()).toBe('You are signed out in two minutes.');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await until(async () => (await page.getByRole('status').innerText()) === 'Copied.');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('We have room.');
});

test('on paper there are initials, no number to ring, no button, and a box to tick', async () => {
  const { page } = await browser.open(served.url);
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'parts-print');

  const seen = await page.locator('body').innerText();
  expect(seen).not.toContain('Robin');
  expect(seen).not.toContain('020 7946');
  expect(seen).toContain('R. R.');
  expect(await page.getByRole('button').count()).toBe(0);
});

test('the style sheet is at most 12 KB, htmx 13.3 and our script 6 on the line, each kept for good and never guessed', async () => {
  const { page, asked } = await browser.open(served.url);
  const sizes = await Promise.all(
    asked
      .filter((url) => url.includes('/static/'))
      .map(async (url) => {
        const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
        const bytes = gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
        return [new URL(url).pathname.split('/').at(-1) ?? '', { bytes, headers: answer.headers }] as const;
      }),
  );

  const at = new Map(sizes);
  expect(at.get('kindword.css')?.bytes).toBeLessThan(12_000);
  expect(at.get('kindword.js')?.bytes).toBeLessThan(6_000);
  expect(at.get('htmx.js')?.bytes).toBeLessThan(13_400);
  for (const { headers } of at.values()) {
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/);
  }
  await page.close();
});

test('initials are of every name, whatever its letters', () => {
  expect(initialsOf('Robin Rowan')).toBe('R. R.');
  expect(initialsOf({ firstName: 'Mary-Ann', lastName: 'o’Neill' })).toBe('M. A. O.');
  expect(initialsOf({ firstName: 'Zoë', lastName: null })).toBe('Z.');
  expect(initialsOf('Ångström Øster')).toBe('Å. Ø.');
});

test('on a narrow screen the menu opens by its button and closes with Escape, without a script too', async () => {
  const { page } = await browser.open(served.url, { width: 320, height: 480 }, { javaScriptEnabled: false });
  const today = page.getByRole('link', { name: 'Today' });

  expect(await today.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await today.isVisible()).toBe(true);
  await picture(page, 'menu-narrow');
  await page.keyboard.press('Escape');
  expect(await today.isVisible()).toBe(false);
  await page.setViewportSize({ width: 1_280, height: 800 });
  expect(await today.isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(false);
});
