import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { befriend, door, HOSTILE, LETTER, letter, referrals } from './refer-forms.ts';
import { fillIn, nothingWaits, send, TELEPHONE } from './visitor.ts';
import { PostedForm } from '../../entities/posted-form.ts';
import { runRetention } from '../../facts/privacy/run-retention.ts';
import { keepForm } from '../../facts/posted-forms/keep-form.ts';
import { inPractice } from '../support/in-practice.ts';
import { connected } from '../support/parts.ts';
import type { Json } from '../support/practice.ts';
import { tasksOf } from '../support/tasks.ts';
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

test('a form that can never be taken in is given up, and the owner reads it, for 28 days; mended, it is tried again', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const desk = await practice.as(['desk']);
  const typed = { firstName: 'Sarah', email: 'sarah@example.org', friendsName: 'Sam' };
  const ids = await inPractice(kindword, practice, async (tx) => {
    const broken = { form: 'of a later version', said: typed } as never;
    const kept = [keepForm(tx, broken), keepForm(tx, broken)];
    await tx.em.flush();
    await tx.em.execute(
      `update posted_form set attempts = 13, posted_at = now() - interval '2 hours' where practice_id = ?`,
      [practice.practiceId],
    );
    return kept;
  });

  const items = await until(async () => {
    const { items: found } = await practice.ask('GET', '/posted-forms');
    return found.length === 2 ? found : null;
  });
  const asked = await tasksOf(practice, { kind: 'look_into', why: 'form_given_up' });
  const refused = [
    await desk.call('GET', '/posted-forms'),
    await (await kindword.practice()).call('POST', `/posted-forms/${ids[0]}/again`),
  ];
  const elsewhere = await (await kindword.practice()).ask('GET', '/posted-forms');
  expect(items).toMatchObject([
    { form: 'of a later version', said: typed },
    { form: 'of a later version', said: typed },
  ]);
  expect(asked).toMatchObject([{ status: 'open', assigneeId: practice.staffId }]);
  expect([...refused.map(({ status }) => status), elsewhere.items]).toEqual([403, 404, []]);

  const again = await practice.call('POST', `/posted-forms/${ids[0]}/again`);
  await inPractice(kindword, practice, ({ em }) =>
    em.execute(`update posted_form set given_up_at = now() - interval '28 days' where id = ?`, [ids[1]]),
  );
  await inPractice(kindword, practice, runRetention);
  const left = await practice.ask('GET', '/posted-forms');
  expect([again.status, left.items]).toEqual([204, []]);
  await inPractice(kindword, practice, ({ em, practiceId }) => em.nativeDelete(PostedForm, { practiceId }));
});

