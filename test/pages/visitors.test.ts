import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../server/config.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { tidiedPath } from '../../web/tidy-path.ts';
import { GONE_TITLE, linkFor, visit } from './visitor.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ trustedProxies: 1 });
  practice = await kindword.practice({ sending: 'paused' });
});
afterAll(() => kindword?.stop());

type Asked = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

function refer(from: string, init: Asked = {}) {
  const headers = { 'x-forwarded-for': from, ...init.headers };
  return visit(`${kindword.url}/p/${practice.slug}/refer`, { ...init, headers });
}

function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

test('behind a proxy that is named each visitor is counted alone, and what they send apart from what they look at', async () => {
  const looked = await times(62, () => refer('198.51.100.1'));
  const sent = await refer('198.51.100.1', { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
  const others = await times(62, (index) => refer(`203.0.113.${index}`));

  expect(looked.filter(({ status }) => status === 429)).toHaveLength(2);
  expect(sent.status).toBe(422);
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
});

test('where no proxy is named, a crowd behind one address is let in', async () => {
  await kindword.restart({ trustedProxies: null });

  const looked = await times(200, (index) => refer(`203.0.113.${index}`));

  expect(looked.map(({ status }) => status)).toEqual(looked.map(() => 200));
  await kindword.restart({ trustedProxies: 1 });
});

test('whoever is refused for a number reads a page that says when to come back; a program has problem details', async () => {
  await times(60, () => refer('198.51.100.2'));

  const person = await refer('198.51.100.2', { headers: { accept: 'text/html,*/*;q=0.8' } });
  const program = await refer('198.51.100.2', { headers: { accept: 'application/json' } });

  expect([person.status, program.status]).toEqual([429, 429]);
  expect(person.headers.get('retry-after')).toBe('60');
  expect(person.headers.get('content-type')).toContain('text/html');
  expect(person.text).toContain('press the button once more');
  expect(program.headers.get('content-type')).toContain('application/problem+json');
});

test('whatever is wrong on a public page, a person reads a page and a program problem details', async () => {
  const token = 'y'.repeat(32);
  const link = await linkFor(kindword, practice, 'consent', (await practice.client()).id);
  const asked: [url: string, init: Asked, status: number, words: string][] = [
    [`/p/${practice.slug}/nothing`, {}, 404, GONE_TITLE],
    [`/u/${token}/there`, {}, 404, GONE_TITLE],
    [`/u`, {}, 404, GONE_TITLE],
    [
      new URL(link).pathname,
      {
        method: 'POST',
        body: 'x'.repeat(20_000),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      400,
      'could not be read',
    ],
  ];
  for (const [path, init, status, words] of asked) {
    const person = await visit(`${kindword.url}${path}`, init);
    const program = await visit(`${kindword.url}${path}`, {
      ...init,
      headers: { ...init.headers, accept: 'application/json' },
    });

    expect([path, person.status, program.status]).toEqual([path, status, status]);
    expect(person.text).toContain(words);
    expect(JSON.parse(program.text)).toMatchObject({ status });
  }
});

test('an answer of the API is kept by nobody on the way', async () => {
  for (const path of ['/clients', '/practice', `/clients/${practice.staffId}`, '/nothing']) {
    const { headers } = await practice.call('GET', path);
    expect([path, headers.get('cache-control'), headers.get('etag')]).toEqual([path, 'no-store', null]);
  }
});

test.each([
  ['1', 1],
  ['0', 0],
  ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
  ['loopback,192.0.2.7', ['loopback', '192.0.2.7']],
])('TRUSTED_PROXIES=%s names the proxies in front', (text, read) => {
  expect(readConfig({ TRUSTED_PROXIES: text }).trustedProxies).toEqual(read);
});

test.each([['true'], ['*'], ['11'], ['0.0.0.0/0'], ['::/0'], ['10.0.0.0/33'], ['my-proxy'], ['10.0.0.1,']])(
  'TRUSTED_PROXIES=%s stops the start and says what it may be',
  (text) => {
    expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(/number of proxies in front of Kindword/);
  },
);

const code = fc.stringMatching(/^[\w-]{32}$/);
const junk = fc.constantFrom(
  '/',
  ')',
  '%3E',
  '.',
  ',',
  '=3D',
  '%20',
  '%E2%80%8B',
  '%0D%0A',
  '%22',
  '%',
  "'",
  '%FF',
);

test('an address is the same with whatever stands behind it, and a tidy one stays as it is', () => {
  fc.assert(
    fc.property(code, fc.array(junk, { maxLength: 4 }), (token, behind) => {
      for (const path of [`/${token}`, `/willow/r/${token}`, `/willow/r/${token}.svg`]) {
        expect(tidiedPath(path)).toBe(path);
        expect(tidiedPath(`${path}${behind.join('')}`)).toBe(path);
      }
    }),
  );
});

test('whatever is asked, what comes of it is an address that we could have', () => {
  fc.assert(
    fc.property(fc.string(), (path) => {
      expect(tidiedPath(`/${path}`)).toMatch(/^\/(?:[\w-]*(?:\.(?:svg|json|js))?\/?)*$/);
    }),
  );
});
