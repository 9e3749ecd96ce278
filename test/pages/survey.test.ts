import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Satisfaction } from '../../entities/satisfaction.ts';
import { today } from '../support/clock.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { linkFor, send, TELEPHONE, visit, withoutOnce } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';

let kindword: TestKindword;
let practice: TestPractice;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'rehearsal', name: 'Willow Practice' });
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

async function surveyed(of: TestPractice = practice) {
  const { id } = await of.client();
  return { id, link: await linkFor(kindword, of, 'survey', id) };
}

async function scores(of: TestPractice, clientId: string | null): Promise<Satisfaction[]> {
  return inPractice(kindword, of, ({ em }) =>
    em.find(Satisfaction, { clientId }, { orderBy: { id: 'asc' } }),
  );
}

test('a client answers in words, with a kind line, and nobody is shown a number', async () => {
  const { id, link } = await surveyed();

  const { page } = await browser.open(link, TELEPHONE);
  await picture(page, 'survey');
  expect(await page.textContent('main')).not.toMatch(/\d/);
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.getByLabel('Very good').check();
  await page.getByLabel('A kind line if you like').fill('You <listened> & that helped.\nThank you.');
  await page.getByLabel('you may pass it on').or(page.getByLabel('You may pass it on')).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');

  const [row, ...more] = await scores(practice, id);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    instrument: 'csat',
    score: 5,
    kindWords: 'You <listened> & that helped.\nThank you.',
    mayShare: true,
  });
});

test('“rather not say” is an answer, and no score', async () => {
  const { id, link } = await surveyed();

  await send(link, { answer: 'rather-not-say' });

  expect((await scores(practice, id)).map(({ score }) => score ?? null)).toEqual([null]);
});

test('a second thought on the same day takes the first one’s place', async () => {
  const { id, link } = await surveyed();
  const once = randomUUID();

  await Promise.all([
    send(link, { answer: 'ok', kindWords: 'Fine.', once }),
    send(link, { answer: 'ok', kindWords: 'Fine.', once }),
  ]);
  await send(link, { answer: 'good' });
  await send(link, { answer: 'ok', kindWords: 'Fine.', once });

  const rows = await scores(practice, id);
  expect(rows.map(({ score, kindWords }) => [score, kindWords ?? null])).toEqual([[4, null]]);
});

test('an answer of another day is another answer', async () => {
  const { id, link } = await surveyed();
  await send(link, { answer: 'ok' });
  await inPractice(kindword, practice, ({ em }) =>
    em.nativeUpdate(Satisfaction, { clientId: id }, { rowKey: `survey/${id}/2026-01-01` }),
  );

  await send(link, { answer: 'good' });

  expect((await scores(practice, id)).map(({ score }) => score)).toEqual([3, 4]);
});

test.each([
  ['at once', ['not-so-good']],
  ['on second thoughts', ['good', 'not-good']],
])('somebody who is not content %s is a matter of care for their practitioner', async (_when, answers) => {
  const { id, link } = await surveyed();

  for (const answer of answers) await send(link, { answer });

  const tasks = (await tasksOf(practice, { kind: 'care_matter' })).filter(({ clientId }) => clientId === id);
  expect(tasks).toHaveLength(1);
});

test('without a choice, or with a sermon, the form comes back with what was typed', async () => {
  const { id, link } = await surveyed();
  const sermon = 'ü'.repeat(501);

  const { status, text } = await send(link, { kindWords: sermon, mayShare: 'yes' });

  expect(status).toBe(422);
  expect(text).toContain('Please choose one');
  expect(text).toContain('500 letters');
  expect(text).toContain(sermon);
  expect(text).toMatch(/id="mayShare"[^>]* checked/);
  expect(await scores(practice, id)).toEqual([]);
});

test('leave to pass on a line that was not written is no leave', async () => {
  const { id, link } = await surveyed();

  await send(link, { answer: 'good', kindWords: '   ', mayShare: 'yes' });

  expect(await scores(practice, id)).toMatchObject([{ kindWords: null, mayShare: false }]);
});

test('at the desk an answer is nobody’s: a month and a number, and no words', async () => {
  const own = await kindword.practice({ sending: 'rehearsal' });
  const desk = `${kindword.url}/p/${own.slug}/survey`;
  const once = randomUUID();

  const { page } = await browser.open(desk, TELEPHONE);
  await picture(page, 'survey-desk');
  expect(await page.locator('textarea').count()).toBe(0);
  await page.getByLabel('OK', { exact: true }).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');
  await send(desk, { answer: 'good', once });
  await send(desk, { answer: 'good', once });
  await send(desk, { answer: 'rather-not-say' });
  await send(desk, { answer: 'not-good', topic: 'SEO' });

  const rows = await scores(own, null);
  expect(rows.map(({ score }) => score)).toEqual([3, 4]);
  for (const row of rows) {
    expect(row.month).toBe(today().slice(0, 7));
    expect([row.at, row.practitionerId, row.kindWords].map((value) => value ?? null)).toEqual([
      null,
      null,
      null,
    ]);
  }
});

test('two links show the same page, and the desk has a code', async () => {
  const links = [await surveyed(), await surveyed()];

  const pages = await Promise.all(links.map(({ link }) => visit(link)));
  const code = await visit(`${kindword.url}/p/${practice.slug}/survey.svg`);

  expect(new Set(pages.map(({ text }) => withoutOnce(text))).size).toBe(1);
  expect(code.text).toMatch(/^<svg/);
});
