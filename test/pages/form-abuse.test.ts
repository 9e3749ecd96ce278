import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { befriend, door, HOSTILE, letter, referrals } from './refer-forms.ts';
import { fillIn, send, TELEPHONE } from './visitor.ts';
import { until } from '../support/until.ts';

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

test('the same form twice adds nothing, also at the same moment; changed and sent again it counts', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const once = randomUUID();
  const friend = { firstName: 'Sarah', email: 'sarah@example.org' };

  const answers = await Promise.all(
    [1, 2, 3].map(() => befriend(kindword, practice, { ...friend, friendsName: 'Sam' }, { once })),
  );
  await befriend(kindword, practice, { ...friend, friendsName: 'Kim' }, { once });

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await referrals(practice)).map(({ person }) => person.firstName).toSorted()).toEqual([
    'Kim',
    'Sam',
  ]);
});

test('what a program sends comes back with all that was typed; pressing once more is enough for a person', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const typed = { firstName: 'Sarah', email: 'sarah@example.org', friendsName: 'Sam' };
  const url = door(kindword, practice, 'refer');
  const once = randomUUID();
  const other = await kindword.practice({ sending: 'rehearsal' });

  const refused = [
    await send(url, typed),
    await send(url, { ...typed, shown: 'x'.repeat(50) }),
    await send(url, { ...typed, shown: `${Date.now().toString(36)}.${'A'.repeat(32)}` }),
    await befriend(kindword, practice, typed, { openMs: 100 }),
    await befriend(kindword, practice, typed, { openMs: 25 * 3_600_000 }),
    await befriend(kindword, practice, { ...typed, topic: 'SEO' }),
    await fillIn(other, 'refer', url, typed),
    await fillIn(practice, 'enquire', url, typed),
  ];
  for (const { status, text } of refused) {
    expect(status).toBe(422);
    for (const value of Object.values(typed)) expect(text).toContain(`value="${value}"`);
    expect(text).toContain('press the button once more');
  }
  expect(await referrals(practice)).toEqual([]);

  const quick = await befriend(kindword, practice, typed, { once, openMs: 1_500 });
  const shown = /name="shown" value="([\w.-]+)"/.exec(quick.text)?.[1] ?? '';
  await until(async () => {
    const { status } = await send(url, { ...typed, once, shown });
    return status === 200;
  });
  expect(await referrals(practice)).toHaveLength(1);
});

test('nobody’s mailbox is filled with thanks: from the sixth in a day on, a person looks', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const client = await practice.client({ firstName: 'Sarah' });
  const names = ['Ada', 'Ben', 'Cy', 'Di', 'Eve', 'Flo', 'Gus'];

  await Promise.all(
    names.map((friendsName) =>
      befriend(kindword, practice, { firstName: 'Sarah', email: client.email, friendsName }),
    ),
  );

  const found = (await referrals(practice)).toSorted((one, another) => one.number - another.number);
  expect(found.map(({ acknowledgement }) => acknowledgement.needsPerson ?? 'due')).toEqual([
    ...Array.from({ length: 5 }, () => 'due'),
    'unmatched',
    'unmatched',
  ]);
});

test('long, hostile and half-broken text is shown as text or refused, never run and never a failure', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal', name: HOSTILE });
  const nasty = [
    HOSTILE,
    'x'.repeat(5_000),
    '\u0000\u0007',
    '\uD800',
    '%',
    "'; drop table referral; --",
    '👩‍👩‍👧',
  ];

  for (const text of nasty) {
    for (const answered of [
      await befriend(kindword, practice, { firstName: text, email: text, friendsName: text }),
      await letter(kindword, practice, { name: text, organisation: text, firstName: text }),
    ]) {
      expect([200, 422]).toContain(answered.status);
      expect(answered.text).not.toContain('<script');
    }
  }
  const { page } = await browser.open(door(kindword, practice, 'refer'), TELEPHONE);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width);
});

/** How well each text stands out from its ground, by the formula of WCAG 2; 4.5 is what it asks for. */
const CONTRASTS = `(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = getComputedStyle(document.body).backgroundColor;
  return ['h1', 'label', 'small', '.fault', '.faults a', 'button', 'input[type=text]'].map((name) => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(name));
    const own = backgroundColor === 'rgba(0, 0, 0, 0)' ? ground : backgroundColor;
    const [dark, bright] = [light(color), light(own)].toSorted((a, b) => a - b);
    return [name, (bright + 0.05) / (dark + 0.05)];
  });
})()`;

test('every text can be read in daylight and in the dark', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { page } = await browser.open(door(kindword, practice, 'refer'), TELEPHONE);
  await page.locator('#send').click();
  await page.waitForSelector('[role=alert]');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate<[string, number][]>(CONTRASTS);
    expect(found.filter(([, contrast]) => !(contrast >= 4.5))).toEqual([]);
  }
});
