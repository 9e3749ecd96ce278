import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { firstLink, printedSignIn } from '../../facts/sign-in/print-link.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { mailsTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { GONE_TITLE } from './visitor.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ trustedProxies: 1 });
  practice = await kindword.practice();
});
afterAll(() => kindword?.stop());

type Mailed = { path: string; code: string; text: string };

async function addressOf(member: TestPractice): Promise<string> {
  return (await member.ask('GET', '/me')).email;
}

/** Asks for a link in this browser, and answers with what came by e-mail. */
async function askIn(
  jar: CookieJar,
  member: TestPractice,
  fields: Record<string, string> = {},
): Promise<Mailed> {
  const email = await addressOf(member);
  const before = (await mailsTo(kindword.outbox, email)).length;
  const asked = await jar.post('/sign-in', { email, ...fields });
  expect(asked.status).toBe(200);
  expect(asked.text).toContain('on its way');
  const mails = await until(async () => {
    const all = await mailsTo(kindword.outbox, email);
    return all.length > before ? all : null;
  });
  return readMail(mails[0]);
}

function readMail({ TextBody }: Json): Mailed {
  const url = /https?:\/\/\S+\/sign-in\/[\w-]+/.exec(TextBody)?.[0] ?? '';
  return { path: new URL(url).pathname, code: /\b\d{6}\b/.exec(TextBody)?.[0] ?? '', text: TextBody };
}

function whoIs(jar: CookieJar) {
  return jar.get('/api/v1/me');
}

test('a link signs in once, in the browser that asked, by its button alone; it leads where one wanted to go', async () => {
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, practice, { to: '/clients?stage=ended' });

  const shown = await jar.get(path);
  const used = await jar.post(path);
  const again = await jar.post(path);

  expect(shown.text).not.toContain('Code in the e-mail');
  expect([used.status, used.location]).toEqual([303, '/clients?stage=ended']);
  expect(JSON.parse((await whoIs(jar)).text)).toMatchObject({ staffId: practice.staffId });
  expect([again.status, again.text.includes(`<h1>${GONE_TITLE}</h1>`)]).toEqual([404, true]);
  expect(again.text).toContain('href="/sign-in"');
});

test('a scanner that fetches the link five times, and presses its button, signs nobody in and uses nothing up', async () => {
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, practice);
  const scanner = new CookieJar(kindword);

  for (let times = 0; times < 5; times += 1) expect((await scanner.get(path)).status).toBe(200);
  const pressed = await scanner.post(path);

  expect(pressed.status).toBe(422);
  expect((await whoIs(scanner)).status).toBe(401);
  expect((await jar.post(path)).status).toBe(303);
});

test('in another browser the code in the e-mail is asked for', async () => {
  const { path, code } = await askIn(new CookieJar(kindword), practice);
  const telephone = new CookieJar(kindword);

  const shown = await telephone.get(path);
  const wrong = await telephone.post(path, { code: code === '123456' ? '123457' : '123456' });
  const right = await telephone.post(path, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });

  expect(shown.text).toContain('Code in the e-mail');
  expect([wrong.status, right.status]).toEqual([422, 303]);
  expect((await whoIs(telephone)).status).toBe(200);
});

test('five wrong codes end a link, also when they come at once', async () => {
  const jar = new CookieJar(kindword);
  const { path, code } = await askIn(jar, practice);
  const guesser = new CookieJar(kindword);
  const wrong = Array.from({ length: 20 }, (_, nth) => String(100_000 + nth)).filter((one) => one !== code);

  await Promise.all(wrong.map((guess) => guesser.post(path, { code: guess })));
  const late = await guesser.post(path, { code });

  expect(late.status).toBe(404);
  expect((await jar.post(path)).status).toBe(404);
});

test('a link is too old after a quarter of an hour', async () => {
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, practice);
  await kindword.database.orm.em
    .fork()
    .execute(`update sign_in_link set expires_at = now() where kind = 'mailed'`);

  expect([(await jar.get(path)).status, (await jar.post(path)).status]).toEqual([404, 404]);
});

test('an address that nobody works under is answered the same, and nothing is sent', async () => {
  const jar = new CookieJar(kindword);
  const known = await new CookieJar(kindword).post('/sign-in', { email: await addressOf(practice) });

  const unknown = await jar.post('/sign-in', { email: 'nobody@example.org' });

  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  expect([...jar.cookies.keys()]).toEqual(['kw-asked']);
  expect(await mailsTo(kindword.outbox, 'nobody@example.org')).toEqual([]);
});

test('whoever left is sent nothing, and a link that they have opens nothing', async () => {
  const desk = await practice.as(['desk']);
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, desk);
  await practice.ask('PATCH', `/staff/${desk.staffId}`, { active: false });

  expect((await jar.post(path)).status).toBe(404);
});

test('five links in a quarter of an hour are enough for one address, and one more is answered the same', async () => {
  const desk = await practice.as(['desk']);
  const email = await addressOf(desk);
  const jar = new CookieJar(kindword);
  const answers = [];
  for (let times = 0; times < 7; times += 1) answers.push(await jar.post('/sign-in', { email }));

  await until(async () => (await mailsTo(kindword.outbox, email)).length === 5);
  const written = await inPractice(kindword, practice, ({ em }) =>
    em.count(Message, { purpose: 'sign_in', staffId: desk.staffId }),
  );

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(written).toBe(5);
});

