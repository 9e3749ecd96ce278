import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

const OURS =
  'Hello {{ first }}, thank you for your good word about us. {% if added_line %}{{ added_line }}{% endif %}\n\n{{ signer }}\n';

test('a preview and the findings stand beside the words as one types', async () => {
  const practice = await kindword.practice();
  const page = await openAs(browser, kindword, practice, '/templates/m7');

  await page.main.field('Text').pressSequentially('{{ nobody }}');
  expect(await page.said()).toMatch(/finding/);
  await page.page.getByRole('heading', { name: 'Findings' }).waitFor();
  await picture(page.page, 'template');

  expect(await page.main.value('Text')).toContain('{{ nobody }}');
  expect((await practice.ask('GET', '/templates/m7')).isDefault).toBe(true);
});

describe.each(SCRIPTS)('words of the practice (%s)', (_, scripts) => {
  test('are looked at, saved as a version, and an older version is used again', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/templates', { scripts });
    await picture(page.page, 'templates');
    await page.page.getByRole('link', { name: 'Thanks to somebody who passed your name on' }).click();

    await page.main.fill('Text', OURS);
    await page.press('Show preview');
    expect(await page.region('Preview').text()).toContain('thank you for your good word about us');
    expect(await page.main.value('Text')).toBe(OURS);

    await page.press('Save as a new version');
    expect(await page.said()).toBe('Saved. What leaves from now on says it so.');
    expect((await practice.ask('GET', '/templates/m7')).source).toBe(OURS);

    await page.page.getByText('The words that came with Kindword', { exact: true }).click();
    await page.press('Go back to the words that came with Kindword');
    expect((await practice.ask('GET', '/templates/m7')).isDefault).toBe(true);
    await picture(page.page, 'template-own');
    await page.goto('/templates/m7/versions/1');
    await page.press('Use these words again');
    expect((await practice.ask('GET', '/templates/m7')).source).toBe(OURS);
  });

  test('with a fault are not saved, and stand there as they were typed', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/templates/m7', { scripts });

    await page.main.fill('Text', 'Hello {{ nobody }}');
    await page.press('Save as a new version');

    expect(await page.main.field('Text').getAttribute('aria-invalid')).toBe('true');
    expect(await page.main.value('Text')).toBe('Hello {{ nobody }}');
    expect((await practice.ask('GET', '/templates/m7')).isDefault).toBe(true);
  });
});

test('an agency proposes words, and the owner decides', async () => {
  const practice = await kindword.practice();
  const agency = await openAs(browser, kindword, await practice.as(['agency']), '/templates/m7');
  await agency.main.fill('Text', OURS);
  await agency.press('Propose these words');
  expect(await agency.said()).toBe('Proposed. The owner is asked.');

  const owner = await openAs(browser, kindword, practice, '/templates/m7');
  expect(await owner.main.text()).toContain('Words are proposed');
  await owner.press('Decline');
  expect(await owner.said()).toBe('Declined. The words stay as they are.');
  expect((await practice.ask('GET', '/templates/m7')).isDefault).toBe(true);
});
