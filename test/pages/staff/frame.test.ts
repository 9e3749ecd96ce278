import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { wordsIn } from '../../../web/words/words.ts';
import { signInCookie } from '../../support/signed-in.ts';
import type { TestPractice } from '../../support/practice.ts';
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

test('every page has one heading, one status, the menu of its reader and a link past it', async () => {
  const practice = await kindword.practice();
  const today = await openAs(browser, kindword, await practice.as(['desk']), '/today');
  const { page } = today;

  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Today']);
  expect(await page.getByRole('status').count()).toBe(1);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to content');
  await picture(page, 'frame');
  expect(await page.getByRole('searchbox', { name: 'Search people' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(1);
  const menu = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
  expect(menu).toContain('Today');
  expect(menu).not.toContain('Audit');
});

test.each(SCRIPTS)(
  'names are hidden with one press and stay hidden in this browser (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const today = await openAs(browser, kindword, practice, '/today', { scripts });

    await today.press('Hide names');
    await today.goto('/today');

    expect(await today.page.locator('html').getAttribute('data-names')).toBe('hidden');
    expect(await today.page.getByRole('button', { name: 'Show names' }).count()).toBe(1);
  },
);

test.each(SCRIPTS)(
  'a form that cannot be taken stands as it was typed, and names each field (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await practice.ask('POST', '/service-lines', { name: 'Counselling', stages: [] });
    const lines = await openAs(browser, kindword, practice, '/practice/lines', { scripts });

    await lines.row('Counselling').fill('Name', 'x'.repeat(100));
    await lines.row('Counselling').fill('Name', ' ');
    await lines.row('Counselling').press('Rename');
    const refused = lines.page.locator(`#line-${id}`);
    expect(await refused.getByText('Please fill this in.').count()).toBe(1);
    expect(await refused.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');

    await lines.row('Counselling').fill('Name', 'Counselling for adults');
    await lines.row('Counselling').press('Rename');
    expect(await lines.said()).toBe('Renamed.');
    await lines.row('Counselling for adults').field('Name').waitFor();
    const { items } = await practice.ask('GET', '/service-lines');
    expect(items).toMatchObject([{ name: 'Counselling for adults' }]);
  },
);

test('the same form sent twice is one fact, and what another site sends is refused', async () => {
  const practice = await kindword.practice();
  const cookie = await signInCookie(kindword, practice);
  const post = (headers: Record<string, string>, name = 'Couples') =>
    fetch(`${kindword.url}/practice/lines`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ once: 'once-and-for-all', from: '/practice/lines', name }),
    });

  const ours = { 'sec-fetch-site': 'same-origin' };
  const answers = [
    await post(ours),
    await post(ours),
    await post({ 'sec-fetch-site': 'same-site' }, 'Theirs'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([303, 303, 403]);
  expect(answers[0]?.headers.get('location')).toBe(answers[1]?.headers.get('location'));
  const { items } = await practice.ask('GET', '/service-lines');
  expect(items).toHaveLength(1);
});

test.each(SCRIPTS)(
  'what was typed when a session was over stands there again after signing in (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const lines = await openAs(browser, kindword, practice, '/practice/lines', { scripts });
    await lines.main.fill('Name', 'Grief groups');
    await endSessions(kindword, practice);

    await lines.press('Add');
    expect(lines.path).toBe('/sign-in');
    await signInAgain(lines.page, kindword, practice);
    await lines.goto('/practice/lines');

    expect(await lines.said()).toBe(
      'This is what you had typed. Nothing of it is saved yet: look at it, and press its button.',
    );
    expect(await lines.main.value('Name')).toBe('Grief groups');
    expect((await practice.ask('GET', '/service-lines')).items).toEqual([]);
    await lines.press('Add');
    expect((await practice.ask('GET', '/service-lines')).items).toMatchObject([{ name: 'Grief groups' }]);
  },
);

test('whoever signed in reads in the frame that there is no such page; others are led to sign in, and a program to nothing', async () => {
  const practice = await kindword.practice();
  const cookie = await signInCookie(kindword, practice);
  const get = async (path: string, headers: Record<string, string>) => {
    const answer = await fetch(`${kindword.url}${path}`, { redirect: 'manual', headers });
    const [type] = (answer.headers.get('content-type') ?? '').split(';');
    return { status: answer.status, type, text: await answer.text() };
  };
  const html = { accept: 'text/html,*/*;q=0.8' };
  const problem = { status: 404, type: 'application/problem+json' };

  const inFrame = await get('/no-such-page', { ...html, cookie });

  expect(inFrame).toMatchObject({ status: 404, type: 'text/html' });
  expect(inFrame.text).toContain('There is nothing here');
  expect(await get('/today', html)).toMatchObject({ status: 303 });
  expect(await get('/today', {})).toMatchObject(problem);
  expect(await get('/', {})).toMatchObject(problem);
  expect(await get('/no-such-page', html)).toMatchObject(problem);
  expect(await get('/api/v1/no-such-thing', { ...html, cookie })).toMatchObject(problem);
});

test('a language without words of its own yet is read in British English', () => {
  const words = wordsIn('fr', 'Europe/London', new Date());

  expect(words.say('frame.skip')).toBe(wordsIn('en-GB', 'Europe/London', new Date()).say('frame.skip'));
});

async function endSessions({ database }: TestKindword, { staffId }: TestPractice): Promise<void> {
  await database.orm.em
    .fork()
    .execute('update web_session set revoked_at = now() where staff_id = ?', [staffId]);
}

async function signInAgain(page: Page, house: TestKindword, practice: TestPractice): Promise<void> {
  const [name = '', value = ''] = (await signInCookie(house, practice)).split('=');
  await page.context().addCookies([{ name, value, url: house.url }]);
}
