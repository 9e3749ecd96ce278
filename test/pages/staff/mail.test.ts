import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Inbox } from '../../inbound-mail/post-mail.ts';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { postHook } from '../../support/mail-server.ts';
import { firstMailTo, mailsTo } from '../../support/mails.ts';
import type { Client, Json, TestPractice } from '../../support/practice.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';
import { taskOf } from '../../support/tasks.ts';
import { until } from '../../support/until.ts';

const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

/** A client's mail that names two people: somebody has to say who is meant. */
async function twoNames(practice: TestPractice): Promise<{ robin: Client; mail: Json }> {
  const robin = await practice.client();
  const inbox = await Inbox.open(kindword, practice);
  const mail = await inbox.take({
    from: robin.email,
    name: 'Robin Rowan',
    subject: 'Introduction: Eve & Fred Smith',
  });
  return { robin, mail };
}

test.each(SCRIPTS)(
  'a mail that could not be understood waits in the inbox, and one press says who is meant (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { mail } = await twoNames(practice);
    const desk = await practice.as(['desk']);
    const inbox = await openAs(browser, kindword, desk, '/inbound-mails', { scripts });
    expect(await inbox.heading()).toBe('Inbox');
    await picture(inbox.page, 'inbox');
    await inbox.row('Robin Rowan').locator.getByRole('link', { name: 'Read it' }).click();
    await inbox.page.waitForURL(`**/inbound-mails/${mail.id}`);
    await picture(inbox.page, 'inbound-mail');
    const shown = await inbox.main.text();
    expect(shown).toContain('Introduction: Eve & Fred Smith');
    expect(shown).toContain('It names two people');
    expect(await inbox.page.title()).not.toContain('Robin');

    await inbox.row('They introduce somebody: Eve').press('Yes, that is it');

    expect(await inbox.said()).toBe('Saved. What follows from it happens by itself.');
    expect(await inbox.main.text()).toContain('Everything that came in was understood.');
    const settled = await practice.ask('GET', `/inbound-mails/${mail.id}`);
    expect(settled.status).toBe('settled');
    expect((await practice.referral(settled.referralId)).person).toMatchObject({ firstName: 'Eve' });
  },
);

test.each(SCRIPTS)(
  'it can be something else; a form without an answer says so and keeps what was typed (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { mail } = await twoNames(practice);
    const page = await openAs(browser, kindword, practice, `/inbound-mails/${mail.id}`, { scripts });

    const firstName = page.page.getByRole('textbox', { name: 'First name' });
    await page.page.getByText('It is something else').click();
    await firstName.fill('Frederick');
    await page.press('Save what it is');
    expect(await page.page.getByRole('alert').innerText()).toContain('Choose what it is.');
    expect(await page.page.title()).toMatch(/^Error: /);
    expect(await firstName.inputValue()).toBe('Frederick');
    await page.page.getByRole('radio', { name: 'None of these' }).check();
    await page.press('Save what it is');

    expect(await page.said()).toBe('Saved. What follows from it happens by itself.');
    const settled = await practice.ask('GET', `/inbound-mails/${mail.id}`);
    expect([settled.status, settled.referralId]).toEqual(['settled', null]);
    await page.goto(`/inbound-mails/${mail.id}`);
    expect(await page.main.text()).toContain('Somebody here has said what it is.');
  },
);

/** A thanks that goes in two days. */
async function planned(practice: TestPractice): Promise<{ robin: Client; messageId: string }> {
  const robin = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: robin.id } });
  const { messageId } = await taskOf(practice, { referralId: referral.id, kind: 'thank' });
  return { robin, messageId: messageId ?? '' };
}

