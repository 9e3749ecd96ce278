import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lastMonth, periodsBefore } from '../../api/support/periods.ts';
import { picture, TestBrowser } from '../../support/browser.ts';
import { today } from '../../support/clock.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { Json, TestPractice } from '../../support/practice.ts';
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

async function withReview(practice: TestPractice): Promise<Json> {
  for (let nth = 0; nth < 6; nth += 1) {
    const client = await practice.client({ firstName: 'Robin', lastName: 'Ashdown' });
    await practice.refer({ referrer: { clientId: client.id } });
  }
  return practice.ask('POST', '/reviews', { kind: 'monthly', period: lastMonth() });
}

test.each(SCRIPTS)(
  'a meeting is held on its page: actions are written down, marked done, and it is closed (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await withReview(practice);
    const reviews = await openAs(browser, kindword, practice, '/reviews', { scripts });
    await picture(reviews.page, `reviews${scripts ? '' : '-plain'}`);
    await reviews.page.getByRole('link', { name: /^Review, / }).click();
    const decide = reviews.region('Decide');

    await decide.fill('Action', 'Ring the surgery');
    await decide.press('Add action');
    expect(await reviews.page.getByRole('alert').innerText()).toMatch(/Please look at this again/);
    expect(await decide.value('Action')).toBe('Ring the surgery');
    const { name } = await practice.ask('GET', '/me');
    await decide.choose('Who', name);
    await decide.fill('By when', today(7));
    await decide.press('Add action');
    expect(await reviews.said()).toBe('Written down. It is on their list of Today.');
    await picture(reviews.page, `review${scripts ? '' : '-plain'}`);

    await reviews.row('Ring the surgery').press('Mark done');
    expect(await reviews.said()).toBe('Done.');
    expect((await practice.ask('GET', `/reviews/${id}`)).actions).toMatchObject([
      { text: 'Ring the surgery', done: true },
    ]);
    await reviews.row('Ring the surgery').press('Not done yet');
    expect((await practice.ask('GET', `/reviews/${id}`)).actions).toMatchObject([{ done: false }]);

    await reviews.main.fill('Minutes', '19');
    await reviews.press('Close the meeting');
    expect(await reviews.said()).toBe('The meeting is closed. Thank you.');
    expect(await practice.ask('GET', `/reviews/${id}`)).toMatchObject({ minutes: 19 });
    expect(await reviews.page.getByRole('button', { name: 'Add action' }).count()).toBe(0);
  },
);

test('what the last meeting decided is marked done in the next one', async () => {
  const practice = await kindword.practice();
  const [before = '', last = ''] = periodsBefore(2);
  const earlier = await practice.ask('POST', '/reviews', { kind: 'monthly', period: before });
  await practice.ask('POST', `/reviews/${earlier.id}/actions`, {
    text: 'A clearer first line',
    ownerStaffId: practice.staffId,
    dueOn: today(3),
  });
  const { id } = await practice.ask('POST', '/reviews', { kind: 'monthly', period: last });
  const page = await openAs(browser, kindword, practice, `/reviews/${id}`);

  await page.row('A clearer first line').press('Mark done');

  expect(await page.said()).toBe('Done.');
  expect((await practice.ask('GET', `/reviews/${earlier.id}`)).actions).toMatchObject([{ done: true }]);
});

test('a reviewer reads the figures, no name and no act; a practitioner has no review', async () => {
  const practice = await kindword.practice();
  const { id } = await withReview(practice);
  const page = await openAs(browser, kindword, await practice.as(['reviewer']), `/reviews/${id}`);
  const closed = await openAs(browser, kindword, await practice.as(['practitioner']), `/reviews/${id}`);

  expect(await page.heading()).toMatch(/^Review, /);
  expect(await page.main.text()).not.toMatch(/Ashdown|Robin/);
  expect(await page.page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(await closed.heading()).toBe('This page is not open to you');
});

test('printed, the sheet is one side of A4 without its forms', async () => {
  const practice = await kindword.practice();
  const { id } = await withReview(practice);
  const { page } = await openAs(browser, kindword, practice, `/reviews/${id}`);
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'review-staff-print');
  const pdf = await page.pdf({ preferCSSPageSize: true });

  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(await page.getByLabel('Minutes').isVisible()).toBe(false);
});
