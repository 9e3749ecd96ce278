import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { openAs } from '../../support/staff-browser.ts';
import { until } from '../../support/until.ts';

const TEMPORAL = 'http://127.0.0.1:8233';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword({ temporalUi: TEMPORAL }), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test('an operator is led from a promise to its run in Temporal, and reads no name', async () => {
  const practice = await kindword.practice();
  const { id: clientId } = await practice.client({ firstName: 'Robin', lastName: 'Ashdown' });
  const { id } = await practice.refer({ referrer: { clientId } });
  const operator = await practice.as(['operator']);
  const runs = await openAs(browser, kindword, operator, '/runs?overdue=false');
  await picture(runs.page, 'runs');
  expect(await runs.page.locator('body').innerText()).not.toMatch(/Robin|Ashdown/);

  await runs.page.getByRole('link', { name: `referral/${id}` }).click();
  await picture(runs.page, 'run');

  const link = runs.page.getByRole('link', { name: `Open referral/${id} in Temporal` });
  expect(await link.getAttribute('href')).toContain(`${TEMPORAL}/namespaces/default/`);
  expect(await link.getAttribute('href')).toContain(`referral/${id}`);
  expect(await runs.page.content()).not.toMatch(/Robin|Ashdown/);
});

test('a promise is found by its kind and id; another practice’s is not there', async () => {
  const practice = await kindword.practice();
  const other = await kindword.practice();
  const { id: clientId } = await practice.client();
  const { id } = await practice.refer({ referrer: { clientId } });

  const found = await openAs(browser, kindword, practice, `/runs?kind=referral&id=${id}`);
  const foreign = await openAs(browser, kindword, other, `/runs/referral/${id}`);

  expect(await found.page.getByRole('list', { name: 'Found' }).innerText()).toContain(`referral/${id}`);
  expect(await foreign.heading()).toBe('There is nothing here');
});

test('the list of what is overdue says that every commitment is on time', async () => {
  const practice = await kindword.practice();
  await until(async () => {
    const { items } = await practice.ask('GET', '/runs?overdue=true');
    return items.length === 0 ? true : null;
  });
  const runs = await openAs(browser, kindword, practice, '/runs');

  expect(await runs.main.text()).toContain('Every commitment is on time.');
});

test('an agency reads whether a practice is well, and no name', async () => {
  const practice = await kindword.practice();
  const { id: clientId } = await practice.client({ firstName: 'Robin', lastName: 'Ashdown' });
  await practice.refer({ referrer: { clientId } });
  const page = await openAs(browser, kindword, await practice.as(['agency']), '/practices');
  await picture(page.page, 'practices');

  expect(await page.main.text()).toContain('Is everything well here?');
  expect(await page.main.text()).toContain('Leaves as it should');
  expect(await page.page.locator('body').innerText()).not.toMatch(/Robin|Ashdown/);
});