test('one visitor is let ask thirty times in a quarter of an hour, whoever they ask for', async () => {
  const jar = new CookieJar(kindword);
  const asked = await Promise.all(
    Array.from({ length: 31 }, (_, nth) => jar.post('/sign-in', { email: `nobody-${nth}@example.org` })),
  );

  expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
});

test.each(['rehearsal', 'paused'] as const)(
  'a sign-in link leaves also while sending is %s',
  async (sending) => {
    const quiet = await kindword.practice({ sending });
    const jar = new CookieJar(kindword);

    const { path } = await askIn(jar, quiet);

    expect((await jar.post(path)).status).toBe(303);
  },
);

test('a form of another site signs nobody in', async () => {
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, practice);

  const foreign = await jar.post(path, {}, { 'sec-fetch-site': 'cross-site' });

  expect(foreign.status).toBe(403);
  expect((await jar.post(path)).status).toBe(303);
});

test('every sign-in has a value of its own, and the one before in this browser is dead', async () => {
  const jar = new CookieJar(kindword);
  await jar.post((await askIn(jar, practice)).path);
  const first = jar.cookies.get('kw');
  await jar.post((await askIn(jar, practice)).path);
  const thief = new CookieJar(kindword);
  thief.cookies.set('kw', first ?? '');

  expect(jar.cookies.get('kw')).not.toBe(first);
  expect((await whoIs(thief)).status).toBe(401);
  expect((await whoIs(jar)).status).toBe(200);
});

test('signed out is signed out, for whoever has the cookie too', async () => {
  const jar = new CookieJar(kindword);
  await jar.post((await askIn(jar, practice)).path);
  const value = jar.cookies.get('kw') ?? '';

  const left = await jar.post('/sign-out');
  const thief = new CookieJar(kindword);
  thief.cookies.set('kw', value);

  expect([left.status, left.location, jar.cookies.has('kw')]).toEqual([303, '/sign-in', false]);
  expect((await whoIs(thief)).status).toBe(401);
});

test('who works in several places chooses one before the link is used up', async () => {
  const other = await kindword.practice({ name: 'Rowan House' });
  const desk = await practice.as(['desk']);
  await other.ask('PATCH', `/staff/${other.staffId}`, { email: await addressOf(desk) });
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, desk);

  const choice = await jar.post(path);
  const chosen = await jar.post(path, { place: other.staffId });

  expect([choice.status, choice.text.includes('Rowan House, as Olive Owner')]).toEqual([200, true]);
  expect(chosen.status).toBe(303);
  expect(JSON.parse((await whoIs(jar)).text)).toMatchObject({ staffId: other.staffId });
});

test.each([
  '//elsewhere.example/x',
  'https://elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
])('nobody is led away from here: %s', async (to) => {
  const jar = new CookieJar(kindword);
  const { path } = await askIn(jar, await practice.as(['desk']), { to });

  expect((await jar.post(path)).location).toBe('/');
});

test('a link that was printed needs no code, and works once', async () => {
  const url = await printedSignIn(kindword.database, kindword.url, emailHash(await addressOf(practice)));
  const { pathname } = new URL(url);
  const [one, other] = [new CookieJar(kindword), new CookieJar(kindword)];

  expect((await one.post(pathname)).status).toBe(303);
  expect((await other.post(pathname)).status).toBe(404);
});

test('nothing that lets somebody in is kept readably, shown to anybody else, or noted', async () => {
  const desk = await practice.as(['desk']);
  const jar = new CookieJar(kindword);
  const { path, code } = await askIn(jar, desk);
  await jar.post(path);
  const token = path.split('/').at(-1) ?? '';
  const value = jar.cookies.get('kw') ?? '';

  const messages = JSON.stringify((await practice.ask('GET', '/messages')).items);
  const rows = await inPractice(kindword, practice, async ({ em }) => [
    ...(await em.execute('select * from sign_in_link')),
    ...(await em.execute('select * from web_session')),
    ...(await em.find(Message, { purpose: 'sign_in', staffId: desk.staffId })),
    ...(await em.find(AuditEntry, {})),
  ]);

  for (const secret of [token, value]) {
    expect(messages).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(secret);
  }
  expect(messages).not.toContain(code);
});

test('the first practice of an installation is begun behind a link, in rehearsal, and there is no second one', async () => {
  const fresh = await startKindword();
  try {
    const [first, second] = [
      await firstLink(fresh.database, fresh.url, { forOwner: true }),
      await firstLink(fresh.database, fresh.url, { forOwner: true }),
    ];
    const jar = new CookieJar(fresh);
    const { pathname } = new URL(first?.url ?? '');
    const fields = {
      name: 'Willow',
      ownerName: 'Olive Owner',
      ownerEmail: 'olive@example.org',
      timezone: 'Europe/Berlin',
    };

    const wrong = await jar.post(pathname, { ...fields, timezone: 'Mars' });
    const begun = await jar.post(pathname, fields);
    const late = await new CookieJar(fresh).post(new URL(second?.url ?? '').pathname, fields);

    expect(first?.kind).toBe('begin');
    expect([wrong.status, begun.status, begun.location, late.status]).toEqual([422, 303, '/set-up', 404]);
    expect(JSON.parse((await whoIs(jar)).text)).toMatchObject({
      practice: { name: 'Willow', sending: 'rehearsal' },
    });
    expect(await fresh.database.orm.em.fork().count(Practice, {})).toBe(1);
    expect(await firstLink(fresh.database, fresh.url, { forOwner: false })).toBeNull();
    expect((await firstLink(fresh.database, fresh.url, { forOwner: true }))?.kind).toBe('owner');
  } finally {
    await fresh.stop();
  }
});
