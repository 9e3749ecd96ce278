import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { manyColleagues } from '../../support/many-colleagues.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword({ role: 'api' }), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test.each(SCRIPTS)(
  'who would hear it is seen before it begins; it rests and ends at a press (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    await manyColleagues(kindword, practice, ['one@example.org', 'two@example.org', 'one@example.org']);
    const page = await openAs(browser, kindword, practice, '/broadcasts', { scripts });
    await page.page.getByRole('link', { name: 'Tell many one thing' }).click();
    await page.page.getByRole('link', { name: 'Thanks to colleagues' }).click();
    await picture(page.page, `broadcast-new-${scripts}`);

    expect(await page.main.text()).toContain('2 people would hear it.');
    expect(await page.main.text()).toContain('One would be left out');
    expect((await practice.ask('GET', '/broadcasts')).items).toEqual([]);
    await page.main.fill('How many a day at most', '5');
    await page.main.press('Begin: tell 2 people');
    expect(await page.said()).toBe('It has begun. You can let it rest or cancel it here.');
    await picture(page.page, `broadcast-${scripts}`);
    await page.main.press('Let it rest');
    expect(await page.said()).toBe('It rests where it is.');
    await page.main.press('Write to nobody else');

    expect(await page.said()).toBe('Cancelled. Nobody else on the list is written to.');
    const { items } = await practice.ask('GET', '/broadcasts');
    expect(items).toMatchObject([{ kind: 'thanks_professionals', status: 'cancelled', perDay: 5 }]);
  },
);

test('what cannot be told now says why, and offers nothing to begin', async () => {
  const page = await openAs(browser, kindword, await kindword.practice(), '/broadcasts/new?kind=full');

  expect(await page.page.getByRole('button', { name: /^Begin/ }).count()).toBe(0);
  expect(await page.main.text()).toContain('full');
});
