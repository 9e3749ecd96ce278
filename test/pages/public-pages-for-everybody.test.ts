import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { cutOffAt320, violationsOf } from '../support/axe.ts';
import { TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { publicPagesOf } from './public-pages.ts';
import { visit } from './visitor.ts';

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
let pages: string[];
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'paused' });
  pages = (await publicPagesOf(kindword, practice)).pages;
});
// What one address may ask in a minute is counted anew.
beforeEach(() => kindword.restart());
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

test('every public page is without a fault of WCAG 2.2 AA, light, dark and on a screen of 320 px', async () => {
  const atDesk = `${kindword.url}/p/${practice.slug}`;
  for (const url of [...pages, `${atDesk}/capacity?embed=1`, `${atDesk}/nothing`]) {
    const { page } = await browser.open(url);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([url, colorScheme, await violationsOf(page)]).toEqual([url, colorScheme, []]);
    }
    expect([url, await cutOffAt320(page)]).toEqual([url, []]);
    await page.close();
  }
});

test.each(['enquire', 'refer', 'professionals'])(
  'what is wrong with the form %s takes the focus, leads to its fields, and is itself without a fault',
  async (name) => {
    const { page } = await browser.open(`${kindword.url}/p/${practice.slug}/${name}`);
    await page.getByRole('button', { name: 'Send' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();

    expect(await alert.innerText()).toContain('Please look at this again');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await alert.getByRole('link').first().click();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    expect(await violationsOf(page)).toEqual([]);
  },
);

test('no page asks for anything inline, and its policy lets nothing inline run or colour it', async () => {
  for (const url of pages) {
    const { headers, text } = await visit(url);
    const framed = /\/(refer|professionals|enquire|capacity)$/.test(url) && !url.includes('/r/');
    const policy = framed ? POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *') : POLICY;
    expect([url, headers.get('content-security-policy')]).toEqual([url, policy]);
    expect([url, /<style|\sstyle=|<script/.test(text)]).toEqual([url, false]);
  }
});

test('a page comes compressed where its browser takes that, and whole where not', async () => {
  const url = `${kindword.url}/p/${practice.slug}/enquire`;
  const [small, plain] = await Promise.all(
    ['gzip', 'identity'].map((encoding) => visit(url, { headers: { 'accept-encoding': encoding } })),
  );

  expect(small?.headers.get('content-encoding')).toBe('gzip');
  expect(small?.text).toContain('Get in touch');
  expect(plain?.headers.get('content-encoding')).toBeNull();
  expect(plain?.text).toContain('Get in touch');
  expect(plain?.headers.get('vary')).toContain('Accept-Encoding');
});
