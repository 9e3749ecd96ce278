import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture, TestBrowser } from '../../support/browser.ts';
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

/** A practised typist needs 0.28 s a key; one who is not, a third more. */
const SECONDS_A_KEY = 0.4;
/** Reading a label and deciding, before each field. */
const SECONDS_TO_THINK = 1.35;

function enquire(by: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  return by.ask('POST', '/enquiries', {
    person: { firstName: 'Sam', lastName: 'Ashdown', phone: '020 7946 0018' },
    via: 'phone',
    ...change,
  });
}

async function type(page: Page, text: string): Promise<number> {
  await page.keyboard.type(text);
  return text.length;
}

async function press(page: Page, key: string, times = 1): Promise<number> {
  for (let at = 0; at < times; at += 1) await page.keyboard.press(key);
  return times;
}

test.each(SCRIPTS)(
  'whoever rings is noted by keys alone, within 45 seconds, and is to be answered in time (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const desk = await openAs(browser, kindword, practice, '/enquiries/new', { scripts });
    const { page } = desk;
    await picture(page, `new-enquiry`);

    expect(await page.locator(':focus').getAttribute('name')).toBe('person.firstName');
    const keys = [
      await type(page, 'Sam'),
      await press(page, 'Tab'),
      await type(page, '020 7946 0018'),
      await press(page, 'Tab'),
      await type(page, 'S'),
      await press(page, 'Tab'),
      await type(page, 'Robin'),
      await press(page, 'Tab'),
      await press(page, 'Space'),
      await press(page, 'Enter'),
    ];
    await page.waitForURL(/\/enquiries\/[\w-]{36}/);

    const pressed = keys.reduce((sum, count) => sum + count, 0);
    expect(pressed * SECONDS_A_KEY + keys.length * SECONDS_TO_THINK).toBeLessThan(45);
    expect(await desk.said()).toMatch(/^Saved as number \d+\. Answer by .+\.$/);
    const { items } = await practice.ask('GET', '/enquiries');
    expect(items).toMatchObject([{ person: { firstName: 'Sam', phone: '020 7946 0018' }, via: 'phone' }]);
    const { items: referrals } = await practice.ask('GET', '/referrals');
    expect(referrals).toMatchObject([{ referrer: { firstName: 'Robin' }, mayThank: true }]);
    await picture(page, `enquiry`);
  },
);

test.each(SCRIPTS)('what cannot be read stays as it was typed, and says why (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const desk = await openAs(browser, kindword, practice, '/enquiries/new', { scripts });

  await desk.main.fill('First name', 'Sam');
  await desk.main.fill('Phone or e-mail', 'later');
  await desk.main.tick('Yes, do thank them');
  await desk.main.press('Save enquiry');

  expect(await desk.page.title()).toMatch(/^Error: /);
  expect(await desk.page.getByRole('alert').innerText()).toContain('Please look at this again');
  expect(await desk.main.value('Phone or e-mail')).toBe('later');
  expect(await desk.main.field('Phone or e-mail').getAttribute('aria-invalid')).toBe('true');
  expect(await desk.main.field('Who suggested us?').getAttribute('aria-invalid')).toBe('true');
  await picture(desk.page, 'new-enquiry-faults');
  expect((await practice.ask('GET', '/enquiries')).items).toEqual([]);
});

test.each(SCRIPTS)(
  'one person is seen through from the first call to the first session (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await enquire(practice);
    const desk = await openAs(browser, kindword, practice, `/enquiries/${id}`, { scripts });

    expect(await desk.page.title()).not.toContain('Ashdown');
    await desk.press('No answer');
    expect(await desk.said()).toBe('Noted. Try again later.');
    await desk.press('We reached them');
    expect(await desk.said()).toMatch(/^Noted: you reached them/);
    await desk.press('They booked');
    await desk.press('They came');

    expect(await desk.said()).toBe('Noted: they came, and are a client now.');
    expect(await practice.ask('GET', `/enquiries/${id}`)).toMatchObject({ stage: 'attended', attempts: 1 });
  },
);

