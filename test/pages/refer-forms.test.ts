import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Referral } from '../../entities/referral.ts';
import { dumpTables, stillTables } from '../support/tables.ts';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { befriend, door, HOSTILE, letter, referrals } from './refer-forms.ts';
import { send, TELEPHONE, visit, withoutOnce } from './visitor.ts';
import { until } from '../support/until.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';
import { isThanked } from '../support/thanks.ts';

const M25 =
  'May I give you our number to pass on instead? Then it&#39;s up to them, and we never ring out of the blue.';

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

/** What is kept of them: every column, opened. */
async function kept(practice: TestPractice): Promise<Referral[]> {
  return inPractice(kindword, practice, ({ em }) => em.find(Referral, {}));
}

test('a friend says so in three lines, without scripts and with the keyboard alone, and is thanked (S24)', async () => {
  const practice = await kindword.practice({ name: 'Willow Practice' });
  const client = await practice.client({ firstName: 'Sarah' });

  const { page, asked } = await browser.open(door(kindword, practice, 'refer'), TELEPHONE, {
    javaScriptEnabled: false,
  });
  await picture(page, 'refer');
  expect(await page.locator('form .field input').count()).toBe(3);
  await page.locator('#firstName').focus();
  for (const text of ['sarah', client.email.toUpperCase(), 'Sam']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForLoadState();
  await until(async () => {
    if ((await page.textContent('h1')) === 'Thank you') return true;
    await page.locator('#send').press('Enter');
    return null;
  });
  await picture(page, 'refer-thanks');

  const [referral, ...more] = await referrals(practice);
  expect(more).toEqual([]);
  expect(referral).toMatchObject({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: { clientId: client.id },
    person: { firstName: 'Sam' },
  });
  expect((await practice.ask('GET', '/source-log')).items[0]).toMatchObject({ number: 1, kind: 'referral' });
  await practice.ask('POST', `/referrals/${referral.id}/acknowledgement`);
  await isThanked(practice, referral.id);
  expect(hostsOf(asked)).toEqual([new URL(kindword.url).host]);
});

test('nothing but a first name is taken of a friend, and M25 says why (D1)', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { text } = await visit(door(kindword, practice, 'refer'));
  expect(text).toContain(M25);
  expect(text.match(/<input type="(?!hidden)/g)).toHaveLength(4);

  for (const friendsName of ['sam@example.org', 'Sam 07700 900123', 'Sam who cannot sleep at night']) {
    const answered = await befriend(kindword, practice, { firstName: 'Sarah', friendsName });
    expect([answered.status, answered.text.includes(M25)]).toEqual([422, true]);
  }
  const advertised = { firstName: 'Win at casino.example', email: 'victim@example.org', friendsName: 'Sam' };
  expect((await befriend(kindword, practice, advertised)).status).toBe(422);
  await befriend(kindword, practice, {
    firstName: 'Sarah',
    friendsName: 'Sam',
    friendsEmail: 'sam@example.org',
    personEmail: 'sam@example.org',
    phone: '07700 900123',
  });

  const [referral, ...more] = await kept(practice);
  expect(more).toEqual([]);
  expect([referral?.personFirstName, referral?.personEmail ?? null, referral?.personPhone ?? null]).toEqual([
    'Sam',
    null,
    null,
  ]);
});

test('the answer is the same whoever is known here, and whatever became of it', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const client = await practice.client({ firstName: 'Sarah' });
  const professional = await practice.professional({ firstName: 'Asha', lastName: 'Patel' });
  const friend = { firstName: 'Sarah', friendsName: 'Sam' };

  const friends = [
    await befriend(kindword, practice, { ...friend, email: client.email }),
    await befriend(kindword, practice, { ...friend, email: client.email }),
    await befriend(kindword, practice, { ...friend, email: 'nobody-here@example.org' }),
    await befriend(kindword, practice, friend),
  ];
  const letters = [
    await letter(kindword, practice, { email: professional.email }),
    await letter(kindword, practice, { email: 'unknown@example.org', firstName: 'Kim' }),
    await letter(kindword, practice, { email: client.email, name: 'Sarah', firstName: 'Lee' }),
  ];

  for (const answers of [friends, letters])
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(friends[0]?.status).toBe(200);
});

test('a professional’s letter is matched by address and name; anybody else’s waits for a person, and nobody is invented', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const shared = { email: 'reception@example.org' };
  const asha = await practice.professional({ firstName: 'Asha', lastName: 'Patel', kind: 'gp', ...shared });
  const ravi = await practice.professional({ firstName: 'Ravi', lastName: 'Patel', kind: 'gp', ...shared });
  const names = ['Dr Asha Patel', 'patel, ravi', 'Ásha', 'Dr Patel', 'Asha Jones', 'Dr'];

  for (const [index, name] of names.entries())
    expect(
      (
        await letter(kindword, practice, {
          ...shared,
          name,
          firstName: 'Sam',
          contact: `020 7946 001${index}`,
        })
      ).status,
    ).toBe(200);

  const found = (await referrals(practice)).toSorted((one, other) => one.number - other.number);
  expect(found.map(({ referrer }) => referrer)).toMatchObject([
    { professionalId: asha.id },
    { professionalId: ravi.id },
    { professionalId: asha.id },
    { firstName: 'Dr Patel, Elm Surgery' },
    { firstName: 'Asha Jones, Elm Surgery' },
    { firstName: 'Dr, Elm Surgery' },
  ]);
  expect(found[0]).toMatchObject({ learnedFrom: 'professional_letter', via: 'form' });
  const waiting = await until(async () => atLeast(3, await tasksOf(practice, { kind: 'match_referrer' })));
  expect(waiting).toHaveLength(3);
  expect(await tasksOf(practice, { kind: 'get_in_touch' })).toHaveLength(names.length);
  expect((await practice.ask('GET', '/professionals')).items).toHaveLength(2);
  const [first] = await kept(practice);
  expect(first).toMatchObject({ personAgreed: true, personPhone: '020 7946 0010' });
});

