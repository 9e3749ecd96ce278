import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aMail, eventually, HookReceiver, TestOutbox } from '../../packages/postmark-outbox/test/support.ts';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';

const RUNS =
  '<script>document.title = "RAN"; top.document.title = "RAN";</script><img src="x" onerror="document.title = \'RAN\'">';
const LOADS =
  '<img src="https://tracker.example/pixel.gif"><link rel="stylesheet" href="https://tracker.example/a.css">';

let outbox: TestOutbox;
let hooks: HookReceiver;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  hooks = await HookReceiver.start();
  outbox = await TestOutbox.start({ hook: { url: hooks.url, user: 'hook', password: 'secret' } });
});
afterAll(async () => {
  await browser?.stop();
  await outbox?.stop();
  await hooks?.stop();
});

async function sent(change: Parameters<typeof aMail>[0]): Promise<string> {
  return (await outbox.client.sendEmail(aMail(change))).MessageID;
}

async function titleAfterAll(page: Page): Promise<string> {
  await page.waitForLoadState('networkidle');
  return page.title();
}

test('a mail is found in the list, opened, and read', async () => {
  await sent({ To: 'ada@example.org', Subject: 'Thank you', TextBody: 'Hello Ada, thank you.' });
  await sent({ To: 'kwame@example.org', Subject: 'Something is waiting for you', Tag: 'staff-reminder' });

  const { page } = await browser.open(`${outbox.url}/outbox`);
  await picture(page, 'outbox-list');
  await page.getByRole('searchbox').fill('ada@');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Thank you' }).click();
  await page.waitForSelector('pre');
  await picture(page, 'outbox-mail');

  expect(await page.textContent('pre')).toContain('Hello Ada, thank you.');
  expect(await page.locator('tbody tr').count()).toBe(0);
});

test('a button lets something happen to a mail, and the webhook follows', async () => {
  const id = await sent({ To: 'wren@example.org' });
  const { page } = await browser.open(`${outbox.url}/outbox/mails/${id}`);

  await page.getByRole('button', { name: 'Hard bounce' }).click();
  await page.waitForSelector('li:has-text("Bounced")');
  await eventually(() => hooks.of('Bounce').find(({ body }) => body['MessageID'] === id));
  await page.reload();
  await picture(page, 'outbox-bounced');

  expect(page.url()).toBe(`${outbox.url}/outbox/mails/${id}`);
  expect(await page.textContent('main')).toContain('Bounce: delivered');
});

test('a reply and an inbound mail written on the page are posted to the receiver', async () => {
  const id = await sent({ To: 'delphine@example.org' });
  const { page } = await browser.open(`${outbox.url}/outbox/mails/${id}`);
  await page.getByText('Reply as recipient').click();
  await page.getByLabel('Reply to us').fill('You are welcome.');
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await page.waitForLoadState();

  await page.goto(`${outbox.url}/outbox`);
  await page.getByText('New inbound mail').click();
  await picture(page, 'outbox-introduction');
  await page.getByRole('button', { name: 'Send it to us' }).click();
  await page.waitForLoadState();

  const subjects = await eventually(() => {
    const found = hooks.posted
      .filter(({ path }) => path.endsWith('/inbound'))
      .map(({ body }) => body['Subject']);
    return found.length === 2 ? found : null;
  });
  expect(subjects).toContain('Introduction: Jane');
});

test('a hostile mail runs nothing and loads nothing, in any of its views', async () => {
  const id = await sent({
    Subject: `${RUNS}${LOADS}`,
    TextBody: RUNS,
    HtmlBody: `<p>Hello</p>${RUNS}${LOADS}`,
    Tag: RUNS.slice(0, 60),
  });

  for (const view of ['', '?view=html', '?view=headers', '?view=json', '/html']) {
    const { page, asked } = await browser.open(`${outbox.url}/outbox/mails/${id}${view}`);
    expect(await titleAfterAll(page)).not.toBe('RAN');
    expect(hostsOf(asked)).toEqual([`127.0.0.1:${outbox.port}`]);
    if (view === '?view=html') await picture(page, 'outbox-hostile');
  }
  const { page } = await browser.open(`${outbox.url}/outbox`);
  expect(await titleAfterAll(page)).toBe('Outbox');
});

test('on a telephone the list scrolls by itself and the page stays where it is', async () => {
  const { page } = await browser.open(`${outbox.url}/outbox`, { width: 360, height: 640 });
  await picture(page, 'outbox-telephone');

  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});
