import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Message } from '../../entities/message.ts';
import { signInCode } from '../../email/sign-in-mail.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { mailsTo } from '../support/mails.ts';
import type { TestPractice } from '../support/practice.ts';
import { signInCookie } from '../support/signed-in.ts';
import { until } from '../support/until.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ trustedProxies: 1 });
  practice = await kindword.practice();
});
afterAll(() => kindword?.stop());

async function signedIn(member: TestPractice): Promise<CookieJar> {
  const jar = new CookieJar(kindword);
  const [name = '', value = ''] = (await signInCookie(kindword, member)).split('=');
  jar.cookies.set(name, value);
  return jar;
}

async function status(jar: CookieJar, path = '/api/v1/me'): Promise<number> {
  return (await jar.get(path)).status;
}

test('signing out everywhere ends every session of the address, in every practice, at once', async () => {
  const desk = await practice.as(['desk']);
  const { email } = await desk.ask('GET', '/me');
  const other = await kindword.practice();
  await other.ask('PATCH', `/staff/${other.staffId}`, { email });
  const [here, there, elsewhere] = [await signedIn(desk), await signedIn(desk), await signedIn(other)];
  const somebodyElse = await signedIn(practice);

  const left = await here.post('/me/sessions/remove', { from: '/me' });

  expect([left.status, left.location?.startsWith('/sign-in')]).toEqual([303, true]);
  expect([await status(here), await status(there), await status(elsewhere)]).toEqual([401, 401, 401]);
  expect(await status(somebodyElse)).toBe(200);
});

test('what hands something out asks first who it is; the code that comes by e-mail shows it for ten minutes', async () => {
  const owner = await practice.as(['owner']);
  const { email } = await owner.ask('GET', '/me');
  const jar = await signedIn(owner);
  const before = jar.cookies.get('kw') ?? '';

  const refused = await status(jar, '/api/v1/exports/clients');
  await jar.post('/me/confirm/code', { to: '/exports' });
  const [mail] = await until(async () => {
    const mails = await mailsTo(kindword.outbox, email);
    return mails.length > 0 ? mails : null;
  });
  const code = /\b\d{6}\b/.exec(mail.TextBody)?.[0] ?? '';
  const wrong = await jar.post('/me/confirm', {
    to: '/exports',
    code: code === '123456' ? '123457' : '123456',
  });
  const right = await jar.post('/me/confirm', { to: '/exports', code });
  const thief = new CookieJar(kindword);
  thief.cookies.set('kw', before);

  expect(mail.TextBody).not.toContain('/sign-in/');
  expect([refused, wrong.location?.includes('wrong=yes'), right.location]).toEqual([403, true, '/exports']);
  expect(await status(jar, '/api/v1/exports/clients')).toBe(200);
  expect([jar.cookies.get('kw') === before, await status(thief)]).toEqual([false, 401]);
  await kindword.database.orm.em
    .fork()
    .execute(`update web_session set stepped_up_until = now() where stepped_up_until is not null`);
  expect(await status(jar, '/api/v1/exports/clients')).toBe(403);
});

test('a code for somebody’s session confirms no other session', async () => {
  const owner = await practice.as(['owner']);
  const [asked, other] = [await signedIn(owner), await signedIn(owner)];
  await asked.post('/me/confirm/code');
  const [link] = await until(async () => {
    const rows = await kindword.database.orm.em
      .fork()
      .execute<{ id: string }[]>(
        `select id from sign_in_link where kind = 'confirm' order by created_at desc limit 1`,
      );
    return rows.length > 0 ? rows : null;
  });

  const tried = await other.post('/me/confirm', { code: signInCode(link?.id ?? '') });

  expect(tried.location).toContain('wrong=yes');
});

test('who works in two practices takes their session from one to the other, with a new value, and to no third', async () => {
  const desk = await practice.as(['desk']);
  const other = await kindword.practice({ name: 'Rowan House' });
  const { email } = await desk.ask('GET', '/me');
  await other.ask('PATCH', `/staff/${other.staffId}`, { email });
  const third = await kindword.practice();
  const jar = await signedIn(desk);
  const before = jar.cookies.get('kw');

  const refused = await jar.post('/practices', { place: third.staffId });
  const shown = await jar.get('/practices');
  const moved = await jar.post('/practices', { place: other.staffId });

  expect([refused.status, shown.text.includes('Rowan House'), moved.status]).toEqual([404, true, 303]);
  expect(JSON.parse((await jar.get('/api/v1/me')).text)).toMatchObject({ staffId: other.staffId });
  expect(jar.cookies.get('kw')).not.toBe(before);
});

test('somebody sees their own browsers, and signs out in one of them', async () => {
  const desk = await practice.as(['desk']);
  const [here, there] = [await signedIn(desk), await signedIn(desk)];

  const shown = await here.get('/me');
  const { items } = JSON.parse((await here.get('/api/v1/me/sessions')).text);
  const elsewhere = items.find((one: { isThis: boolean }) => !one.isThis);
  await here.post(`/me/sessions/${elsewhere.id}/remove`, { from: '/me' });

  expect(shown.text).toContain('Chrome on Linux');
  expect(items).toHaveLength(2);
  expect([await status(here), await status(there)]).toEqual([200, 401]);
});

test('how somebody likes their pages is theirs, and stays', async () => {
  const desk = await practice.as(['desk']);
  const jar = await signedIn(desk);

  const saved = await jar.post('/me', {
    from: '/me',
    'preferences.language': 'de',
    'preferences.takeBackSeconds': '60',
    'preferences.colourScheme': 'dark',
  });

  expect(saved.status).toBe(303);
  expect((await desk.ask('GET', '/me')).preferences).toEqual({
    language: 'de',
    singleKeyShortcuts: false,
    takeBackSeconds: 60,
    colourScheme: 'dark',
  });
});

test('a key of a program adds no passkey, and where people come by an IP address there are none', async () => {
  const owner = await practice.as(['owner']);
  const jar = await signedIn(owner);

  expect((await owner.call('POST', '/me/passkeys/options')).status).toBe(403);
  expect((await jar.get('/sign-in')).text).not.toContain('data-passkey');
  expect((await jar.post('/sign-in/passkey/options')).status).toBe(404);
});

test('a sign-in mail is in the list of messages without its words', async () => {
  const desk = await practice.as(['desk']);
  const { email } = await desk.ask('GET', '/me');
  await new CookieJar(kindword).post('/sign-in', { email });
  await until(async () => (await mailsTo(kindword.outbox, email)).length > 0);

  const { items } = await practice.ask('GET', '/messages?template=m28');

  expect(items.find(({ staffId }: Message) => staffId === desk.staffId)).toMatchObject({ text: null });
});
