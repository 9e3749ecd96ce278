import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Message } from '../../entities/message.ts';
import { Review } from '../../entities/review.ts';
import { today } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { until } from '../support/until.ts';
import { linkFor, send, TELEPHONE, visit } from './visitor.ts';
import { lastMonth, periodsBefore } from '../api/support/periods.ts';
import { somebody, tell, type Sources } from '../reports/support/people-of-the-past.ts';
import { cutOffAt320, violationsOf } from '../support/axe.ts';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { randomOf } from '../support/random.ts';

const PEOPLE = 90;
const DAYS = 400;

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
let review: Json;
let link: string;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice();
  await aYear(practice);
  review = await practice.ask('POST', '/reviews', { kind: 'monthly', period: lastMonth() });
  link = await linkTo(review.id);
}, 180_000);
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

/** A practice with two practitioners, in which for a year people were suggested to it and said how they were. */
async function aYear(ours: TestPractice): Promise<void> {
  const sources = await sourcesOf(ours);
  const random = randomOf(7);
  for (let from = 0; from < PEOPLE; from += 10)
    await Promise.all(
      Array.from({ length: 10 }, () => tell(ours, somebody(random, Date.now(), DAYS, sources))),
    );
  for (const [nth, month] of periodsBefore(6).entries())
    for (const practitionerId of sources.practitioners)
      for (let score = 0; score < 4; score += 1)
        await ours.ask('POST', '/satisfaction', {
          instrument: 'csat',
          score: practitionerId === sources.practitioners[0] ? 5 : 2 + ((nth + score) % 4),
          month,
          practitionerId,
        });
}

async function sourcesOf(ours: TestPractice): Promise<Sources> {
  const { id: podcast } = await ours.ask('POST', '/sources', { kind: 'podcast', name: 'Quiet Minds' });
  const { id: colleague } = await ours.professional({ firstName: 'Imogen', lastName: 'Farthing' });
  const { id: client } = await ours.client({ firstName: 'Robin', lastName: 'Ashdown' });
  const practitioners = [await ours.as(['practitioner']), await ours.as(['practitioner'])];
  return {
    named: [
      { body: { sourceId: podcast }, kind: 'podcast', ref: podcast },
      { body: { referrer: { professionalId: colleague } }, kind: 'professional', ref: colleague },
      { body: { referrer: { clientId: client } }, kind: 'client', ref: client },
      { body: { sourceKind: 'search' }, kind: 'search', ref: null },
      { body: {}, kind: 'unknown', ref: null },
    ],
    practitioners: practitioners.map(({ staffId }) => staffId),
    lines: [],
  };
}

/** As the e-mail to whoever reviews holds it. */
async function linkTo(reviewId: string): Promise<string> {
  const mail = await until(() =>
    inPractice(kindword, practice, ({ em }) =>
      em.findOne(Message, { reviewId }, { disableIdentityMap: true }),
    ),
  );
  return linkFor(kindword, practice, 'review', mail.id);
}

test('the meeting has one sheet: six parts, twenty minutes, each chart with its table and each figure with what it counts', async () => {
  const { page, asked } = await browser.open(link, undefined, { javaScriptEnabled: false });
  await picture(page, 'review');

  const titles = await page.locator('section > h2').allTextContents();
  const minutes = titles.flatMap((title) => /(\d+) minutes?$/.exec(title.trim())?.[1] ?? []).map(Number);
  expect(minutes).toHaveLength(6);
  expect(minutes.reduce((sum, one) => sum + one, 0)).toBe(20);
  expect(await page.locator('svg[role=img]').getAttribute('aria-label')).toMatch(
    /^People in touch, month by month: /,
  );
  expect(await page.locator('figure details table tr').count()).toBeGreaterThan(11);
  expect(await page.locator('details', { hasText: 'What this counts' }).count()).toBeGreaterThan(3);
  expect(await page.locator('li', { hasText: 'were content than' }).count()).toBe(1);
  expect(await page.content()).not.toMatch(/Farthing|Ashdown/);
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});

test('printed, it is one side of A4', async () => {
  const { page } = await browser.open(link);
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'review-print');
  const pdf = await page.pdf({ preferCSSPageSize: true });

  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});

test('on a telephone nothing is cut off', async () => {
  const { page } = await browser.open(link, TELEPHONE);
  await picture(page, 'review-telephone');
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

  expect(wide).toBeLessThanOrEqual(0);
});

test('what is wrong in a form is said beside it, and nothing is written', async () => {
  const wrong = await send(link, {
    form: 'action',
    text: 'Ring the surgery',
    ownerStaffId: '',
    dueOn: 'soon',
  });
  const late = await send(link, { form: 'held', minutes: 'twenty' });

  expect([wrong.status, late.status]).toEqual([422, 422]);
  expect(wrong.text).toContain('Choose who does it.');
  expect(wrong.text).toContain('value="Ring the surgery"');
  expect((await practice.ask('GET', `/reviews/${review.id}`)).actions).toEqual([]);
});

test('the meeting is closed without a script: three actions, how long it took; last time’s are ticked next time', async () => {
  for (const text of ['Ring the surgery', 'A clearer first line', 'Thank Imogen'])
    await send(link, { form: 'action', text, ownerStaffId: practice.staffId, dueOn: today(7) });
  const fourth = await send(link, {
    form: 'action',
    text: 'One more',
    ownerStaffId: practice.staffId,
    dueOn: today(7),
  });
  await send(link, { form: 'held', minutes: '19' });
  const held = await practice.ask('GET', `/reviews/${review.id}`);
  const again = await visit(link);

  expect(held.actions.map(({ text }: Json) => text)).toEqual([
    'Ring the surgery',
    'A clearer first line',
    'Thank Imogen',
  ]);
  expect(fourth.text).not.toContain('One more – ');
  expect([held.minutes, again.text.includes('took 19 minutes')]).toEqual([19, true]);
  expect(again.text).not.toContain('<button name="form"');
});

test('who opened it is in the audit log, and what was done is theirs', async () => {
  const rows = await inPractice(kindword, practice, ({ em }) =>
    em.find(
      AuditEntry,
      { entity: { $in: ['review', 'review_action'] }, actor: 'link' },
      { orderBy: { at: 'asc' } },
    ),
  );

  expect(new Set(rows.map(({ staffId }) => staffId))).toEqual(new Set([practice.staffId]));
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['read', 'create', 'hold']));
  const { heldBy } = await inPractice(kindword, practice, ({ em }) =>
    em.findOneOrFail(Review, { id: review.id }),
  );
  expect(heldBy).toBe(practice.staffId);
});

test('the quarterly sheet too fits the meeting and names whom to thank', async () => {
  const [, , quarter] = periodsBefore(5);
  const month = Number(quarter?.slice(5));
  const period = `${quarter?.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
  const made = await practice.call('POST', '/reviews', { kind: 'quarterly', period });
  const { page } = await browser.open(await linkTo(made.body.id));
  await picture(page, 'review-quarter');

  expect(made.status).toBeLessThan(300);
  expect(await page.locator('section > h2').count()).toBe(10);
});

test('the sheet is without a fault of WCAG 2.2 AA, light, dark and on a screen of 320 px', async () => {
  const { page } = await browser.open(link);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page)).toEqual([]);
  }
  expect(await cutOffAt320(page)).toEqual([]);
});
