import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { consentOf, fillIn, send, TELEPHONE, visit, withoutOnce, workedOff } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';
import { until } from '../support/until.ts';
import { tasksOf, type Task } from '../support/tasks.ts';

let kindword: TestKindword;
let practice: TestPractice;
let browser: TestBrowser;
let desk: string;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'rehearsal' });
  desk = `${kindword.url}/p/${practice.slug}/consent`;
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

async function client(said?: string): Promise<Json> {
  const made = await practice.client({ firstName: 'Zoë' });
  if (said) await say(made.id, said);
  return made;
}

async function say(clientId: string, status: string): Promise<void> {
  await practice.ask('POST', `/clients/${clientId}/prompt-consent`, {
    status,
    channel: 'spoken',
    wordingVersion: 'm5-1',
  });
}

/** As a person fills in the form; what follows from it is done soon after the answer. */
function agree(email: string, firstName = 'Zoë', change: Record<string, string> = {}) {
  const { once, ...fields }: Record<string, string> = { firstName, email, agree: 'yes', ...change };
  const sent = fillIn(practice, 'consent', desk, fields, once === undefined ? {} : { once });
  return workedOff(kindword, sent);
}

async function statusOf(clientId: string): Promise<string> {
  return (await consentOf(practice, clientId)).status;
}

async function openOf(clientId: string): Promise<Task[]> {
  return (await consentTasks(clientId)).filter(({ status }) => status === 'open');
}

async function consentTasks(clientId: string): Promise<Task[]> {
  const tasks = await tasksOf(practice, { kind: 'confirm_consent' });
  return tasks.filter((task) => JSON.stringify(task).includes(clientId));
}

test('at the desk a yes takes a first name, an address and a tick of one’s own, and counts once staff have confirmed it', async () => {
  const { id, email } = await client();

  const { page } = await browser.open(desk, TELEPHONE);
  await picture(page, 'consent-desk');
  expect(await page.isChecked('#agree')).toBe(false);
  await page.getByLabel('Your first name').fill('zoe');
  await page.getByLabel('Your e-mail address').fill(email.toUpperCase());
  await page.getByLabel('Now and then').check();
  await page.waitForTimeout(2_100);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');
  await picture(page, 'consent-noted');
  expect(await statusOf(id)).toBe('not_asked');
  const task = await until(async () => (await consentTasks(id))[0] ?? null);
  await practice.ask('POST', `/tasks/${task.id}/done`, {});

  const { status, history } = await consentOf(practice, id);
  const { items } = await practice.ask('GET', '/templates');
  const m5 = items.find((template: Json) => template.id === 'm5');
  expect(status).toBe('given');
  expect(history[0]).toMatchObject({ channel: 'qr', by: practice.staffId });
  expect(JSON.stringify(m5)).toContain(history[0].wordingVersion);
});

test('whoever is known here or not, nobody can tell from the answer', async () => {
  const known = await client();
  const declined = await client('declined');

  const answers = await Promise.all([
    agree(known.email),
    agree(declined.email),
    agree(`nobody-${randomUUID()}@example.org`),
    agree(known.email, 'Somebody'),
  ]);

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
});

test('a name that does not belong to the address, and an address that two of one name share, count for nobody', async () => {
  const one = await client();
  const email = `family-${randomUUID()}@example.org`;
  const twins = [
    await practice.client({ firstName: 'Sam', email }),
    await practice.client({ firstName: 'SAM', email }),
  ];

  await agree(one.email, 'Bob');
  await agree(email, 'Sam');

  for (const { id } of [one, ...twins]) expect(await statusOf(id)).toBe('not_asked');
});

test.each(['declined', 'withdrawn'])(
  'over “%s” nothing flips: a person is asked to ask, once',
  async (said) => {
    const { id, email } = await client(said);

    await agree(email);
    await agree(email);

    expect(await statusOf(id)).toBe(said);
    const [task, ...more] = await consentTasks(id);
    expect(more).toEqual([]);
    expect(task?.assigneeId).toBe(practice.staffId);
    expect(new Date(task?.dueAt ?? 0).getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  },
);

test('nor over an objection at the mail program', async () => {
  const { id, email } = await client();
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    em.create(Suppression, { practiceId, emailHash: emailHash(email), reason: 'unsubscribed', at: now });
  });

  await agree(email);

  expect(await statusOf(id)).toBe('not_asked');
  expect(await consentTasks(id)).toHaveLength(1);
});

test('the same yes twice is one', async () => {
  const { id, email } = await client();
  const once = randomUUID();

  await Promise.all([agree(email, 'Zoë', { once }), agree(email, 'Zoë', { once })]);
  await agree(email);
  const [task, ...more] = await consentTasks(id);
  await practice.ask('POST', `/tasks/${task?.id}/done`, {});
  await agree(email);

  expect(more).toEqual([]);
  expect((await consentOf(practice, id)).history).toHaveLength(1);
  expect(await openOf(id)).toEqual([]);
});