function atLeast<T>(count: number, items: T[]): T[] | null {
  return items.length >= count ? items : null;
}

test('without their agreement a professional’s letter is refused, and nothing of it is kept', async () => {
  const practice = await kindword.practice({ sending: 'paused' });
  const before = await stillTables(kindword.ownerUrl);

  const { status, text } = await letter(kindword, practice, { agreed: '' });

  expect(status).toBe(422);
  expect(text.match(/<li>/g)).toHaveLength(1);
  expect(text).toContain('href="#agreed"');
  expect(text).toContain('value="020 7946 0018"');
  expect(await dumpTables(kindword.ownerUrl)).toEqual(before);
});

test('every fault is named at once, beside its field, and what was typed is still there', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });

  const { page } = await browser.open(door(kindword, practice, 'professionals'), TELEPHONE, {
    javaScriptEnabled: false,
  });
  await picture(page, 'professionals');
  await page.getByLabel('Your name').fill(HOSTILE);
  await page.getByLabel('Your e-mail address').fill('not an address');
  await page.getByLabel('Their e-mail address or telephone number').fill('12');
  await page.locator('#send').click();
  await page.waitForSelector('[role=alert]');
  await picture(page, 'professionals-faults');

  const links = page.locator('[role=alert] a');
  expect(await links.count()).toBe(5);
  for (const link of await links.all()) {
    const field = page.locator((await link.getAttribute('href')) ?? '');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = await field.getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toBe(await link.textContent());
  }
  expect(await page.inputValue('#name')).toBe(HOSTILE);
  expect(await page.inputValue('#contact')).toBe('12');
  expect(await referrals(practice)).toEqual([]);
});

test('the page for professionals says what happens next, and where to turn if something is urgent', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  await practice.ask('PATCH', '/practice', { crisisRoute: 'the night line on 020 7946 0999' });
  await practice.changePolicy({
    followThrough: { contactWithin: 'PT36H', bookedWithin: 'P7D', attendedWithin: 'P28D', matured: 'P60D' },
  });

  const { text } = await visit(door(kindword, practice, 'professionals'));

  expect(text).toContain('within 36 hours');
  expect(text).toContain('the night line on 020 7946 0999');
});

test('any site may show the forms in a frame of 320 pixels, and no other page in any (S83)', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal', name: 'Willow Practice' });
  const framed = ['refer', 'professionals', 'enquire'].map((name) => door(kindword, practice, name));
  const others = [
    door(kindword, practice, 'consent'),
    door(kindword, practice, 'survey'),
    door(kindword, practice, 'refer.svg'),
    `${kindword.url}/waiting/1`,
  ];

  for (const url of framed) {
    for (const { headers } of [await visit(`${url}?embed=1`), await send(`${url}?embed=1`)]) {
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors \*(;|$)/);
      expect([headers.get('x-frame-options'), headers.get('set-cookie')]).toEqual([null, null]);
    }
  }
  for (const url of others) {
    const { headers } = await visit(url);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  }

  await using site = await siteWith(
    `<iframe src="${framed[0]}?embed=1" width="320" height="900" style="border:0"></iframe>`,
  );
  const { page } = await browser.open(site.url, { width: 340, height: 940 });
  const frame = page.frameLocator('iframe');
  await frame.locator('#firstName').fill('Sarah');
  await frame.locator('#friendsName').fill('Sam');
  await picture(page, 'refer-embedded');
  expect((await frame.locator('h1').boundingBox())?.x).toBeLessThan(-1_000);
  expect(await frame.locator('html').evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    320,
  );
  await until(async () => {
    if ((await frame.locator('h1').textContent()) === 'Thank you') return true;
    await frame.locator('#send').click();
    return null;
  });
  expect((await referrals(practice)).map(({ person }) => person.firstName)).toEqual(['Sam']);
});

/** A website of somebody else, with this on its only page. */
async function siteWith(html: string): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('the code leads to the form for friends', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });

  const { status, headers, text } = await visit(door(kindword, practice, 'refer.svg'));

  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(text).toMatch(/^<svg [^>]*viewBox/);
});

test('two practices show the same form but for their own words', async () => {
  const pages = [];
  for (const name of ['Aaa', 'Bbb']) {
    const practice = await kindword.practice({ sending: 'rehearsal', name });
    await practice.ask('PATCH', '/practice', { replyTo: 'hello@example.org' });
    pages.push(
      withoutOnce((await visit(door(kindword, practice, 'professionals'))).text).replaceAll(name, 'NAME'),
    );
  }

  expect(pages[0]).toBe(pages[1]);
});
