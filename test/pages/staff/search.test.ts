import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { signInCookie } from '../../support/signed-in.ts';
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

test.each(SCRIPTS)(
  'somebody is found from anywhere, and no address holds what was typed (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const client = await practice.client({ firstName: 'Wilhelmina', lastName: 'Ostrander' });
    const anywhere = await openAs(browser, kindword, practice, '/keys', { scripts });
    const { page } = anywhere;

    await page.getByRole('searchbox', { name: 'Search people' }).fill('wilhelmina ostr');
    await anywhere.press('Search');

    expect(await anywhere.said()).toBe('One found.');
    await picture(page, 'search');
    const found = anywhere.region('Found');
    expect(await found.text()).toContain('Wilhelmina Ostrander');
    expect(page.url()).not.toMatch(/wilhelmina|ostr/i);
    expect(await page.title()).not.toContain('Wilhelmina');

    const another = await practice.as(['desk']);
    const theirs = await fetch(page.url(), { headers: { cookie: await signInCookie(kindword, another) } });
    expect(theirs.status).toBe(404);

    await found.locator.getByRole('link', { name: 'Wilhelmina' }).click();
    expect(anywhere.path).toBe(`/clients/${client.id}`);
  },
);

test('where nothing was typed, the page says so and stays; nobody is found kindly', async () => {
  const practice = await kindword.practice();
  const keys = await openAs(browser, kindword, practice, '/keys');

  await keys.press('Search');
  expect(await keys.page.title()).toMatch(/^Error: /);
  await keys.page.getByRole('searchbox').fill('Nobody');
  await keys.press('Search');
  expect(await keys.region('Found').text()).toContain('Nobody by that name here.');
});

test('the page of keys shows what opens to its reader, and where keys are switched off', async () => {
  const practice = await kindword.practice();
  const keys = await openAs(browser, kindword, await practice.as(['practitioner']), '/keys');
  await picture(keys.page, 'keys');

  const text = await keys.main.text();
  expect(text).toMatch(/Clients\s+g c/);
  expect(text).not.toContain('Messages');
  expect(
    await keys.page
      .getByRole('main')
      .getByRole('link', { name: /Switch them on or off/ })
      .getAttribute('href'),
  ).toBe('/me');
});
