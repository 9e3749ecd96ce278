import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Enquiry } from '../../entities/enquiry.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import { ThankPermission } from '../../entities/thank-permission.ts';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { door, HOSTILE, referrals } from './refer-forms.ts';
import { fillIn, linkFor, TELEPHONE, visit, withoutOnce, workedOff } from './visitor.ts';
import { until } from '../support/until.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';

const SAM = { firstName: 'Sam', contact: 'sam@example.org' };

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

function enquire(practice: TestPractice, change: Record<string, string> = {}) {
  return workedOff(
    kindword,
    fillIn(practice, 'enquire', door(kindword, practice, 'enquire'), { ...SAM, ...change }),
  );
}

/** A client, and the form behind the link that they hand on. */
async function suggested(practice: TestPractice, change: Record<string, unknown> = {}) {
  const client = await practice.client(change);
  const link = await linkFor(kindword, practice, 'referrer', client.id);
  const send = (fields: Record<string, string>) =>
    workedOff(kindword, fillIn(practice, 'enquire', `${link}/enquire`, { ...SAM, ...fields }));
  return { client, link, send };
}

async function enquiries(practice: TestPractice): Promise<Enquiry[]> {
  return inPractice(kindword, practice, ({ em }) => em.find(Enquiry, {}, { orderBy: { recordedAt: 'asc' } }));
}

test('somebody gets in touch without scripts, says as much as they like, and is seen through', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal', name: 'Willow Practice' });

  const { page, asked } = await browser.open(door(kindword, practice, 'enquire'), TELEPHONE, {
    javaScriptEnabled: false,
  });
  await picture(page, 'enquire');
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.getByLabel('Your first name').fill('Sam');
  await page.getByLabel('Your e-mail address or telephone number').fill(' sam@example.org ');
  await page.getByLabel('Who is it for?').selectOption('My child');
  await page.getByLabel('How did you hear about us?').selectOption('A directory');
  await until(async () => {
    if ((await page.textContent('h1')) === 'Thank you') return true;
    await page.getByRole('button', { name: 'Send' }).click();
    return null;
  });
  await picture(page, 'enquire-thanks');

  const [enquiry, ...more] = await enquiries(practice);
  expect(more).toEqual([]);
  expect(enquiry).toMatchObject({
    firstName: 'Sam',
    email: 'sam@example.org',
    phone: null,
    onBehalf: 'child',
    sourceKind: 'directory',
    via: 'form',
    knowsACurrentClient: null,
  });
  const answers = await inPractice(kindword, practice, ({ em }) => em.find(SourceAnswer, {}));
  expect(answers.map(({ words }) => words)).toEqual(['A directory']);
  expect((await tasksOf(practice, { kind: 'get_in_touch' })).length).toBe(1);
  expect(await page.textContent('main')).toContain('within 24 hours');
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});

test('whether they know somebody here changes what a practitioner is asked, and not what they read (§2.8)', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });

  const without = await enquire(practice);
  expect(await tasksOf(practice, { kind: 'check_conflict' })).toEqual([]);
  const knowing = await enquire(practice, { firstName: 'Kim', contact: '020 7946 0018', knows: 'yes' });

  expect(knowing).toMatchObject({ status: 200, text: without.text });
  expect(await tasksOf(practice, { kind: 'check_conflict' })).toHaveLength(1);
  expect((await enquiries(practice)).map(({ phone }) => phone)).toEqual([null, '020 7946 0018']);
});

test('the link counts for whoever handed it on, and they are thanked only with a tick of its own (S5, §5a.14)', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { client, link, send } = await suggested(practice, { firstName: 'Sarah' });

  const { page } = await browser.open(link, TELEPHONE, { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Get in touch' }).click();
  await picture(page, 'enquire-by-link');
  expect(await page.getByLabel('This link tells us which contact suggested us').isChecked()).toBe(true);
  expect(await page.locator('input:checked').count()).toBe(1);

  await send({ firstName: 'Ada', suggested: 'yes' });
  await send({ firstName: 'Ben', suggested: 'yes', mayThank: 'yes' });
  await send({ firstName: 'Cy' });

  const found = (await referrals(practice)).toSorted((one, other) => one.number - other.number);
  expect(found).toMatchObject([
    { learnedFrom: 'link', referrer: { clientId: client.id }, person: { firstName: 'Ada' }, mayThank: null },
    { learnedFrom: 'link', referrer: { clientId: client.id }, person: { firstName: 'Ben' }, mayThank: true },
  ]);
  expect(found.map(({ acknowledgement }) => acknowledgement.status)).toEqual(['not_permitted', 'due']);
  const permissions = await inPractice(kindword, practice, ({ em }) => em.find(ThankPermission, {}));
  expect(permissions).toMatchObject([{ mayThank: true, mayName: false, spoken: false }]);
  expect(permissions[0]?.wordingVersion).toMatch(/^\w{8,}/);
  expect((await enquiries(practice)).map(({ firstName, sourceRef }) => [firstName, sourceRef])).toEqual([
    ['Ada', client.id],
    ['Ben', client.id],
    ['Cy', null],
  ]);
});

test('a link never tells whose it is: not by its page, nor to somebody who tries an address', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const one = await suggested(practice, { firstName: 'Hermia', email: 'hermia@example.org' });
  const other = await suggested(practice, { firstName: '<script>alert(1)</script>' });

  const pages = await Promise.all([one, other].map(({ link }) => visit(`${link}/enquire`)));
  const answers = [
    await one.send({ contact: 'hermia@example.org', suggested: 'yes', mayThank: 'yes' }),
    await other.send({ contact: 'hermia@example.org', suggested: 'yes', mayThank: 'yes' }),
  ];

  for (const both of [pages, answers])
    expect(new Set(both.map(({ status, text }) => `${status} ${withoutOnce(text)}`)).size).toBe(1);
  expect(pages[0]?.text).not.toMatch(/Hermia/);
  expect(answers[0]?.status).toBe(200);
  expect(await referrals(practice)).toMatchObject([{ referrer: { clientId: other.client.id } }]);
});

