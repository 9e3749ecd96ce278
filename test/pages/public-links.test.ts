import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { firstMailTo } from '../support/mails.ts';
import { until } from '../support/until.ts';

const TELEPHONE = { width: 360, height: 640 };

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

/** A colleague who sent somebody, and the link that the thanks to them holds. */
async function thankedColleague(practice: TestPractice): Promise<{ id: string; link: string }> {
  const { id, email } = await practice.professional();
  const referral = await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: id },
    via: 'email',
  });
  await practice.ask('POST', `/referrals/${referral.id}/acknowledgement`);
  const { TextBody } = await firstMailTo(kindword.outbox, email);
  return { id, link: /https?:\S+\/posted\/[\w-]+/.exec(TextBody)?.[0] ?? '' };
}

async function keptPosted(practice: TestPractice, id: string): Promise<Json> {
  return (await practice.ask('GET', `/professionals/${id}`)).keepPostedAt;
}

test('a colleague who follows the link is asked first, and kept posted only after pressing the button', async () => {
  const practice = await kindword.practice({ name: 'Willow & Oak <b>' });
  const { id, link } = await thankedColleague(practice);

  const { page, asked } = await browser.open(link, TELEPHONE);
  await picture(page, 'keep-posted');
  expect(await page.textContent('main')).toContain('Willow & Oak <b>');
  expect(await keptPosted(practice, id)).toBeNull();

  await page.getByRole('button', { name: 'Yes, keep me posted' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');
  await picture(page, 'keep-posted-thanks');

  expect(await keptPosted(practice, id)).not.toBeNull();
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});

test('a page for the telephone does not have to be dragged sideways', async () => {
  const { link } = await thankedColleague(await kindword.practice());

  const { page } = await browser.open(link, TELEPHONE);

  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width);
});

test('a link that nobody was given tells nothing and changes nothing', async () => {
  const practice = await kindword.practice();

  const { page } = await browser.open(`${kindword.url}/p/${practice.slug}/posted/guessed`);
  await picture(page, 'link-not-in-use');

  expect(await page.textContent('h1')).toBe('This link is not in use');
  expect(await page.textContent('main')).not.toContain(practice.slug);
  expect(await page.locator('form').count()).toBe(0);
});

test('the page that a reminder links to says what to do and names nobody', async () => {
  const practice = await kindword.practice();
  const client = await practice.client({ firstName: 'Hermia' });
  const { number } = await practice.refer({ referrer: { clientId: client.id } });

  const { page } = await browser.open(`${kindword.url}/waiting/${number}`, TELEPHONE);
  await picture(page, 'waiting');

  const text = await page.textContent('main');
  expect(text).toContain(`number ${number}`);
  expect(text).not.toContain('Hermia');
});

test('the documentation shows every operation and asks no other machine for anything', async () => {
  const document: Json = await (await fetch(`${kindword.url}/openapi.json`)).json();
  const operations = Object.values<object>(document.paths).flatMap((path) => Object.keys(path));

  const { page, asked } = await browser.open(`${kindword.url}/docs`);
  await page.waitForSelector('.opblock');
  await picture(page, 'docs');

  // A long list is drawn only where it is looked at, so that it has to be read through.
  const shown = new Set<string>();
  await until(async () => {
    const ids = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id));
    for (const id of ids) shown.add(id);
    await page.mouse.wheel(0, 700);
    return shown.size >= operations.length;
  }, 50_000);
  expect(shown.size).toBe(operations.length);
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});
