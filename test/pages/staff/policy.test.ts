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

describe('the policy', () => {
  test('is sentences with their values, and each section can be changed by whoever may', async () => {
    const practice = await kindword.practice();
    const policy = await openAs(browser, kindword, practice, '/policy');
    await picture(policy.page, 'policy');

    const text = await policy.main.text();
    expect(text).toContain('A client has come 4 times at least before they are asked.');
    expect(text).toContain('Whoever passes your name on is thanked within 48 hours.');
    expect(text).toContain('There is no reward for passing your name on');
    const links = await policy.page.getByRole('link', { name: 'Change' }).count();
    const sections = Object.keys(await practice.ask('GET', '/practice/policy?forecast=no'));
    expect(links).toBe(sections.filter((name) => name !== 'version').length);
  });

  test('every section has a page with its fields, as they are in force', async () => {
    const practice = await kindword.practice();
    const { version: _, ...policy } = await practice.ask('GET', '/practice/policy?forecast=no');
    const page = await openAs(browser, kindword, practice, '/policy');

    for (const section of Object.keys(policy)) {
      await page.goto(`/policy/${section}`);
      await page.press('Save rules');
      expect(await page.said()).toBe('Saved. The next decisions use it.');
    }

    const { version: __, ...after } = await practice.ask('GET', '/practice/policy?forecast=no');
    expect(after).toEqual(policy);
  });

  test('is read, and not changed, by the desk; a practitioner has the manual instead', async () => {
    const practice = await kindword.practice();
    const desk = await openAs(browser, kindword, await practice.as(['desk']), '/policy');
    const practitioner = await openAs(browser, kindword, await practice.as(['practitioner']), '/policy');

    expect(await desk.page.getByRole('link', { name: 'Change' }).count()).toBe(0);
    await desk.goto('/policy/prompt');
    expect(await desk.page.getByRole('button', { name: 'Save rules' }).count()).toBe(0);
    expect(await practitioner.heading()).toBe('This page is not open to you');
  });
});

describe.each(SCRIPTS)('a section of the policy (%s)', (_, scripts) => {
  test('shows what it would let through before it is saved, and keeps what was typed', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/policy/prompt', { scripts });

    await page.main.fill('Sessions before the first prompt', '6');
    await page.press('Show forecast');
    await picture(page.page, 'policy-forecast');
    expect(await page.region('Forecast').text()).toContain('Too few moments came up to say.');
    expect(await page.main.value('Sessions before the first prompt')).toBe('6');
    expect((await practice.ask('GET', '/practice/policy')).prompt.minSessions).toBe(4);

    await page.press('Save rules');
    expect(await page.said()).toBe('Saved. The next decisions use it.');
    expect((await practice.ask('GET', '/practice/policy')).prompt.minSessions).toBe(6);
  });

  test('names what cannot be, and keeps it as it was typed', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/policy/prompt', { scripts });

    await page.main.fill('Most prompts while the work lasts', '4');
    await page.press('Save rules');

    const field = page.main.field('Most prompts while the work lasts');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('4');
    expect(await page.page.title()).toMatch(/^Error: /);
  });

  test('is not replaced unseen, where somebody saved other rules meanwhile', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/policy/prompt', { scripts });
    await page.main.fill('Sessions before the first prompt', '6');

    await practice.changePolicy({ strangersThankedPerDay: 7 });
    await page.press('Save rules');
    expect(await page.main.text()).toContain('The rules were changed meanwhile.');
    expect(await page.main.value('Sessions before the first prompt')).toBe('6');

    await page.press('Save rules');
    expect(await practice.ask('GET', '/practice/policy')).toMatchObject({
      strangersThankedPerDay: 7,
      prompt: { minSessions: 6 },
    });
  });

  test('can be tried on the past with what is typed', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/policy/prompt', { scripts });

    await page.main.fill('Sessions before the first prompt', '6');
    await page.press('Try it on the past');
    await picture(page.page, 'policy-trial');

    expect(await page.main.text()).toContain('Tried with your changes to “How often, and whom not”.');
    expect(await page.main.text()).toContain('Nothing would have gone.');
  });
});

test('an owner decides what an agency proposes, sentence by sentence', async () => {
  const practice = await kindword.practice();
  const agency = await openAs(browser, kindword, await practice.as(['agency']), '/policy/prompt');

  await agency.main.fill('Sessions before the first prompt', '6');
  await agency.press('Propose these rules');
  expect(await agency.said()).toBe('Proposed. The owner is asked.');
  expect((await practice.ask('GET', '/practice/policy')).prompt.minSessions).toBe(4);

  const owner = await openAs(browser, kindword, practice, '/policy');
  expect(await owner.main.text()).toContain('A client has come 6 times at least before they are asked.');
  await owner.press('Accept');
  expect(await owner.said()).toBe('Accepted. The next decisions use it.');
  expect((await practice.ask('GET', '/practice/policy')).prompt.minSessions).toBe(6);
});
