import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { prefixTokens } from '../../entities/crypto/look-up.ts';
import { openWord, sealWord } from '../../http/sealed-word.ts';
import { HOUR_MS } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { connected } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

async function found(as: TestPractice, q: string): Promise<Json[]> {
  const { items } = await as.ask('POST', '/search', { q });
  return items.map(({ kind, name }: Json) => `${kind} ${name}`);
}

test('somebody is found by the beginnings of their names, whatever they are to the practice', async () => {
  await practice.client({ firstName: 'Wilhelmina', lastName: 'Ostrander' });
  await practice.professional({ firstName: 'Wilfred', lastName: 'Ostby' });
  await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Willa', lastName: 'Osten', phone: '020 7946 0018' },
    via: 'phone',
  });
  await practice.refer({ referrer: { firstName: 'Wilbur' }, person: { firstName: 'Ostara' } });

  expect(await found(practice, 'wil ost')).toEqual([
    'enquiry Willa Osten',
    'client Wilhelmina Ostrander',
    'referral Ostara',
    'professional Wilfred Ostby',
  ]);
  expect(await found(practice, 'WÍLB')).toEqual(['referral Wilbur']);
  expect(await found(practice, 'ostar')).toEqual(['referral Ostara']);
  expect(await found(practice, 'w')).toEqual([]);
});

test('nobody of another practice is found', async () => {
  const other = await kindword.practice();
  await other.client({ firstName: 'Ingeborg' });

  expect(await found(practice, 'ingeb')).toEqual([]);
  expect(await found(other, 'ingeb')).toEqual(['client Ingeborg Rowan']);
});

test('a practitioner finds their own people and colleagues, and whoever works by case a name and its kind', async () => {
  const ada = await practice.as(['practitioner']);
  await practice.client({ firstName: 'Quentin', lastName: 'Own', practitionerId: ada.staffId });
  await practice.client({ firstName: 'Quentin', lastName: 'Other' });
  const privacy = await practice.as(['privacy']);
  const reviewer = await practice.as(['reviewer']);

  expect(await found(ada, 'quent')).toEqual(['client Quentin Own']);
  const { items } = await privacy.ask('POST', '/search', { q: 'quent' });
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ stage: null, practitionerId: null, number: null });
  expect((await reviewer.call('POST', '/search', { q: 'quent' })).status).toBe(403);
});

test('who enquired is found by the name that was corrected, and no longer by the other', async () => {
  const { id } = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Zebulon', phone: '020 7946 0018' },
    via: 'phone',
  });
  await practice.ask('PATCH', `/enquiries/${id}`, { person: { firstName: 'Xanthippe' } });

  expect(await found(practice, 'zebu')).toEqual([]);
  expect(await found(practice, 'xanth')).toEqual(['enquiry Xanthippe']);
});

test('among 50,000 clients somebody is found within 50 ms', async () => {
  const where = await kindword.practice();
  const one = await where.client({ firstName: 'Ottoline', lastName: 'Zuckerman' });
  const names = Array.from({ length: 500 }, (_, index) => `${NAMES[index % NAMES.length]}${index}`);
  const tokens = names.map((name) => `{${prefixTokens(name, 'Rowan').join()}}`);
  await connected(kindword.ownerUrl, async (execute) => {
    await execute('alter table client no force row level security');
    await execute(`
      with tokens as (select ordinality as n, t::text[] as t from unnest(array[${tokens.map((t) => `'${t}'`).join()}]) with ordinality as u (t, ordinality))
      insert into client (practice_id, id, first_name, last_name, imported, search_tokens, created_at, updated_at)
      select c.practice_id, uuidv7(), c.first_name, c.last_name, true, tokens.t, c.created_at, c.updated_at
      from client c, generate_series(1, 50000) as i join tokens on tokens.n = i % 500 + 1
      where c.id = '${one.id}'`);
    await execute('vacuum analyze client');
  });

  const plain = [];
  for (let times = 0; times < 15; times += 1) {
    const begun = performance.now();
    await where.ask('GET', '/me');
    plain.push(performance.now() - begun);
  }
  const took = [];
  for (const q of ['otto zuck', 'anna1', 'row', 'be', 'nobody here'])
    for (let times = 0; times < 5; times += 1) {
      const begun = performance.now();
      await found(where, q);
      took.push({ q, ms: performance.now() - begun });
    }
  expect(median(took.map(({ ms }) => ms))).toBeLessThan(median(plain) + 50);
});

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

const NAMES = ['Anna', 'Bea', 'Carl', 'Dora', 'Emil', 'Flora', 'Gus', 'Hanna', 'Ivo', 'Jana'];

test('a word sealed for an address opens for its asker alone, and for an hour', () => {
  const now = new Date();
  const sealed = sealWord('rob row', 'ada', now);

  expect(sealed).not.toContain('rob');
  expect(openWord(sealed, 'ada', now)).toBe('rob row');
  expect(openWord(sealed, 'bo', now)).toBeNull();
  expect(openWord(sealed, 'ada', new Date(now.getTime() + HOUR_MS))).toBeNull();
  expect(openWord('anything', 'ada', now)).toBeNull();
});