test.each([
  ['no way to reach them', { contact: ' ' }, 'contact'],
  ['neither an address nor a number', { contact: 'ring me' }, 'contact'],
  ['a name that is none', { firstName: '\u0007' }, 'firstName'],
  ['a line that is not on the list', { heard: 'telepathy' }, 'heard'],
  ['a person who is not on the list', { onBehalf: 'my boss' }, 'onBehalf'],
])('%s is asked about again, with what was typed', async (_what, change, name) => {
  const practice = await kindword.practice({ sending: 'rehearsal' });

  const { status, text } = await enquire(practice, change);

  expect(status).toBe(422);
  expect(text).toContain(`<a href="#${name}">`);
  expect(text).toContain(`aria-describedby="${name}-fault"`);
  expect(await enquiries(practice)).toEqual([]);
});

test('every fault is named at once, boxes that contradict each other included, and stays as it was typed', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { send } = await suggested(practice);

  const { status, text } = await send({ firstName: '', contact: HOSTILE, mayThank: 'yes', heard: 'search' });
  const second = await send({ suggested: 'yes', mayName: 'yes' });

  expect([status, second.status]).toEqual([422, 422]);
  expect(text.match(/<li><a href="#\w+"/g)).toEqual([
    '<li><a href="#firstName"',
    '<li><a href="#contact"',
    '<li><a href="#mayThank"',
  ]);
  expect(text).toContain('<option value="search" selected>');
  expect(text).not.toMatch(/name="suggested"[^>]* checked|<script/);
  expect(second.text).toContain('tick both, or the first alone');
  expect(await enquiries(practice)).toEqual([]);
});

test('a card says whom a practitioner helps and what happens next, in their own words or the practice’s (S82)', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await practice.ask('PATCH', '/practice', {
    whoWeHelp: 'Anybody & everybody <b>',
    whatToExpect: 'A cup of tea.\n\nThen a plan.',
    phone: '+44 20 7946 0000',
  });
  const own = await practice.as(['practitioner']);
  const { staffId: plain } = await practice.as(['practitioner']);
  const { staffId: desk } = await practice.as(['desk']);
  const left = await practice.as(['practitioner']);
  await practice.ask('PATCH', `/staff/${left.staffId}`, { active: false });
  await practice.ask('PATCH', `/staff/${own.staffId}`, {
    whoWeHelp: 'New parents',
    videoUrl: 'https://video.example.org/hello',
  });
  const card = (id: string) => door(kindword, practice, `card/${id}`);

  const { page } = await browser.open(card(own.staffId), TELEPHONE);
  await picture(page, 'card');
  const text = (await page.textContent('main')) ?? '';
  expect(text).toContain('New parents');
  expect(text).toContain('A cup of tea.');
  expect(text).not.toContain('everybody');
  expect(await page.getAttribute('a[href^="https://video"]', 'href')).toBe('https://video.example.org/hello');
  await page.getByRole('link', { name: 'Get in touch' }).click();
  expect(await page.textContent('h1')).toBe('Get in touch');

  expect((await visit(card(plain))).text).toContain('Anybody &amp; everybody &lt;b&gt;');
  const gone = [];
  for (const id of [desk, left.staffId, practice.staffId, 'x', '%00', crypto.randomUUID()])
    gone.push(await visit(card(id)));
  const other = await kindword.practice({ sending: 'rehearsal' });
  gone.push(await visit(door(kindword, other, `card/${plain}`)));
  expect(new Set(gone.map(({ status, text: shown }) => `${status} ${shown}`)).size).toBe(1);
  expect(gone[0]?.status).toBe(404);
});
