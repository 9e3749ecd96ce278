import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dumpTables, stillTables } from '../support/tables.ts';
import { hostsOf, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { publicPagesOf } from './public-pages.ts';
import { TELEPHONE, visit } from './visitor.ts';

let kindword: TestKindword;
let practice: TestPractice;
let browser: TestBrowser;
let pages: string[];
let others: string[];
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'paused' });
  ({ pages, others } = await publicPagesOf(kindword, practice));
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

/** Every address of ours that these pages name and that was not asked yet. */
function linksIn(seen: readonly { url: string; text: string }[]): string[] {
  const found = seen.flatMap(({ url, text }) =>
    [...text.matchAll(/(?:href|src|action)="([^"]+)"/g)].map(([, to = '']) => new URL(to, url).href),
  );
  const asked = new Set(seen.map(({ url }) => url));
  return [...new Set(found)].filter((url) => url.startsWith(kindword.url) && !asked.has(url));
}

test('whoever, or whatever, only looks changes nothing and leaves no trace of it', async () => {
  const before = await stillTables(kindword.ownerUrl);

  const seen = [];
  for (const url of [...pages, ...others]) {
    seen.push({ url, ...(await visit(url)) });
    await visit(url, { method: 'HEAD' });
  }
  // As a scanner of mails would, which follows whatever it finds.
  for (const url of linksIn(seen)) expect((await visit(url)).status).toBeLessThan(500);

  expect(await dumpTables(kindword.ownerUrl)).toEqual(before);
  for (const { url, status, text, headers } of seen) {
    expect([url, status]).toEqual([url, url.endsWith('/told') ? 303 : 200]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('set-cookie')).toBeNull();
    expect(text).not.toMatch(/<script|Hermia|Athens/);
    if (headers.get('content-type')?.startsWith('text/html'))
      expect(text).toContain('name="robots" content="noindex"');
  }
});

test('every page fits a telephone, names each of its fields, and asks no other machine for anything', async () => {
  // What one address may ask in a minute is counted anew.
  await kindword.restart();
  for (const url of pages) {
    const { page, asked } = await browser.open(url, TELEPHONE);
    const found = await page.evaluate<{
      width: number;
      fields: number;
      nameless: number;
      headings: number;
    }>(`({
      width: document.documentElement.scrollWidth,
      fields: document.querySelectorAll('input:not([type=hidden]), textarea, select').length,
      nameless: [...document.querySelectorAll('input:not([type=hidden]), textarea, select')].filter(({ labels }) => labels.length === 0).length,
      headings: document.querySelectorAll('h1').length,
    })`);

    expect([url, found.width <= TELEPHONE.width, found.nameless, found.headings]).toEqual([url, true, 0, 1]);
    expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
    await page.close();
  }
});
