import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { REPORTS } from '../../../policy/reports/report-terms.ts';
import { lastMonth } from '../../api/support/periods.ts';
import { somebody, tell, type Sources } from '../../reports/support/people-of-the-past.ts';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { TestPractice } from '../../support/practice.ts';
import { randomOf } from '../../support/random.ts';
import { signInCookie } from '../../support/signed-in.ts';
import { openAs, type StaffPage } from '../../support/staff-browser.ts';

const PEOPLE = 40;
const DAYS = 400;
const NAMES = Object.keys(REPORTS);

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
  practice = await kindword.practice();
  await aYear(practice);
}, 180_000);
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

/** A year in which people were suggested to the practice. */
async function aYear(ours: TestPractice): Promise<void> {
  const { id: podcast } = await ours.ask('POST', '/sources', { kind: 'podcast', name: 'Quiet Minds' });
  const { id: colleague } = await ours.professional({ firstName: 'Imogen', lastName: 'Farthing' });
  const { id: client } = await ours.client({ firstName: 'Robin', lastName: 'Ashdown' });
  const sources: Sources = {
    named: [
      { body: { sourceId: podcast }, kind: 'podcast', ref: podcast },
      { body: { referrer: { professionalId: colleague } }, kind: 'professional', ref: colleague },
      { body: { referrer: { clientId: client } }, kind: 'client', ref: client },
      { body: { sourceKind: 'search' }, kind: 'search', ref: null },
    ],
    practitioners: [(await ours.as(['practitioner'])).staffId],
    lines: [],
  };
  const random = randomOf(7);
  for (let from = 0; from < PEOPLE; from += 10)
    await Promise.all(
      Array.from({ length: 10 }, () => tell(ours, somebody(random, Date.now(), DAYS, sources))),
    );
}

test('every report has a page with its question, what it counts and of how many, and no column without words', async () => {
  const page = await openAs(browser, kindword, practice, '/reports');
  expect(await page.page.getByRole('main').getByRole('heading', { level: 2 }).count()).toBe(NAMES.length);
  await picture(page.page, 'reports');

  const without: string[] = [];
  for (const name of NAMES) {
    await page.goto(`/reports/${name}`);
    await picture(page.page, `report-${name}`);
    expect(await page.page.getByText('What this counts').count()).toBe(1);
    without.push(...(await columnsWithoutWords(page)).map((column) => `${name}: ${column}`));
  }
  expect(without).toEqual([]);
}, 120_000);

/** Columns and facts whose name is the program's own. */
async function columnsWithoutWords({ page }: StaffPage): Promise<string[]> {
  const heads = await page.getByRole('main').locator('th[scope=col], dt').allTextContents();
  return heads.filter((head) => /^[a-z]|_/.test(head));
}

test('month by month is drawn, and says in words what it shows', async () => {
  const page = await openAs(browser, kindword, practice, '/reports/funnel?by=month');
  await picture(page.page, 'report-funnel-month');

  expect(await page.page.getByRole('img', { name: 'People in touch, month by month' }).count()).toBe(1);
  expect(await page.page.getByRole('link', { name: 'Month', exact: true }).getAttribute('aria-current')).toBe(
    'true',
  );
});

test('a report is taken along as a file by its link, with the session alone', async () => {
  const page = await openAs(browser, kindword, practice, '/reports/conversion?by=source');
  const href = await page.page.getByRole('link', { name: 'As a file (CSV)' }).getAttribute('href');
  const answer = await fetch(`${kindword.url}${href ?? ''}`, {
    headers: { cookie: await signInCookie(kindword, practice) },
  });

  expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(answer.headers.get('content-disposition')).toContain('conversion.csv');
  expect((await answer.text()).split('\n').length).toBeGreaterThan(2);
});

test('a reviewer reads no name in any report, and a practitioner has none', async () => {
  const reviewer = await openAs(browser, kindword, await practice.as(['reviewer']), '/reports');
  for (const name of NAMES) {
    await reviewer.goto(`/reports/${name}`);
    expect(await reviewer.main.text()).not.toMatch(/Farthing|Imogen|Ashdown|Robin/);
  }
  const practitioner = await openAs(browser, kindword, await practice.as(['practitioner']), '/reports/kept');
  expect(await practitioner.heading()).toBe('This page is not open to you');
}, 120_000);

test('the review of a period that has figures speaks from the catalogue', async () => {
  const { id } = await practice.ask('POST', '/reviews', { kind: 'monthly', period: lastMonth() });
  const page = await openAs(browser, kindword, practice, `/reviews/${id}`, { language: 'en-XA' });
  await picture(page.page, 'review-pseudo');

  expect(await page.main.text()).not.toMatch(/Where from|This month|The biggest drop|Nothing was decided/);
});
