import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { today } from '../../support/clock.ts';
import { inPractice } from '../../support/in-practice.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { TestPractice } from '../../support/practice.ts';
import { openAs, SCRIPTS, type StaffPage } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

/** As somebody who has just shown once more who they are. */
async function openConfirmed(practice: TestPractice, path: string, scripts = true): Promise<StaffPage> {
  const page = await openAs(browser, kindword, practice, path, { scripts });
  await inPractice(kindword, practice, ({ em }) =>
    em.execute("update web_session set stepped_up_until = now() + interval '10 minutes'"),
  );
  return page;
}

describe.each(SCRIPTS)('who works here (%s)', (_, scripts) => {
  test('somebody is added with their roles, and found in the list', async () => {
    const practice = await kindword.practice();
    const staff = await openConfirmed(practice, '/practice/staff', scripts);

    await staff.page.getByText('Add somebody').click();
    await staff.main.fill('Name', 'Noor Rahman');
    await staff.main.fill('E-mail address', 'noor@practice.example');
    await staff.main.tick('Front desk');
    await staff.press('Add');
    expect(await staff.said()).toBe('Added. They can sign in with that address.');
    await picture(staff.page, `member-${scripts}`);

    await staff.goto('/practice/staff');
    await picture(staff.page, `staff-${scripts}`);
    expect(await staff.row('Noor Rahman').text()).toContain('Front desk');
  });

  test('without a role nobody is added, and what was typed stays', async () => {
    const practice = await kindword.practice();
    const staff = await openConfirmed(practice, '/practice/staff', scripts);

    await staff.page.getByText('Add somebody').click();
    await staff.main.fill('Name', 'Noor Rahman');
    await staff.main.fill('E-mail address', 'noor@practice.example');
    await staff.press('Add');

    expect(await staff.main.value('Name')).toBe('Noor Rahman');
    expect(await staff.main.text()).toContain('Must name at least one role.');
  });

  test('a key is shown once, and ended', async () => {
    const practice = await kindword.practice();
    const desk = await practice.as(['desk']);
    const member = await openConfirmed(practice, `/practice/staff/${desk.staffId}`, scripts);

    await member.main.fill('What is it for?', 'Front desk telephone');
    await member.press('Make a key');
    const key = await member.main.value('The key');
    expect(key).toMatch(/^kw_/);

    await member.goto(`/practice/staff/${desk.staffId}`);
    expect(await member.page.content()).not.toContain(key);
    await member.row('Front desk telephone').press('End this key');
    expect(await member.said()).toBe('Ended. It opens nothing any more.');
  });

  test('days away say who stands in, and are taken back', async () => {
    const practice = await kindword.practice();
    const desk = await practice.as(['desk']);
    const cover = await practice.as(['desk']);
    const staff: { items: { id: string; name: string }[] } = await practice.ask('GET', '/staff');
    const name = staff.items.find(({ id }) => id === cover.staffId)?.name ?? '';
    const member = await openAs(browser, kindword, practice, `/practice/staff/${desk.staffId}`, { scripts });

    await member.main.fill('From', today());
    await member.main.fill('To, that day included', today());
    await member.main.choose('Who stands in', name);
    await member.press('Note days away');
    expect(await member.row('stands in').text()).toContain(name);

    await member.row('stands in').press('Take back');
    expect(await member.said()).toBe('Taken back. They are here.');
    expect((await practice.ask('GET', `/staff/${desk.staffId}/absences`)).items).toEqual([]);
  });

  test('roles change only for whoever has shown once more who they are', async () => {
    const practice = await kindword.practice();
    const desk = await practice.as(['desk']);
    const member = await openAs(browser, kindword, practice, `/practice/staff/${desk.staffId}`, { scripts });

    await member.page.getByText('Signing in and roles').click();
    await member.main.tick('Deputy');
    await member.press('Save roles');

    expect(member.path).toBe('/me/confirm');
  });
});

test('the desk reads who works here and changes nothing; another practice’s people are nowhere', async () => {
  const practice = await kindword.practice();
  const other = await kindword.practice();
  const desk = await openAs(browser, kindword, await practice.as(['desk']), '/practice/staff');

  expect(await desk.page.getByText('Add somebody').count()).toBe(0);
  await desk.goto(`/practice/staff/${practice.staffId}`);
  expect(await desk.page.getByRole('button', { name: /Save|key|Note/ }).count()).toBe(0);
  await desk.goto(`/practice/staff/${other.staffId}`);
  expect(await desk.heading()).toBe('There is nothing here');
});

describe.each(SCRIPTS)('how the practice works (%s)', (_, scripts) => {
  test('mail leaves only after a page that says what will happen', async () => {
    const practice = await kindword.practice({ sending: 'rehearsal' });
    const mail = await openConfirmed(practice, '/practice/mail', scripts);
    await picture(mail.page, `mail-${scripts}`);

    await mail.page.getByRole('link', { name: 'Go live' }).click();
    expect(await mail.main.text()).toContain('What was only rehearsed stays unsent.');
    await mail.press('Go live');

    expect(await mail.said()).toBe('You are live. Mail leaves from now on.');
    expect((await practice.ask('GET', '/practice')).sending).toBe('live');
  });

  test('stages of a line are kept under the practice’s own names', async () => {
    const practice = await kindword.practice();
    await practice.ask('POST', '/service-lines', { name: 'Counselling', stages: [] });
    const lines = await openAs(browser, kindword, practice, '/practice/lines', { scripts });

    await lines.page.getByText('Stages', { exact: true }).click();
    await lines.row('Counselling').fill('Stage 1', 'First weeks');
    await lines.row('Counselling').press('Save stages');

    expect(await lines.said()).toBe('Saved.');
    const { items } = await practice.ask('GET', '/service-lines');
    expect(items[0].stages).toEqual([{ name: 'First weeks', phase: 'early' }]);
  });

  test('who we are is changed, and a fault keeps what was typed', async () => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/practice', { scripts });
    await picture(page.page, `practice-${scripts}`);

    await page.page.getByText('About you').click();
    await page.main.fill('Website', 'no address');
    await page.press('Save');
    expect(await page.main.field('Website').getAttribute('aria-invalid')).toBe('true');

    await page.main.fill('Website', 'https://willow.example');
    await page.press('Save');
    expect(await page.said()).toBe('Saved.');
    expect((await practice.ask('GET', '/practice')).website).toBe('https://willow.example');
  });
});

test('cards and codes are there to print, and a program’s secret is shown once', async () => {
  const practice = await kindword.practice();
  await practice.as(['practitioner']);
  const cards = await openAs(browser, kindword, practice, '/practice/cards');
  await picture(cards.page, 'cards');
  expect(await cards.page.getByRole('link', { name: 'Print a card (A6)' }).count()).toBe(1);

  await cards.goto('/practice/webhooks');
  await cards.page.getByText('Add a program').click();
  await cards.main.fill('Web address', 'https://hooks.example.org/kindword');
  await cards.main.tick('They came');
  await cards.press('Add');
  await picture(cards.page, 'webhooks');
  expect(await cards.main.value('Secret')).toMatch(/^whsec_/);
});