test.each(SCRIPTS)('an enquiry is closed with its reason, and reopened (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const { id } = await enquire(practice);
  const desk = await openAs(browser, kindword, practice, `/enquiries/${id}/close`, { scripts });

  await desk.press('Close the enquiry');
  expect(await desk.page.getByRole('alert').count()).toBe(1);
  await picture(desk.page, 'enquiry-close');
  await desk.main.tick('It is not the right moment for them');
  await desk.press('Close the enquiry');
  expect(await desk.said()).toBe('Closed. Nothing is sent.');
  expect(desk.path).toBe(`/enquiries/${id}`);

  await desk.main.fill('What has changed?', 'They rang again.');
  await desk.press('Reopen');
  expect(await desk.said()).toBe('Open again, where they had come to.');
  expect(await practice.ask('GET', `/enquiries/${id}`)).toMatchObject({ stage: 'received' });
});

test.each(SCRIPTS)(
  'what is known is put right, and a conflict is looked at before anything is booked (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await enquire(practice);
    const desk = await openAs(browser, kindword, practice, `/enquiries/${id}/edit`, { scripts });

    await desk.main.fill('Last name', '');
    await desk.main.tick('Knows somebody who comes here');
    await picture(desk.page, 'enquiry-edit');
    await desk.press('Save');
    expect(await desk.said()).toBe('Saved.');
    expect(await practice.ask('GET', `/enquiries/${id}`)).toMatchObject({
      person: { firstName: 'Sam', lastName: null },
      conflict: 'open',
    });

    await desk.press('We reached them');
    expect(await desk.page.getByRole('button', { name: 'They booked' }).count()).toBe(0);
    await desk.press('Nothing stands in the way');
    expect(await desk.page.getByRole('button', { name: 'They booked' }).count()).toBe(1);
  },
);

test.each(SCRIPTS)(
  'the list shows what can be acted on, and the board a column a step (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const robin = await practice.client();
    await enquire(practice, { referrer: { clientId: robin.id }, mayThank: true });
    const { id } = await enquire(practice, {
      person: { firstName: 'Alex', email: 'alex@example.org' },
      via: 'form',
    });
    await enquire(practice, {
      person: { firstName: 'Kim' },
      receivedAt: '2026-11-01T09:00:00Z',
    });
    const desk = await openAs(browser, kindword, practice, '/enquiries', { scripts });

    expect(await desk.main.text()).toContain('To be reached (3)');
    await picture(desk.page, 'enquiries');
    await desk.row('Alex').press('We reached them');
    expect(await desk.said()).toMatch(/^Noted: you reached them/);
    await desk.row('Alex').locator.getByRole('button', { name: 'They booked' }).waitFor();

    await desk.goto('/enquiries?overdue=true');
    expect(await desk.page.getByRole('link', { name: /Kim/ }).count()).toBe(1);
    expect(await desk.page.getByRole('link', { name: /Sam/ }).count()).toBe(0);

    await desk.goto('/enquiries?view=board');
    await picture(desk.page, 'board');
    await desk.row('Alex').press('They booked');
    await desk.page
      .getByRole('region', { name: 'Booked (1)' })
      .getByRole('link', { name: 'Alex', exact: true })
      .waitFor();
    expect(await desk.page.locator(':focus').getAttribute('id')).toBe(`enquiry-${id}`);
  },
);

test('a practitioner sees their own people, no figure, and not who sent them', async () => {
  const practice = await kindword.practice();
  const practitioner = await practice.as(['practitioner']);
  const robin = await practice.client();
  const theirs = await enquire(practice, {
    practitionerId: practitioner.staffId,
    referrer: { clientId: robin.id },
    mayThank: true,
  });
  const others = await enquire(practice, { person: { firstName: 'Alex' } });
  const list = await openAs(browser, kindword, practitioner, '/enquiries');

  const text = await list.main.text();
  expect(text).toContain('Sam');
  expect(text).not.toContain('Alex');
  expect(text).not.toMatch(/Rowan|\(\d+\)/);
  await list.goto(`/enquiries/${theirs.id}`);
  expect(await list.main.text()).not.toContain('Rowan');
  const answer = await list.page.goto(`${kindword.url}/enquiries/${others.id}`);
  expect(answer?.status()).toBe(404);
  await list.goto('/enquiries/new');
  await list.main.fill('First name', 'Jamie');
  await list.press('Save enquiry');
  expect(await list.heading()).toContain('Jamie');
});