test.each(SCRIPTS)(
  'a message shows what will go, to whom and when; it is cancelled, sent again and taken back (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice({ acknowledgement: LATER });
    const { robin, messageId } = await planned(practice);
    const messages = await openAs(browser, kindword, practice, '/messages', { scripts });
    await picture(messages.page, 'messages');
    expect(await messages.row('Robin Rowan').text()).toContain('Waits to go');
    await messages.row('Robin Rowan').locator.getByRole('link').click();
    await messages.page.waitForURL(`**/messages/${messageId}`);
    await picture(messages.page, 'message');
    const shown = await messages.main.text();
    expect(shown).toContain(robin.email);
    expect(shown).toContain('Hello Robin, thank you');

    await messages.press('Cancel');
    expect(await messages.said()).toBe('Cancelled. It does not go.');
    expect(await messages.main.text()).toContain('Somebody here cancelled it.');
    await practice.ask('POST', `/messages/${messageId}/resend`, { takeBack: true });
    await messages.goto(`/messages/${messageId}`);
    await messages.press('Take back');

    expect(await messages.said()).toBe('Taken back. Nothing has gone.');
    expect(await mailsTo(kindword.outbox, robin.email)).toEqual([]);
  },
);

test('messages are seen by state; in rehearsal what would have gone', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const client = await practice.client();
  await practice.ask('POST', `/clients/${client.id}/communications`, { carrier: 'intake_form' });
  await until(async () => {
    const { items } = await practice.ask('GET', '/messages?status=would_send');
    return items[0] ?? null;
  });

  const messages = await openAs(browser, kindword, practice, '/messages?status=would_send');
  const text = await messages.row('Robin Rowan').text();
  await messages.goto('/messages?status=held');

  expect(text).toContain('Would have gone (rehearsal)');
  expect(await messages.main.text()).toContain('Nothing like this.');
});

test.each(SCRIPTS)(
  'an owner lifts what stands against an address; the desk reads why (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const client = await practice.client({ email: `bounced-${randomUUID()}@example.org` });
    await practice.ask('POST', `/clients/${client.id}/communications`, { carrier: 'intake_form' });
    const mail = await firstMailTo(kindword.outbox, client.email);
    await postHook(kindword, 'events', {
      RecordType: 'Bounce',
      ID: 4711,
      Type: 'HardBounce',
      MessageID: mail.MessageID,
      Email: client.email,
      BouncedAt: new Date().toISOString(),
      Inactive: true,
      Metadata: mail.Metadata,
    });
    await until(async () => (await practice.ask('GET', '/suppressions')).items[0] ?? null);

    const desk = await openAs(browser, kindword, await practice.as(['desk']), '/suppressions', { scripts });
    expect(await desk.row('Robin Rowan').text()).toContain('the mailbox does not exist');
    expect(await desk.main.locator.getByRole('button', { name: 'Lift' }).count()).toBe(0);
    const owner = await openAs(browser, kindword, practice, '/suppressions', { scripts });
    await picture(owner.page, 'suppressions');
    await owner.row('Robin Rowan').press('Lift');

    expect(await owner.said()).toBe('Lifted. This address is written to again.');
    expect((await practice.ask('GET', '/suppressions')).items).toEqual([]);
  },
);

test('another practice’s mails and messages are not there, and a practitioner has no inbox', async () => {
  const practice = await kindword.practice({ acknowledgement: LATER });
  const { messageId } = await planned(practice);
  const { mail } = await twoNames(practice);
  const other = await openAs(browser, kindword, await kindword.practice(), '/today');
  const one = await openAs(browser, kindword, await practice.as(['practitioner']), '/today');

  const statusOf = async (page: typeof other, path: string) =>
    (await page.page.request.get(new URL(path, page.page.url()).href)).status();
  expect([
    await statusOf(other, `/messages/${messageId}`),
    await statusOf(other, `/inbound-mails/${mail.id}`),
    await statusOf(one, '/messages'),
    await statusOf(one, '/inbound-mails'),
    await statusOf(one, '/suppressions'),
  ]).toEqual([404, 404, 403, 403, 403]);
});
