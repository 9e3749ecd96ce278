import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test('every page has one heading, one status, the menu of its reader and a link past it', async () => {
  const practice = await kindword.practice();
  const today = await openAs(browser, kindword, await practice.as(['desk']), '/today');
  const { page } = today;

  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Today']);
  expect(await page.getByRole('status').count()).toBe(1);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to content');
  await picture(page, 'frame');
  expect(await page.getByRole('searchbox', { name: 'Search people' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(1);
  const menu = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
  expect(menu).toContain('Today');
  expect(menu).not.toContain('Audit');
});

test.each(SCRIPTS)(
  'names are hidden with one press and stay hidden in this browser (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const today = await openAs(browser, kindword, practice, '/today', { scripts });

    await today.press('Hide names');
    await today.goto('/today');

    expect(await today.page.locator('html').getAttribute('data-names')).toBe('hidden');
    expect(await today.page.getByRole('button', { name: 'Show names' }).count()).toBe(1);
  },
);
