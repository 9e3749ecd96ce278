import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import { ThankPermission } from '../../entities/thank-permission.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { consentOf, linkFor, send, TELEPHONE, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';

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

async function newcomer(options: Record<string, unknown> = {}) {
  const practice = await kindword.practice({ sending: 'rehearsal', ...options });
  const { id } = await practice.client({ firstName: 'Nora' });
  return { practice, id, link: await linkFor(kindword, practice, 'intake', id) };
}

async function referrals(practice: TestPractice): Promise<Json[]> {
  return (await practice.ask('GET', '/referrals')).items;
}

/** Where a client comes from, as it is kept of them. */
async function sourceOf(practice: TestPractice, clientId: string): Promise<Json> {
  const { sourceKind, sourceRef } = await inPractice(kindword, practice, ({ em }) =>
    em.findOneOrFail(Client, { id: clientId }),
  );
  return { kind: sourceKind, ref: sourceRef };
}

async function wordsOf(practice: TestPractice): Promise<string[]> {
  const said = await inPractice(kindword, practice, ({ em }) =>
    em.find(SourceAnswer, {}, { orderBy: { at: 'asc' } }),
  );
  return said.map(({ words }) => words);
}

test('who suggested us is counted, and thanked only with the tick', async () => {
  const { practice, id, link } = await newcomer({ name: 'Willow Practice' });

  const { page } = await browser.open(link, TELEPHONE);
  await picture(page, 'intake');
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.getByLabel('Their name').fill('Sarah');
  await page.getByLabel('Yes, do thank them').check();
  await page.getByLabel('Now and then').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');

  const [referral, ...more] = await referrals(practice);
  expect(more).toEqual([]);
  expect(referral).toMatchObject({ learnedFrom: 'enquirer', via: 'form' });
  expect(referral.acknowledgement.status).toBe('needs_person');
  const { items } = await practice.ask('GET', '/source-log');
  expect(items[0].kind).toBe('referral');
  const permission = await inPractice(kindword, practice, ({ em }) => em.findOneOrFail(ThankPermission, {}));
  expect(permission).toMatchObject({ mayThank: true, mayName: false, spoken: false });
  expect(permission.wordingVersion).toMatch(/^\w{8,}/);
  expect((await consentOf(practice, id)).history[0]).toMatchObject({
    status: 'given',
    channel: 'intake_form',
  });
});

test('a name without a tick is a line in the log, and nobody is told', async () => {
  const { practice, link } = await newcomer();

  await send(link, { theirName: 'Sarah' });

  expect((await referrals(practice)).map(({ acknowledgement }) => acknowledgement.status)).toEqual([
    'not_permitted',
  ]);
});

test('it is complete with a source or “rather not say”, and a no to prompts counts only where it was said', async () => {
  const { practice, id, link } = await newcomer();

  const blank = await send(link);
  expect([blank.status, (await send(link, { refuse: 'yes' })).status]).toEqual([422, 422]);
  expect(blank.text).toContain('“rather not say” is one of them');
  expect((await send(link, { heard: 'rather_not_say' })).status).toBe(200);
  expect(await sourceOf(practice, id)).toMatchObject({ kind: 'not_said' });
  expect(await referrals(practice)).toEqual([]);
  expect((await consentOf(practice, id)).status).toBe('not_asked');

  await send(link, { refuse: 'yes' });
  expect((await consentOf(practice, id)).history).toMatchObject([
    { status: 'declined', channel: 'intake_form' },
  ]);
});

test('the same form, or the same name, adds nothing; another name is another line', async () => {
  const { practice, link } = await newcomer();
  const once = randomUUID();

  await Promise.all([send(link, { theirName: 'Sarah', once }), send(link, { theirName: 'Sarah', once })]);
  await send(link, { theirName: 'sarah ' });
  expect(await referrals(practice)).toHaveLength(1);
  await send(link, { theirName: 'Dr Patel' });
  expect(await referrals(practice)).toHaveLength(2);
});