test('a yes that nobody confirms counts for nothing, nor does one that was let be', async () => {
  const { id, email } = await client();

  await agree(email);
  const [task] = await consentTasks(id);
  expect(task?.words).toContain('If it was them, press done');
  expect(await statusOf(id)).toBe('not_asked');
  await practice.ask('POST', `/tasks/${task?.id}/done`, { letGo: true });

  expect(await statusOf(id)).toBe('not_asked');
});

test('a no that was said since stands over a yes that waits', async () => {
  const { id, email } = await client();
  await agree(email);
  await say(id, 'declined');

  const [task] = await consentTasks(id);
  const { status } = await practice.call('POST', `/tasks/${task?.id}/done`, {});

  expect([status, await statusOf(id)]).toEqual([409, 'declined']);
});

test('without the tick the form comes back, names every fault, and keeps what was typed', async () => {
  const { page } = await browser.open(desk, TELEPHONE);
  await page.getByLabel('Your first name').fill('<b>"Zoë"</b>');
  await page.getByLabel('Your e-mail address').fill('not an address');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('[role=alert]');
  await picture(page, 'consent-faults');

  expect(await page.locator('[role=alert] li').allTextContents()).toEqual([
    'Please give an e-mail address, such as sam@example.org.',
    'Tick the box if you agree. If you’d rather not, just leave this page: both are fine.',
  ]);
  expect(await page.inputValue('#firstName')).toBe('<b>"Zoë"</b>');
  expect(await page.inputValue('#email')).toBe('not an address');
  expect(await page.getAttribute('#email', 'aria-describedby')).toBe('email-fault');
});

test('a program that fills in what nobody sees, or is too quick, is not believed', async () => {
  const { id, email } = await client();

  const trapped = await agree(email, 'Zoë', { topic: 'SEO' });
  const quick = await send(desk, { firstName: 'Zoë', email, agree: 'yes' });

  expect([trapped.status, quick.status]).toEqual([422, 422]);
  expect(await consentTasks(id)).toEqual([]);
});

test('the code at the desk leads to the page for everybody', async () => {
  const { status, headers } = await visit(`${desk}.svg`);

  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
});

test('a slip names the practice and nobody else; its link takes a yes, and later a no', async () => {
  const { id } = await client();
  const slip = await practice.ask('POST', `/clients/${id}/consent-slip`);
  expect(slip.html).not.toMatch(/Zoë|Rowan/);

  const printed = await browser.open(`data:text/html;charset=utf-8,${encodeURIComponent(slip.html)}`, {
    width: 397,
    height: 559,
  });
  await picture(printed.page, 'consent-slip');
  const { page } = await browser.open(slip.url, TELEPHONE);
  await picture(page, 'consent-own');
  expect(await statusOf(id)).toBe('not_asked');
  await page.getByRole('button', { name: 'Yes, that’s fine' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');
  expect((await consentOf(practice, id)).history[0]).toMatchObject({
    status: 'given',
    channel: 'slip',
    by: null,
  });

  await send(slip.url, { answer: 'no' });
  expect(await statusOf(id)).toBe('withdrawn');
});

test('behind a link of one’s own a no counts at once, and a yes opts back in', async () => {
  const { id } = await client();
  const { url } = await practice.ask('POST', `/clients/${id}/consent-slip`);

  await send(url, { answer: 'no' });
  await send(url, { answer: 'no' });
  const { status, history } = await consentOf(practice, id);
  await send(url, { answer: 'yes' });

  expect([status, history.length, await statusOf(id)]).toEqual(['declined', 1, 'given']);
  expect(await consentTasks(id)).toEqual([]);
});

test('pressing neither button is said to be neither', async () => {
  const { id } = await client();
  const { url } = await practice.ask('POST', `/clients/${id}/consent-slip`);

  const { status, text } = await send(url, { answer: 'maybe' });

  expect(status).toBe(422);
  expect(text).toContain('Please press one of the two');
  expect(await statusOf(id)).toBe('not_asked');
});

test('whoever said no or stop is not handed another slip', async () => {
  for (const said of ['declined', 'withdrawn']) {
    const { id } = await client(said);
    expect((await practice.call('POST', `/clients/${id}/consent-slip`)).status).toBe(409);
  }
});

test('a colleague’s client is nobody to a practitioner', async () => {
  const { id } = await client();
  const practitioner = await practice.as(['practitioner']);

  expect((await practitioner.call('POST', `/clients/${id}/consent-slip`)).status).toBe(404);
});

test('two slips show the same page', async () => {
  const urls = [];
  for (const { id } of [await client(), await client()]) {
    urls.push((await practice.ask('POST', `/clients/${id}/consent-slip`)).url);
  }

  const pages = await Promise.all(urls.map((url) => visit(url)));

  expect(new Set(pages.map(({ text }) => withoutOnce(text))).size).toBe(1);
});
