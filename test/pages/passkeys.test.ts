import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Passkey } from '../../entities/passkey.ts';
import { TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { signInCookie } from '../support/signed-in.ts';

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
let url: string;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  // A passkey belongs to the name of a host.
  url = kindword.url.replace('127.0.0.1', 'localhost');
  await kindword.restart({ publicUrl: url });
  practice = await kindword.practice();
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

/** Somebody who has signed in and confirmed it, in a browser with a fingerprint reader that always recognises them. */
async function withAuthenticator(member: TestPractice): Promise<Page> {
  const [name = '', value = ''] = (await signInCookie(kindword, member)).split('=');
  await kindword.database.orm.em
    .fork()
    .execute(`update web_session set stepped_up_until = now() + interval '10 minutes' where staff_id = ?`, [
      member.staffId,
    ]);
  const page = await browser.signedIn({
    cookie: { name, value, url },
    screen: { width: 1_100, height: 800 },
    options: { javaScriptEnabled: true, colorScheme: 'light', locale: 'en-GB' },
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return page;
}

test('a passkey that was added signs in, until its owner leaves', async () => {
  const desk = await practice.as(['desk']);
  const page = await withAuthenticator(desk);

  await page.goto(`${url}/me`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: /^Remove Passkey/ }).waitFor();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${url}/sign-in`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${url}/today`);

  const { em } = kindword.database.orm;
  expect(await em.fork().count(Passkey, { staffId: desk.staffId, lastUsedAt: { $ne: null } })).toBe(1);

  await practice.ask('PATCH', `/staff/${desk.staffId}`, { active: false });
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('That passkey could not be used here').waitFor();
});
