import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { DAY_MS, today } from '../../support/clock.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { Client, TestPractice } from '../../support/practice.ts';
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

/** A client who came once a week, the last time yesterday. */
async function seen(practice: TestPractice, sessions: number, change = {}): Promise<Client> {
  const client = await practice.client(change);
  for (let week = sessions; week >= 1; week -= 1) {
    const at = new Date(Date.now() - DAY_MS - (week - 1) * 7 * DAY_MS).toISOString();
    await practice.ask('POST', `/clients/${client.id}/sessions`, { at, status: 'attended' });
  }
  return client;
}

async function saysYes(practice: TestPractice, { id }: Client): Promise<void> {
  const yes = { status: 'given', channel: 'spoken', wordingVersion: 'm5' };
  await practice.ask('POST', `/clients/${id}/prompt-consent`, yes);
}

test('the page of a client says what comes next by itself, and draws how they came there', async () => {
  const practice = await kindword.practice();
  const ada = await practice.as(['practitioner']);
  const client = await seen(practice, 9, { practitionerId: ada.staffId, stage: 'settled' });
  await saysYes(practice, client);
  await practice.ask('POST', `/clients/${client.id}/milestones`, {
    kind: 'goal_reached',
    occurredOn: today(-1),
  });

  const { page, main } = await openAs(browser, kindword, ada, `/clients/${client.id}`);

  await picture(page, 'client');
  expect(await page.title()).toContain('R. R.');
  expect(await page.title()).not.toContain('Robin');
  for (const name of ['Holds', 'Consent', 'Moments', 'Sessions'])
    expect(await page.getByRole('region', { name, exact: true }).count()).toBe(1);
  expect(await main.text()).toMatch(/Settled/);
  expect(await page.getByRole('img', { name: 'The journey so far' }).count()).toBe(1);
  await page.getByText('The same in words').click();
  expect(await main.text()).toMatch(/6th session/);
});

test.each(SCRIPTS)('a hold is placed without a reason and lifted again (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const client = await practice.client();
  const page = await openAs(browser, kindword, practice, `/clients/${client.id}`, { scripts });

  await page.region('Holds').fill('Until', today(30));
  await page.region('Holds').press('Place hold');
  expect(await page.said()).toBe('Hold placed. Nothing is asked while it lasts.');
  expect(await page.page.locator(':focus').textContent()).toBe('Lift hold');

  await page.region('Holds').press('Lift hold');
  expect(await page.said()).toBe('Hold lifted.');
  expect(await page.region('Holds').text()).toContain('No hold.');
});

test('the desk sees that there is a hold, not which one, and lifts its own only', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const client = await practice.client();
  await practice.ask('POST', `/clients/${client.id}/holds`, { code: 'complaint', until: today(30) });

  const page = await openAs(browser, kindword, desk, `/clients/${client.id}`);

  const holds = page.region('Holds');
  expect(await holds.text()).toContain('A hold is in force');
  expect(await holds.locator.locator('li').allInnerTexts()).not.toContainEqual(
    expect.stringMatching(/complaint/i),
  );
  expect(await holds.locator.getByRole('button', { name: 'Lift hold' }).count()).toBe(0);
  expect(await page.region('Why not asked').text()).toContain('Not now.');

  await holds.press('Place hold');
  expect(await holds.locator.getByRole('button', { name: 'Lift hold' }).count()).toBe(1);
});

test.each(SCRIPTS)('the desk records an answer, then marks a moment (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const client = await seen(practice, 5);
  const page = await openAs(browser, kindword, desk, `/clients/${client.id}`, { scripts });

  const consent = page.region('Consent');
  await consent.press('Record their answer');
  expect(await page.page.title()).toMatch(/^Error: /);
  await consent.locator.getByRole('radio', { name: 'Yes' }).check();
  await consent.press('Record their answer');
  expect(await page.said()).toBe('Their answer is noted.');
  expect(await page.region('Consent').text()).toContain('Yes (spoken, here)');

  const moments = page.region('Moments');
  await moments.choose('What was it?', 'Goal reached');
  await moments.fill('On', today(-1));
  await moments.press('Mark a moment');
  expect(await page.said()).toMatch(/^Marked/);
  expect(await page.region('Moments').text()).toContain('Goal reached');
  const { items } = await practice.ask('GET', `/clients/${client.id}/milestones`);
  expect(items).toMatchObject([{ kind: 'goal_reached', practitionerTick: false }]);
});

