import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { today } from '../../support/clock.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { TestPractice } from '../../support/practice.ts';
import { signInCookie } from '../../support/signed-in.ts';
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

/** Somebody whose surgery nobody has named yet, and somebody of whom no name is to be had. */
async function twoCame(practice: TestPractice): Promise<void> {
  for (const [firstName, answer, sourceKind] of [
    ['Kim', 'My GP at Elm St Surgery', 'gp'],
    ['Alex', 'I searched the web', 'search'],
  ]) {
    const person = { firstName, phone: `020 7946 00${firstName === 'Kim' ? 18 : 19}` };
    const { id } = await practice.ask('POST', '/enquiries', { person, via: 'phone' });
    await practice.ask('POST', '/intake', { enquiryId: id, answer, sourceKind });
  }
}

test.each(SCRIPTS)(
  'a source is named from the log, and the line that it puts right stays as it was (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    await twoCame(practice);
    await practice.ask('POST', '/sources', { kind: 'gp', name: 'Elm Street Surgery' });
    const log = await openAs(browser, kindword, await practice.as(['desk']), '/source-log', { scripts });
    await picture(log.page, `source-log-${scripts}`);
    await log.page.getByRole('link', { name: 'Sources to name' }).click();
    expect(await log.page.getByRole('list', { name: 'Lines of the log' }).getByRole('listitem').count()).toBe(
      1,
    );

    await log.page.getByRole('link', { name: 'Name this source' }).click();
    await picture(log.page, `source-log-line-${scripts}`);
    expect(await log.main.text()).toContain('My GP at Elm St Surgery');
    await log.region('Name this source').press('Name this source');

    expect(await log.said()).toBe('Named. A new line says so.');
    expect(await log.main.text()).toContain('Elm Street Surgery');
    await log.goto('/source-log');
    expect(await log.row('Number 2').text()).toMatch(/Put right by number \d/);
    await log.goto('/source-log?show=to-name');
    expect(await log.main.text()).toContain('Every source that has a name is named.');
  },
);

test('a new name is given where none is known, and what is said of it twice is refused with words kept', async () => {
  const practice = await kindword.practice();
  await twoCame(practice);
  const { items } = await practice.ask('GET', '/source-log?toName=true');
  const line = await openAs(browser, kindword, practice, `/source-log/${items[0].number}`);

  await line.region('Name this source').press('Name this source');
  expect(await line.main.field('Or a new name').getAttribute('aria-invalid')).toBe('true');
  await line.main.fill('Or a new name', 'Birch Surgery');
  await line.region('Name this source').press('Name this source');

  expect(await line.said()).toBe('Named. A new line says so.');
  await line.goto('/sources');
  await picture(line.page, 'sources');
  await line.row('Birch Surgery').fill('Name', 'Birch Road Surgery');
  await line.row('Birch Surgery').press('Rename');
  expect(await line.said()).toBe('Renamed. Lines of the log stay as they are.');
});

test('the lines of some days are shown, and are there as a file with the session of a browser', async () => {
  const practice = await kindword.practice();
  await twoCame(practice);
  const log = await openAs(browser, kindword, practice, '/source-log');
  await log.main.fill('From', today(1));
  await log.page.getByRole('button', { name: 'Show' }).click();
  expect(await log.main.text()).toContain('No line in this time.');
  await log.main.fill('From', today(-1));
  await log.page.getByRole('button', { name: 'Show' }).click();
  const file = await log.page.getByRole('link', { name: 'As a file (CSV)' }).getAttribute('href');

  const cookie = await signInCookie(kindword, practice);
  const answer = await fetch(`${kindword.url}${file}`, { headers: { cookie } });

  expect(answer.headers.get('content-type')).toContain('text/csv');
  expect((await answer.text()).split('\n')[0]).toContain('number,kind,corrects');
});

test.each(SCRIPTS)(
  'what a kind of source cost is noted in pounds, and again replaces it (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const spend = await openAs(browser, kindword, await practice.as(['desk']), '/spend', { scripts });
    expect(await spend.main.text()).toContain('Nothing is noted yet.');

    await spend.main.choose('Kind of source', 'A directory');
    await spend.main.fill('Amount in GBP', 'much');
    await spend.main.press('Save');
    expect(await spend.main.field('Amount in GBP').getAttribute('aria-invalid')).toBe('true');
    expect(await spend.main.value('Amount in GBP')).toBe('much');
    await spend.main.fill('Amount in GBP', '120.50');
    await spend.main.fill('Staff time in minutes', '90');
    await spend.main.press('Save');
    expect(await spend.said()).toBe('Noted.');
    await picture(spend.page, `spend-${scripts}`);

    expect(await spend.main.text()).toContain('£120.50');
    expect((await practice.ask('GET', '/spend')).items).toMatchObject([
      { sourceKind: 'directory', amountMinor: 12_050, minutes: 90, currency: 'GBP' },
    ]);
  },
);
