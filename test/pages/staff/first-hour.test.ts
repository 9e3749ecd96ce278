import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ImportFile } from '../../../entities/import-file.ts';
import { forgetImportFiles, purgeImportFiles } from '../../../facts/practice/import-files.ts';
import { DAY_MS } from '../../../policy/calendar/units.ts';
import { picture, TestBrowser } from '../../support/browser.ts';
import { inPractice } from '../../support/in-practice.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
}, 120_000);
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

const STEPS = [
  'About you',
  'What you already send',
  'Moments',
  'Who thanks when you are away',
  'Bring in clients and diary',
  'Ask for consent',
  'Look at next week',
  'Go live',
];

const FILE = {
  name: 'clients.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'Vorname,Last Name,Email,Lieblingsfarbe\nRobin,Ashdown,robin@example.org,blue\nJo,Birch,jo@example.org,green\n',
  ),
};

test.each(SCRIPTS)(
  'the steps of the set-up are done in any order, and each says how far it is (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice({ sending: 'rehearsal' });
    const page = await openAs(browser, kindword, practice, '/set-up', { scripts });
    const steps = page.page.getByRole('list', { name: 'Steps' });
    expect(await steps.getByRole('link').allInnerTexts()).toEqual(STEPS);
    await picture(page.page, `set-up${scripts ? '' : '-plain'}`);

    await steps.getByRole('link', { name: 'Moments' }).click();
    await picture(page.page, `set-up-moments${scripts ? '' : '-plain'}`);
    await page.press('Keep as it is');
    expect(await page.said()).toBe('Kept as it is.');
    expect(await page.row('Moments').text()).toMatch(/Kept as it is/);

    await page.goto('/set-up/about');
    await page.main.fill('Phone', '020 7946 0000');
    await page.main.fill('Website', 'nowhere');
    await page.main.press('Save');
    expect(await page.page.getByRole('alert').innerText()).toMatch(/Please look at this again/);
    expect(await page.main.value('Phone')).toBe('020 7946 0000');
    await page.main.fill('Website', 'https://willow.example');
    await page.main.press('Save');
    expect(await page.said()).toBe('Saved.');
    expect(page.path).toBe('/set-up');
    expect(await page.row('About you').text()).toMatch(/Done/);

    await page.goto('/set-up/sends');
    await page.main.tick('We send a note after a review of the work');
    await page.main.press('Save');
    expect((await practice.ask('GET', '/practice/policy')).alreadySends).toMatchObject({ review_note: true });
    expect(await page.row('What you already send').text()).toMatch(/Done/);
  },
);

test('every step of the set-up can be opened, and says why it is as it is', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await practice.client();
  const page = await openAs(browser, kindword, practice, '/set-up');
  for (const path of ['people', 'bring-in', 'consent', 'next-week', 'live']) {
    await page.goto(`/set-up/${path}`);
    expect(STEPS).toContain(await page.heading());
    await picture(page.page, `set-up-${path}`);
  }
  expect(await page.main.text()).toMatch(/What would have left in the rehearsal is not sent afterwards/);
  await page.goto('/set-up/next-week');
  expect(await page.main.text()).toMatch(/Would have sent/);
});

test('going live asks once more who somebody is, and changes nothing before', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const page = await openAs(browser, kindword, practice, '/set-up/live');
  await page.press('Go live');

  expect(page.path).toBe('/me/confirm');
  expect((await practice.ask('GET', '/practice')).sending).toBe('rehearsal');
});

test.each(SCRIPTS)(
  'a file is shown, what is not known in it is said, and then it is imported once (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const page = await openAs(browser, kindword, practice, '/imports', { scripts });
    expect(await page.main.text()).toMatch(/Nothing was ever imported/);
    await page.main.locator.getByRole('link', { name: 'Import a file' }).click();
    await page.main.choose('What is in the file?', 'Clients');
    await page.main.field('CSV file').setInputFiles(FILE);
    await page.main.press('Show preview');

    const address = page.path;
    expect(address).toMatch(/^\/imports\/[\w-]{36}$/);
    expect(await page.page.getByRole('table', { name: 'Preview' }).innerText()).toMatch(/Ashdown/);
    await page.goto(address);
    await picture(page.page, `import${scripts ? '' : '-plain'}`);
    await page.main.locator.getByRole('combobox', { name: 'Vorname' }).selectOption({ label: 'First name' });
    await page.main.press('Look again');
    expect((await practice.ask('GET', '/clients')).items).toHaveLength(0);
    expect(await page.main.locator.getByRole('combobox', { name: 'Lieblingsfarbe' }).count()).toBe(1);
    await page.main.press('Import 2 rows');

    expect(await page.main.text()).toMatch(/2 rows were imported/);
    await picture(page.page, `imported${scripts ? '' : '-plain'}`);
    const { items } = await practice.ask('GET', '/clients');
    expect(items.map(({ firstName }: { firstName: string }) => firstName).toSorted()).toEqual([
      'Jo',
      'Robin',
    ]);
    const again = await practice.call('POST', `/imports/files${address.slice('/imports'.length)}/import`, {
      map: [],
    });
    expect(again.status).toBe(409);
    await page.goto('/imports');
    expect(await page.main.text()).toMatch(/Imported/);
  },
);

test('what is no table is refused where the file is chosen', async () => {
  const practice = await kindword.practice();
  const page = await openAs(browser, kindword, practice, '/imports/new');
  await page.main.press('Show preview');

  expect(await page.page.getByRole('alert').innerText()).toMatch(/Choose a file that is saved as CSV/);
});

test('a file is its practice’s alone, and a day later nothing of it is left', async () => {
  const practice = await kindword.practice();
  const other = await kindword.practice();
  const { body: file } = await practice.call('POST', '/imports/files?what=clients', FILE.buffer, {
    'content-type': 'text/csv',
  });
  expect((await other.call('GET', `/imports/files/${file.id}`)).status).toBe(404);
  expect((await other.ask('GET', '/imports/files')).items).toEqual([]);

  const kept = await inPractice(kindword, practice, async (tx) => {
    await purgeImportFiles(tx);
    const before = await tx.em.count(ImportFile, {});
    await purgeImportFiles({ ...tx, now: new Date(tx.now.getTime() + DAY_MS) });
    return [before, await tx.em.count(ImportFile, {})];
  });
  expect(kept).toEqual([1, 0]);
});

test('whoever is forgotten is forgotten in files that wait to be imported, too', async () => {
  const practice = await kindword.practice();
  await practice.call('POST', '/imports/files?what=clients', FILE.buffer, { 'content-type': 'text/csv' });

  const left = await inPractice(kindword, practice, async (tx) => {
    await forgetImportFiles(tx);
    return tx.em.count(ImportFile, {});
  });
  expect(left).toBe(0);
});

test('exports are shown to whoever has just shown who they are', async () => {
  const practice = await kindword.practice();
  const page = await openAs(browser, kindword, practice, '/exports/clients');

  expect(page.path).toBe('/me/confirm');
  const desk = await openAs(browser, kindword, await practice.as(['desk']), '/exports');
  expect(await desk.main.text()).not.toMatch(/Download/);
});