test('whoever is erased goes from a form that was given up, and nobody else', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const client = await practice.client({ firstName: 'Sarah' });
  await inPractice(kindword, practice, ({ em, practiceId, now }) => {
    for (const email of [client.email, 'kim@example.org'])
      em.create(PostedForm, {
        practiceId,
        content: JSON.stringify({ form: 'refer', said: { email } }),
        postedAt: now,
        nextTryAt: now,
        attempts: 14,
        givenUpAt: now,
      });
    return em.flush();
  });

  await practice.ask('POST', '/erasures', { clientId: client.id });

  const left = await until(async () => {
    const { items } = await practice.ask('GET', '/posted-forms');
    return items.length === 1 ? items : null;
  });
  expect(left).toMatchObject([{ said: { email: 'kim@example.org' } }]);
  await inPractice(kindword, practice, ({ em, practiceId }) => em.nativeDelete(PostedForm, { practiceId }));
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

test('sixty strangers of one day are logged, five of them are thanked, and one task stands for the rest', async () => {
  const practice = await kindword.practice();
  const known = await practice.client({ firstName: 'Sarah' });
  const flood = Array.from({ length: 60 }, (_, index) => index);

  const answers = await Promise.all(
    flood.map((index) =>
      befriend(kindword, practice, {
        firstName: 'Victim',
        email: `victim${index}@victims.example`,
        friendsName: 'Sam',
      }),
    ),
  );
  await befriend(kindword, practice, { firstName: 'Sarah', email: known.email, friendsName: 'Kim' });

  expect(answers.map(({ status }) => status)).toEqual(flood.map(() => 200));
  const { items: lines } = await practice.ask('GET', '/source-log?limit=200');
  expect(lines).toHaveLength(61);
  await until(async () => {
    const { items } = await practice.ask('GET', '/referrals?limit=200');
    const because = items.map(({ acknowledgement }: Json) => acknowledgement.needsPerson ?? 'thanked');
    return because.filter((one: string) => one === 'strangers').length === 55 && because.length === 61;
  });
  await until(async () => {
    const { items } = await practice.ask('GET', '/messages?limit=200&template=m7');
    return items.length === 6;
  });
  const tasks = await tasksOf(practice, { status: 'open' });
  const [about, ...more] = tasks.filter(({ why }) => why === 'strangers');
  expect(more).toEqual([]);
  expect(about?.words).toContain('More people whom we do not know');
  expect(tasks.filter(({ kind }) => kind !== 'thank')).toHaveLength(1);
});

test('a name without an address is a stranger as well, and so is a letter of nobody known', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await practice.changePolicy({ strangersThankedPerDay: 1 });

  await befriend(kindword, practice, { firstName: 'Ada', friendsName: 'Sam' });
  await befriend(kindword, practice, { firstName: 'Ben', friendsName: 'Sam' });
  await letter(kindword, practice);

  const found = (await referrals(practice)).toSorted((one, another) => one.number - another.number);
  expect(found.map(({ acknowledgement }) => acknowledgement.needsPerson)).toEqual([
    'unmatched',
    'strangers',
    'strangers',
  ]);
});

test('one of too many is thanked once a person says that it is as they wrote', async () => {
  const practice = await kindword.practice();
  await practice.changePolicy({ strangersThankedPerDay: 0 });
  await befriend(kindword, practice, { firstName: 'Ada', email: 'ada@example.org', friendsName: 'Sam' });
  const [{ id }] = await referrals(practice);

  await practice.ask('POST', `/referrals/${id}/match`, { nobody: true });

  await until(async () => (await practice.referral(id)).acknowledgement.status === 'due');
});

/** What tells who is known. */
const WHO_IS_KNOWN =
  'client, professional, enquiry, referral, prompt_consent, task, source_log_line, suppression';

test('nothing is asked about who is known before a form is answered, and nothing that was sent is lost', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { email, firstName } = await practice.client();
  const friend = { firstName, email, friendsName: 'Sam' };
  const consent = { firstName, email, agree: 'yes' };
  const url = door(kindword, practice, 'consent');

  const answers = await connected(kindword.ownerUrl, async (execute) => {
    // What still works on them may hold them in another order.
    await until(async () => {
      await execute('begin');
      const locked = execute(`lock table ${WHO_IS_KNOWN} in access exclusive mode`);
      return locked.then(
        () => true,
        () => execute('rollback').then(() => false),
      );
    });
    const answered = await Promise.all([
      fillIn(practice, 'refer', door(kindword, practice, 'refer'), friend),
      fillIn(practice, 'professionals', door(kindword, practice, 'professionals'), LETTER),
      fillIn(practice, 'consent', url, consent),
      fillIn(practice, 'enquire', door(kindword, practice, 'enquire'), { firstName, contact: email }),
    ]);
    await execute('rollback');
    return answered;
  });

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await until(() => nothingWaits(kindword));
  expect(await referrals(practice)).toHaveLength(2);
  expect((await practice.ask('GET', '/enquiries')).items).toHaveLength(2);
  expect(await tasksOf(practice, { kind: 'confirm_consent' })).toHaveLength(1);
});

test('a form whose process died before it was worked off is worked off by the next one', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await inPractice(kindword, practice, async (tx) => {
    keepForm(tx, { form: 'refer', said: { firstName: 'Ada', friendsName: 'Sam' } });
    await tx.em.flush();
  });

  await until(async () => (await referrals(practice)).length === 1);

  expect(await nothingWaits(kindword)).toBe(true);
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
