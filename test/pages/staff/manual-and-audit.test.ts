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

test.each(SCRIPTS)(
  'the manual is ticked as read, and shows what changed since once something did (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const manual = await openAs(browser, kindword, practice, '/manual', { scripts });
    await manual.press('I have read this');
    expect(await manual.said()).toBe('Noted. When something changes, it is shown here.');
    expect(await manual.page.getByRole('button', { name: 'I have read this' }).count()).toBe(0);
    await picture(manual.page, 'manual');

    const { prompt } = await practice.ask('GET', '/practice/policy');
    await practice.changePolicy({ prompt: { ...prompt, minSessions: prompt.minSessions + 1 } });
    await manual.goto('/manual');

    expect(await manual.page.getByRole('heading', { name: 'What changed since you read it' }).count()).toBe(
      1,
    );
    expect(await manual.page.getByRole('button', { name: 'I have read this' }).count()).toBe(1);
  },
);

test('every chapter of the manual stands on its page, with its routes and its drawing', async () => {
  const practice = await kindword.practice();
  const { body } = await practice.call('GET', '/manual', undefined, { accept: 'application/json' });
  const { sections, steps } = body;
  const { page } = await openAs(browser, kindword, practice, '/manual');

  const chapters = page.getByRole('navigation', { name: 'Chapters' }).getByRole('link');
  expect(await chapters.count()).toBe(sections.length);
  expect(await page.getByRole('main').locator('article[id]').count()).toBe(steps.length);
  expect(await page.getByRole('main').locator('svg[role=img]').count()).toBeGreaterThan(0);
});

test.each([
  ['reviewer', 'Reviews'],
  ['privacy', 'Privacy'],
  ['operator', 'Runs'],
  ['agency', 'Where you work'],
])('whoever is here as %s alone begins at their own page', async (role, heading) => {
  const practice = await kindword.practice();
  const first = await openAs(browser, kindword, await practice.as([role]), '/');

  expect(await first.heading()).toBe(heading);
});

test('the log is narrowed by its address, holds no name, and leads where its reader may follow', async () => {
  const practice = await kindword.practice();
  const { id } = await practice.client({ firstName: 'Robin', lastName: 'Ashdown' });
  await practice.ask('PATCH', `/clients/${id}`, { phone: '020 7946 0018' });
  const log = await openAs(browser, kindword, practice, `/audit?entity=client&id=${id}&action=change`);
  await picture(log.page, 'audit');

  expect(await log.page.getByRole('table').getByRole('row').count()).toBe(2);
  expect(await log.main.text()).toContain('phone');
  expect(await log.main.text()).not.toMatch(/Robin|Ashdown|7946/);
  expect(await log.page.locator(`main a[href="/clients/${id}"]`).count()).toBe(1);

  const lead = await practice.as(['privacy']);
  const theirs = await openAs(browser, kindword, lead, `/audit?entity=client&id=${id}`);
  expect(await theirs.page.locator(`main a[href="/clients/${id}"]`).count()).toBe(0);
});

test('the log is narrowed by a form whose answer has an address', async () => {
  const practice = await kindword.practice();
  await practice.client();
  const log = await openAs(browser, kindword, practice, '/audit');
  await log.page.getByText('Show less').click();
  await log.main.fill('Kind of record', 'client');
  await log.page.getByRole('button', { name: 'Show', exact: true }).click();
  await log.page.waitForURL(/entity=client/);

  const rows = await log.page.getByRole('table').getByRole('row').count();
  expect(rows).toBeGreaterThan(1);
});