test('a list shows fewer by its address; a practitioner sees their own only, and nobody else’s page', async () => {
  const practice = await kindword.practice();
  const ada = await practice.as(['practitioner']);
  const theirs = await practice.client({ firstName: 'Kim', practitionerId: ada.staffId, stage: 'settled' });
  const other = await practice.client({ firstName: 'Sam' });

  const all = await openAs(browser, kindword, practice, '/clients');
  await picture(all.page, 'clients');
  expect(await all.main.text()).toMatch(/Sam[\s\S]*Kim/);
  await all.page.getByRole('link', { name: 'Settled' }).click();
  expect(await all.main.text()).not.toContain('Sam');

  const own = await openAs(browser, kindword, ada, '/clients');
  expect(await own.main.text()).toContain('Kim');
  expect(await own.main.text()).not.toContain('Sam');
  const waiting = await openAs(browser, kindword, ada, '/clients?waiting=true');
  expect(await waiting.main.text()).toContain('Nobody like this.');
  await own.goto(`/clients/${other.id}`);
  expect(await own.heading()).toBe('There is nothing here');
  await own.goto(`/clients/${theirs.id}`);
  expect(await own.heading()).toContain('Kim');
});

test('a client is added by hand; somebody alike leads to a page that says what making them one does', async () => {
  const practice = await kindword.practice();
  const first = await practice.client({ lastName: 'Quince', email: 'quince@example.org' });
  const page = await openAs(browser, kindword, practice, '/clients/new');
  await picture(page.page, 'client-new');

  await page.main.fill('First name', 'Rob');
  await page.main.press('Save client');
  expect(await page.page.title()).toMatch(/^Error: /);
  expect(await page.main.value('First name')).toBe('Rob');
  await page.main.fill('E-mail address', 'quince@example.org');
  await page.main.fill('Last name', 'Quince-Ash');
  await page.main.press('Save client');
  expect(page.path).toMatch(/\/merge$/);

  await page.goto(`/clients/${first.id}/merge`);
  await picture(page.page, 'client-merge');
  await page.main.locator.getByRole('radio').first().check();
  await page.main.press('Make them one');
  expect(await page.said()).toBe('They are one now. Everything is here.');
  expect(await page.heading()).toContain('Rob');
  await page.goto(`/clients/${first.id}`);
  expect(await page.main.text()).toContain('This record was made one with another.');
});

test('an ending is chosen with what follows from it, and the page of the client says so', async () => {
  const practice = await kindword.practice();
  const client = await seen(practice, 3);
  const page = await openAs(browser, kindword, practice, `/clients/${client.id}/discharge`);
  await picture(page.page, 'client-discharge');

  await page.main.locator.getByRole('radio', { name: /As planned, goals met/ }).check();
  await page.main.fill('Ended on', today());
  await page.main.press('Save ending');

  expect(await page.said()).toBe('Noted. What follows from it stands below.');
  expect(await page.main.text()).toMatch(/ended/);
});

test('a slip is made once and printed as often as needed; no link stands on the page, and no name on paper', async () => {
  const practice = await kindword.practice();
  const client = await practice.client();
  const page = await openAs(browser, kindword, practice, `/clients/${client.id}/slip`);

  await page.main.press('Make the slip');
  expect(await page.said()).toMatch(/^The slip is ready to print/);
  await page.page.emulateMedia({ media: 'print' });
  await picture(page.page, 'client-slip');
  expect(await page.page.locator('.slip svg').isVisible()).toBe(true);
  expect(await page.page.locator('body').innerText()).not.toContain('Robin');
  expect(await page.page.content()).not.toMatch(/consent\/[\w-]{20}/);
});

test.each(SCRIPTS)(
  'a practitioner answers their Friday list with two taps a name (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice({ sending: 'rehearsal' });
    const ada = await practice.as(['practitioner']);
    const client = await seen(practice, 6, { practitionerId: ada.staffId });
    const page = await openAs(browser, kindword, ada, '/friday', { scripts });
    expect(await page.main.text()).toContain('Nothing this week.');

    await page.press('Look whether there is anything today');
    expect(await page.said()).toMatch(/^Here is today’s list/);
    await picture(page.page, 'friday');
    await page.main.locator.getByRole('radio', { name: 'Goal reached' }).check();
    await page.main.press('Send');

    expect(await page.said()).toBe('Thank you, that is noted.');
    const { items } = await practice.ask('GET', `/clients/${client.id}/milestones`);
    expect(items).toMatchObject([{ kind: 'goal_reached', practitionerTick: true }]);
  },
);
