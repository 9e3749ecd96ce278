import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { Json } from '../../support/practice.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';
import { until } from '../../support/until.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test.each(SCRIPTS)(
  'a complaint comes in, stands with its clock, is reworded and closed (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const lead = await practice.as(['privacy']);
    const privacy = await openAs(browser, kindword, lead, '/privacy', { scripts });
    expect(await privacy.main.text()).toContain('No request is open.');

    await privacy.page.getByText('A complaint came in').click();
    await privacy.press('Save complaint');
    expect(await privacy.page.getByRole('alert').innerText()).toContain('Please look at this again');
    expect(await privacy.page.title()).toMatch(/^Error: /);
    await privacy.main.fill('What it is about', 'A note about Robin');
    await privacy.press('Save complaint');
    expect(await privacy.said()).toBe('Saved. There is a task for whoever answers, and 30 days.');
    await picture(privacy.page, 'privacy-case');

    await privacy.main.fill('What it is about', 'A question about a note');
    await privacy.press('Reword');
    expect(await privacy.said()).toBe('Reworded.');
    await privacy.goto('/privacy');
    expect(await privacy.row('A question about a note').text()).toContain('Complaint');
    await picture(privacy.page, 'privacy');
    await privacy.page.getByRole('link', { name: 'Complaint', exact: true }).click();
    await privacy.press('It was answered');

    expect(await privacy.said()).toBe('Closed.');
    expect(privacy.path).toBe('/privacy');
    const { items } = await practice.ask('GET', '/complaints');
    expect(items).toMatchObject([{ subject: 'A question about a note', closedBy: lead.staffId }]);
  },
);

test('cases stand in the order of their deadlines, whatever their kind', async () => {
  const practice = await kindword.practice();
  const { id } = await practice.client();
  await practice.ask('POST', '/complaints', { subject: 'A question about a note' });
  await practice.ask('POST', '/incidents', { subject: 'A letter to a wrong address' });
  await practice.ask('POST', '/people/export', { clientId: id });

  const privacy = await openAs(browser, kindword, practice, '/privacy');

  const titles = await privacy.page
    .getByRole('list', { name: 'Complaints, incidents and requests for data' })
    .getByRole('heading')
    .allTextContents();
  expect(titles.slice(0, 1)).toEqual(['Incident']);
  expect(titles.toSorted()).toEqual(['Complaint', 'Incident', 'Request for data']);
});

test('somebody’s data: what is held, and their request with its clock; their name stands in no address and no title', async () => {
  const practice = await kindword.practice();
  const { id } = await practice.client({ firstName: 'Robin', lastName: 'Rowan' });
  const page = await openAs(browser, kindword, practice, `/privacy/people?kind=client&id=${id}`);
  expect(await page.heading()).toContain('Robin Rowan');
  expect(await page.page.title()).not.toContain('Robin');
  await picture(page.page, 'privacy-person');

  await page.page.getByRole('link', { name: 'Show what we hold' }).click();
  await page.page.getByRole('heading', { name: 'clients' }).waitFor();
  expect(await page.main.text()).toContain('Rowan');
  await picture(page.page, 'privacy-held');
  await page.press('Note their request');

  expect(await page.said()).toBe('Noted. There is a task for whoever answers, and a month.');
  const { items } = await practice.ask('GET', '/access-requests');
  expect(items).toMatchObject([{ about: { subject: 'client', id } }]);
  expect(page.path).toBe(`/privacy/cases/${items[0].id}`);
});

test.each(SCRIPTS)(
  'somebody is forgotten from a page that says what will happen, and the proof stays (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await practice.client({ firstName: 'Robin', lastName: 'Rowan' });
    const page = await openAs(browser, kindword, practice, `/privacy/people?kind=client&id=${id}`, {
      scripts,
    });
    await page.page.getByRole('link', { name: 'Forget this person' }).click();
    expect(await page.main.text()).toContain('This cannot be undone.');
    await picture(page.page, 'privacy-erase');
    await page.press('Forget them for good');

    expect(await page.said()).toBe('Nothing leaves for them any more. The rest goes within minutes.');
    const erasure = await until(async () => {
      const { items } = await practice.ask('GET', '/erasures');
      const [found]: Json[] = items;
      return found?.status === 'asked' ? null : found;
    });
    await page.goto(`/privacy/erasures/${erasure.id}`);
    await picture(page.page, 'privacy-erasure');
    expect(await page.main.text()).toContain('Proof');
    expect(await page.main.text()).not.toContain('Rowan');

    await page.main.fill('Why', 'They rang and asked to be a client again.');
    await page.press('Allow them to be entered again');
    expect(await page.said()).toBe('They may be entered again.');
  },
);

test.each([
  ['notice', 'Privacy notice'],
  ['dpia', 'What could go wrong, and what holds it back'],
  ['record', 'Record of processing'],
])('the text %s stands on a page of its own', async (text, heading) => {
  const practice = await kindword.practice();
  const page = await openAs(browser, kindword, await practice.as(['privacy']), `/privacy/${text}`);

  expect(await page.heading()).toBe(heading);
  expect(await page.page.getByRole('table').count()).toBeGreaterThan(0);
  expect(await page.main.text()).not.toMatch(/\||##|\*\*/);
});

test('the desk sees no privacy page, and nobody sees another practice’s case', async () => {
  const practice = await kindword.practice();
  const other = await kindword.practice();
  const { id } = await practice.ask('POST', '/complaints', { subject: 'A question about a note' });

  const desk = await openAs(browser, kindword, await practice.as(['desk']), '/privacy');
  const stranger = await openAs(browser, kindword, other, `/privacy/cases/${id}`);

  expect(await desk.heading()).toBe('This page is not open to you');
  expect(await stranger.heading()).toBe('There is nothing here');
});