test.each([
  ['a tick without a name', { mayThank: 'yes' }, 'To thank somebody we need their name'],
  ['the second tick alone', { theirName: 'Sarah', mayName: 'yes' }, 'tick both, or the first alone'],
  ['a yes and a no at once', { agree: 'yes', refuse: 'yes' }, 'tick one of the two'],
  ['a name that is none', { theirName: '\u0007' }, 'A first name is plenty'],
  ['a line that is none', { heard: 'telepathy' }, 'Please choose one of the lines'],
  ['a detail of no line', { which: 'Elm Surgery' }, 'Please choose one of the lines'],
  ['a story for a detail', { heard: 'other', which: 'x'.repeat(201) }, 'Please keep it to one line'],
])('%s is asked about again, and nothing is written', async (_what, fields, fault) => {
  const { practice, id, link } = await newcomer();

  const { status, text } = await send(link, fields);

  expect(status).toBe(422);
  expect(text).toContain(fault);
  expect(await referrals(practice)).toEqual([]);
  expect((await consentOf(practice, id)).status).toBe('not_asked');
});

test('every fault is named at once', async () => {
  const { link } = await newcomer();

  const { text } = await send(link, { mayName: 'yes', agree: 'yes', refuse: 'yes' });

  expect(text.match(/<li>/g)).toHaveLength(3);
});

test('the whole question is asked: what was chosen is counted, and what was said besides stands beside it (S21)', async () => {
  const { practice, id, link } = await newcomer();

  const { page } = await browser.open(link, TELEPHONE, { javaScriptEnabled: false });
  expect(await page.locator('input[name=heard]').count()).toBe(11);
  await page.getByLabel('My GP or another doctor – which surgery?').check();
  await page.getByLabel('Which, or who, if your line asks').fill('Elm Surgery');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('h1:has-text("Thank you")');

  expect(await sourceOf(practice, id)).toMatchObject({ kind: 'gp', ref: null });
  expect(await wordsOf(practice)).toEqual(['My GP or another doctor: Elm Surgery']);
  expect(await referrals(practice)).toEqual([]);
  const { items } = await practice.ask('GET', '/source-log');
  expect(JSON.stringify(items)).not.toContain('Elm Surgery');

  await practice.ask('POST', '/sources', { kind: 'gp', name: 'Elm Street Surgery' });
  const said = await practice.ask('GET', `/source-log/${items[0].number}`);
  expect(said).toMatchObject({ answers: ['My GP or another doctor: Elm Surgery'] });
  expect(said.similar.map(({ name }: Json) => name)).toEqual(['Elm Street Surgery']);
  const line = await practice.ask('POST', `/source-log/${items[0].number}/corrections`, {
    newSource: { kind: 'gp', name: 'Elm Surgery' },
  });
  expect(line).toMatchObject({ kind: 'correction', corrects: items[0].number, sourceKind: 'gp' });
  expect(await sourceOf(practice, id)).toEqual({ kind: 'gp', ref: line.sourceRef });
});

test('“rather not say” is an answer, and a name besides it is still counted', async () => {
  const { practice, id, link } = await newcomer();

  await send(link, { heard: 'rather_not_say' });
  expect(await sourceOf(practice, id)).toMatchObject({ kind: 'not_said' });
  await send(link, { heard: 'suggested', theirName: 'Sarah' });

  expect((await sourceOf(practice, id)).kind).not.toBe('not_said');
  expect(await referrals(practice)).toHaveLength(1);
  expect(await wordsOf(practice)).toEqual(["I'd rather not say", 'Someone suggested you']);
});

test('a name that nobody has matched, and a mere kind, do not undo whom we know already', async () => {
  const { practice, id, link } = await newcomer();
  const { id: sender } = await practice.client({ firstName: 'Ruth' });
  await practice.ask('POST', '/intake', { clientId: id, answer: 'Ruth', referrer: { clientId: sender } });

  await send(link, { heard: 'suggested', theirName: 'Sarah' });
  await send(link, { heard: 'rather_not_say' });

  expect(await sourceOf(practice, id)).toEqual({ kind: 'client', ref: sender });
  expect(await wordsOf(practice)).toEqual(['Ruth', 'Someone suggested you', "I'd rather not say"]);
  expect(await referrals(practice)).toHaveLength(2);
});

test('the same answer sent again adds no line', async () => {
  const { practice, link } = await newcomer();
  const lines = async () => (await practice.ask('GET', '/source-log')).items.length;

  await send(link, { heard: 'search' });
  const before = await lines();
  await send(link, { heard: 'search' });

  expect([before, await lines()]).toEqual([1, 1]);
});

test('a practice’s own words stand on the page as text', async () => {
  const { practice, link } = await newcomer();
  await practice.ask('PUT', '/templates/m5', {
    source:
      'You may <b>now and then</b> add a line.\n\nSay stop & it stops; it makes no difference to your care.',
  });

  const { text } = await visit(link);

  expect(text).toContain('You may &lt;b&gt;now and then&lt;/b&gt; add a line.');
});
