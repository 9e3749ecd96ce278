import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, Professional, TestPractice } from '../support/practice.ts';
import { iso, PracticeWithSources, type Seen } from './support/practice-with-sources.ts';

/** In another month than UTC for half of each day, and its clocks change. */
const ZONE = 'Pacific/Auckland';
const YEAR = 365;
const PEOPLE = ['client', 'friend', 'professional', 'gp', 'therapist'];

let kindword: TestKindword;
let practice: TestPractice;
let told: PracticeWithSources;
let jo: Professional;
let kim: Professional;
let anna: string;
let ben: string;
let dora: string;
let eve: string;
let elm: string;
const begun = Date.now();
const ago = (days: number) => begun - days * DAY_MS;

beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ timezone: ZONE, sending: 'rehearsal' });
  told = new PracticeWithSources(kindword, practice);
  await clientsOfTheYearBefore();
  await clientsOfTheYear();
  await referrals();
}, 240_000);
afterAll(() => kindword.stop());

/** The cohort of k: everybody first attended 365 to 730 days ago, some of them by an hour. */
async function clientsOfTheYearBefore(): Promise<void> {
  for (const days of [YEAR - 1 / 24, 2 * YEAR - 1 / 24, 2 * YEAR + 1 / 24])
    await told.came({ at: ago(days), kind: 'search' });
  for (let index = 0; index < 18; index++)
    await told.came({ at: ago(YEAR + 2 + index * 19), kind: 'search' });
  anna = await told.came({ at: ago(400), kind: 'search' });
  ben = await told.came({ at: ago(420) });
  dora = await told.came({ at: ago(500), kind: 'website' });
  eve = await told.came({ at: ago(366), kind: 'not_said' });
}

async function clientsOfTheYear(): Promise<void> {
  [jo, kim] = [await practice.professional(), await practice.professional({ firstName: 'Kim' })];
  const joOf = await told.source('professional', 'Jo of Oak Street', { professionalId: jo.id });
  const oak = await told.source('professional', 'Oak Street');
  const annas = await told.source('client', 'Anna A', { clientId: anna });
  const bens = await told.source('client', 'Ben B', { clientId: ben });
  const cleo = await told.came({ at: ago(450), kind: 'search' });
  const cleos = await told.source('client', 'Cleo C', { clientId: cleo });
  const eves = await told.source('client', 'Eve E', { clientId: eve });
  const podcast = await told.source('podcast', 'Quiet Minds, 12');
  elm = await told.source('professional', 'Elm Surgery');

  for (const days of [10, 33, 64, 95, 200])
    await told.came({ at: ago(days), kind: 'professional', sourceId: joOf, ref: jo.id });
  const throughAnna = { hops: [{ kind: 'client', clientId: anna }], parent: anna };
  await told.came({ at: ago(250), kind: 'professional', sourceId: joOf, ref: jo.id, ...throughAnna });
  await told.came({ at: ago(130), kind: 'professional', sourceId: oak, ref: jo.id });
  await practice.ask('PATCH', `/sources/${oak}`, { professionalId: jo.id });
  await told.came({ at: ago(61), kind: 'professional', sourceId: elm, ref: elm });
  // Within a year of Anna’s first session, by an hour, and not.
  for (const days of [300, 450 - YEAR + 1 / 24, 450 - YEAR - 1 / 24])
    await told.came({ at: ago(days), kind: 'client', sourceId: annas, ref: anna });
  for (const days of [210, 40]) await told.came({ at: ago(days), kind: 'client', sourceId: bens, ref: ben });
  await told.came({ at: ago(100), kind: 'client', sourceId: cleos, ref: anna });
  // Before the referrer had been here at all.
  await told.came({ at: ago(380), kind: 'client', sourceId: eves, ref: eve });
  for (const days of [5, 20, 320]) await told.came({ at: ago(days), kind: 'search' });
  for (const kind of ['gp', 'friend', 'not_said']) await told.came({ at: ago(70), kind });
  await told.came({ at: ago(71), kind: 'podcast', sourceId: podcast, ref: podcast });
  await told.came({ at: ago(220) });
  await correctedToKim();
  await longAfterTheirEnquiry();
  await pastLines();
  await practice.ask('POST', `/clients/${cleo}/merge`, { intoClientId: anna });
  const [one] = told.seen.filter(({ id }) => id === anna);
  if (one) one.at = one.contact = ago(450);
  told.seen.splice(
    told.seen.findIndex(({ id }) => id === cleo),
    1,
  );
}

/** Said to have searched, and it was Kim. */
async function correctedToKim(): Promise<void> {
  const id = await told.came({ at: ago(50), kind: 'search' });
  const kims = await told.source('professional', 'Kim', { professionalId: kim.id });
  const { source } = await practice.ask('GET', `/clients/${id}`);
  await practice.ask('POST', `/source-log/${source.number}/corrections`, { sourceId: kims });
  Object.assign(told.seen.find((one) => one.id === id) ?? {}, { kind: 'professional', ref: kim.id });
}

/** In touch two months before the first session; and a session that the enquiry did not know of. */
async function longAfterTheirEnquiry(): Promise<void> {
  const { id } = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Uma' },
    sourceKind: 'advert',
    via: 'phone',
    receivedAt: iso(ago(80)),
  });
  for (const [stage, days] of [
    ['contacted', 79],
    ['booked', 78],
  ] as const)
    await practice.ask('POST', `/enquiries/${id}/progress`, { stage, at: iso(ago(days)) });
  const { clientId } = await practice.ask('POST', `/enquiries/${id}/progress`, {
    stage: 'attended',
    at: iso(ago(19)),
  });
  await told.session(clientId, ago(21));
  const one: Seen = { id: clientId, at: ago(21), contact: ago(80), kind: 'advert', ref: null, parent: null };
  told.seen.push(one);
}

/** A past source of somebody, and three of nobody here: one too long ago, one by a client. */
async function pastLines(): Promise<void> {
  const at = ago(120);
  const { id } = await practice.client({ externalRef: 'past-1' });
  await practice.ask('PATCH', `/clients/${anna}`, { externalRef: 'anna' });
  await told.session(id, at);
  await told.past([
    `past-1,${iso(ago(150))},event,,`,
    `,${iso(ago(110))},professional,Elm Surgery,`,
    `,${iso(ago(YEAR + 1))},professional,Elm Surgery,`,
    `,${iso(ago(251))},,,anna`,
  ]);
  told.seen.push({ id, at, contact: ago(150), kind: 'event', ref: null, parent: null });
  told.unnamedPast.push(
    { at: ago(110), kind: 'professional', ref: elm },
    { at: ago(YEAR + 1), kind: 'professional', ref: elm },
    { at: ago(251), kind: 'client', ref: anna },
  );
  told.made.push({ by: anna, at: ago(251), past: true });
}

async function referrals(): Promise<void> {
  const annas = (await practice.ask('GET', '/sources?kind=client')).items.find(
    ({ clientId }: Json) => clientId === anna,
  );
  for (const days of [440, 450 - YEAR + 1 / 24, 450 - YEAR - 1 / 24])
    await told.refer({ clientId: anna }, ago(days));
  await told.told(anna, ago(200));
  const unclear = await practice.refer({ referrer: { firstName: 'Ann' }, receivedAt: iso(ago(301)) });
  await practice.ask('POST', `/source-log/${unclear.number}/corrections`, { sourceId: annas.id });
  told.made.push({ by: anna, at: ago(301) });
  for (const days of [90, 100]) await told.refer({ clientId: ben }, ago(days));
  for (const days of [5, 15, 25]) {
    const { id } = await told.refer({ clientId: dora }, ago(days));
    if (days === 5) await practice.ask('POST', `/referrals/${id}/acknowledgement`, { byHand: 'phone' });
  }
  for (const days of [3, 4])
    await told.refer({ clientId: eve }, ago(days), { learnedFrom: 'enquirer', mayThank: false });
  for (const days of [12, 13, 14]) await told.refer({ professionalId: jo.id }, ago(days));
  await told.refer({ professionalId: kim.id }, ago(14));
  await told.erase({ clientId: ben });
}

const report = (name: string, query = '', by = practice): Promise<Json> =>
  by.ask('GET', `/reports/${name}${query}`);

/** New clients and past ones that nobody knows by name, in this time. */
function cameBetween(from: number, to: number): { kind: string; ref: string | null; at: number }[] {
  return [...told.seen, ...told.unnamedPast].filter(({ at }) => at >= from && at < to);
}

function tally<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), 1 + (counts.get(keyOf(one)) ?? 0));
  return counts;
}

test('concentration: each client or colleague is one source, whoever is erased or merged included (S62, §5.3)', async () => {
  const from = ago(300);
  const to = ago(5);
  for (const [query, came] of [
    ['', cameBetween(ago(YEAR), begun)],
    [`?from=${iso(from)}&to=${iso(to)}`, cameBetween(from, to)],
  ] as const) {
    const found = await report('concentration', query);

    const sent = came.filter(({ kind }) => PEOPLE.includes(kind));
    const named = tally(
      sent.filter(({ ref }) => ref !== null),
      ({ ref }) => String(ref),
    );
    const counts = [...named.values()].toSorted((one, other) => other - one);
    const n = counts.reduce((sum, one) => sum + one, 0);
    const hhi = counts.reduce((sum, one) => sum + (one / n) ** 2, 0);
    const known = came.filter(({ kind }) => !['unknown', 'not_said'].includes(kind));
    const byKind = tally(
      sent.filter(({ ref }) => ref !== null),
      ({ kind }) => kind,
    );

    expect(found.n).toBe(n);
    expect(found.rows.map(({ clients }: Json) => clients)).toEqual(counts);
    expect(found.rows[0]).toMatchObject({ source: { professionalId: jo.id, name: 'Jo Juniper' } });
    expect(found.rows.filter(({ source }: Json) => Object.keys(source).length === 1)).toMatchObject([
      { source: { kind: 'client' }, clients: named.get(ben) },
    ]);
    expect(found.rows.find(({ source }: Json) => source.clientId === anna)?.clients).toBe(named.get(anna));
    expect(found.rows.find(({ source }: Json) => source.sourceId === elm)?.clients).toBe(named.get(elm));
    expect(found.rows.find(({ source }: Json) => source.professionalId === kim.id)?.clients).toBe(1);
    expect(found.unnamed).toBe(sent.length - n);
    expect(Object.fromEntries(found.channels.map(({ kind, clients }: Json) => [kind, clients]))).toEqual(
      Object.fromEntries(
        tally(
          came.filter(({ kind }) => !PEOPLE.includes(kind)),
          ({ kind }) => kind,
        ),
      ),
    );
    expect(found.hhi).toBeCloseTo(hhi, 10);
    expect(found.effective).toBeCloseTo(1 / hhi, 10);
    expect(found.corrected).toBeCloseTo((n * hhi - 1) / (n - 1), 10);
    expect(found.top1.share).toBeCloseTo((counts[0] ?? 0) / n, 10);
    expect(found.buffer.share).toBeCloseTo(1 - (counts[0] ?? 0) / n, 10);
    expect(found.byKind.hhi).toBeCloseTo(
      [...byKind.values()].reduce((sum, one) => sum + (one / n) ** 2, 0),
      10,
    );
    expect(found.referralShare).toMatchObject({ k: sent.length, n: known.length });
    expect(found.overTime.reduce((sum: number, { clients }: Json) => sum + clients, 0)).toBe(n);
    expect(found.words).toBe(`as if ${(1 / hhi).toFixed(1)} equal sources`);
  }
});

test('concentration: who is first seen at the very beginning of the period is in it, at its very end not (§5b)', async () => {
  const [first, last] = told.seen
    .filter(({ ref }) => ref === jo.id)
    .toSorted((one, other) => one.at - other.at);
  if (!first || !last) throw new Error('Jo sent several.');

  const found = await report('concentration', `?from=${iso(first.at)}&to=${iso(last.at)}`);

  expect(found.n).toBe(
    cameBetween(first.at, last.at).filter(({ kind, ref }) => PEOPLE.includes(kind) && ref !== null).length,
  );
  expect(found.rows.find(({ source }: Json) => source.professionalId === jo.id).clients).toBe(1);
});

test('concentration: the practice sets from which share of the largest it is told (S62)', async () => {
  const usual = await report('concentration');
  await practice.changePolicy({ concentration: { watch: 0.1, alert: 0.2 } });
  const anxious = await report('concentration');
  await practice.changePolicy({ concentration: { watch: 0.9, alert: 1 } });
  const calm = await report('concentration');
  await practice.changePolicy({ concentration: { watch: 0.3, alert: 0.5 } });

  expect([usual.state, anxious.state, calm.state]).toEqual([
    'watch',
    'alert',
    calm.hhi >= 0.25 ? 'watch' : 'calm',
  ]);
});

test('generations: k counts children of the cohort within a year of their own parent, with its interval (S56, §5.5)', async () => {
  const found = await report('generations');

  const byId = new Map(told.seen.map((one) => [one.id, one]));
  const cohort = told.seen.filter(({ at }) => at >= ago(2 * YEAR) && at < ago(YEAR));
  const children = told.seen.filter(({ at, parent }) => {
    const by = cohort.find(({ id }) => id === parent);
    return by && at >= by.at && at <= by.at + YEAR * DAY_MS;
  });
  const generationOf = ({ kind, parent }: Seen): number | null => {
    if (['unknown', 'not_said', 'friend'].includes(kind)) return null;
    const by = parent === null ? null : byId.get(parent);
    if (by === null) return 0;
    const theirs = by ? generationOf(by) : null;
    return theirs === null ? null : theirs + 1;
  };
  const rows = tally(
    told.seen.filter(({ at }) => at >= ago(YEAR)),
    (one) => String(generationOf(one)),
  );
  const brought = tally(
    cohort.map(
      ({ id, at }) =>
        told.made.filter((one) => one.by === id && one.at >= at && one.at <= at + YEAR * DAY_MS).length,
    ),
    String,
  );

  expect(children).toHaveLength(5);
  expect(found.k).toMatchObject({ children: 5, cohort: { n: cohort.length }, value: 5 / cohort.length });
  // scipy: chi2.ppf(.1, 10)/2 = 2.4326, chi2.ppf(.9, 12)/2 = 9.2747
  expect(found.k.low * cohort.length).toBeCloseTo(2.4326, 3);
  expect(found.k.high * cohort.length).toBeCloseTo(9.2747, 3);
  expect(
    Object.fromEntries(found.rows.map(({ generation, clients }: Json) => [generation, clients])),
  ).toEqual(Object.fromEntries(rows));
  expect(
    Object.fromEntries(found.perClient.map(({ referrals: count, clients }: Json) => [count, clients])),
  ).toEqual(Object.fromEntries(brought));
});

test('projection: base × k with its range; below twenty clients neither is said (S55)', async () => {
  const { k } = await report('generations');
  const found = await report('projection');
  const before = await report('generations', `?to=${iso(ago(200))}`);
  const nothing = await report('projection', `?to=${iso(ago(200))}`);

  expect(found.rows).toEqual(
    [30, 50, 100].map((base) => ({
      base,
      newClients: base * k.value,
      low: base * k.low,
      high: base * k.high,
    })),
  );
  expect(before.k.cohort.n).toBeLessThan(20);
  expect(before.k).toMatchObject({ value: null, low: null, high: null });
  expect(nothing.rows[0]).toEqual({ base: 30, newClients: null, low: null, high: null });
});

const BEN = { kind: 'client' };
test('top referrers: five clients and five colleagues, who was never thanked and may be with a card (S28)', async () => {
  const found = await report('top-referrers');
  const own = await practice.as(['practitioner']);
  await practice.ask('PATCH', `/clients/${dora}`, { practitionerId: own.staffId });

  const inYear = told.made.filter(({ at }) => at >= ago(YEAR));
  const of = (who: string) => inYear.filter(({ by }) => by === who).length;
  expect(found.stillLearning).toBe(false);
  expect(found.n).toBe(inYear.length);
  expect(found.rows).toMatchObject([
    {
      referrer: { clientId: anna },
      referrals: of(anna),
      acknowledged: { k: 0, n: of(anna) - 1, ever: false },
      rank: 1,
      suggestion: 'handwritten_card',
    },
    {
      referrer: { clientId: dora },
      referrals: 3,
      acknowledged: { k: 1, n: 3, ever: true },
      rank: 2,
      suggestion: null,
    },
    {
      referrer: { clientId: eve },
      referrals: 2,
      acknowledged: { k: 0, n: 2, ever: false },
      rank: 3,
      suggestion: null,
    },
    { referrer: BEN, referrals: 2, rank: 3, suggestion: null },
    { referrer: { professionalId: jo.id }, referrals: 3, rank: 1, suggestion: 'handwritten_card' },
  ]);
  expect(found.rows[3].referrer).toEqual(BEN);
  expect((await report('top-referrers', '', own)).rows).toMatchObject([
    { referrer: { clientId: dora }, rank: 1 },
  ]);
});

test('top referrers: of those with equally many all are listed or none (S28)', async () => {
  const others = told.seen.filter(({ kind, at }) => kind === 'search' && at < ago(YEAR)).slice(0, 2);
  for (const { id } of others) for (const days of [6, 7]) await told.refer({ clientId: id }, ago(days));

  const { rows } = await report('top-referrers');

  expect(rows.map(({ referrer }: Json) => referrer.clientId ?? referrer.professionalId)).toEqual([
    anna,
    dora,
    jo.id,
  ]);
});

/** 5 intervals in 150 days (§5.4). */
async function monthly(gapDays: number): Promise<Professional> {
  const colleague = await practice.professional();
  for (let index = 0; index < 6; index++)
    await practice.refer({
      learnedFrom: 'professional_letter',
      via: 'letter',
      referrer: { professionalId: colleague.id },
      receivedAt: iso(ago(gapDays + 30 * index)),
      ...(index === 0
        ? { person: { firstName: 'Pat', email: `pat-${colleague.id}@example.org` }, personAgreed: true }
        : {}),
    });
  return colleague;
}

async function letters(...days: number[]): Promise<Professional> {
  const colleague = await practice.professional();
  for (const day of days) await told.refer({ professionalId: colleague.id }, ago(day));
  return colleague;
}

test('quiet sources: monthly letters are watched from day 88 and dried from day 124, each arrival once (S65, §5.4)', async () => {
  const [usual, watched, early, dried] = [
    await monthly(87),
    await monthly(88),
    await monthly(123),
    await monthly(124),
  ];
  const [few, fewer, atOnce] = [
    await letters(400, 180),
    await letters(400, 179.9),
    await letters(90, 90, 90, 90),
  ];
  const { id: enquiryId } = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Una' },
    via: 'phone',
    receivedAt: iso(ago(200)),
  });
  // Told later who sent her: two lines of the log, one arrival.
  await practice.ask('POST', '/intake', { enquiryId, referrer: { professionalId: few.id }, mayThank: false });
  const before = await report('quiet-sources');
  const stateOf = ({ id }: Professional) =>
    before.rows.find(({ source }: Json) => source.professionalId === id)?.state ?? null;

  expect([usual, watched, early, dried, few, fewer, atOnce].map(stateOf)).toEqual([
    null,
    'watch',
    'watch',
    'dried',
    'dormant',
    null,
    null,
  ]);
  const row = before.rows.find(({ source }: Json) => source.professionalId === dried.id);
  expect(row).toMatchObject({ intervals: 5, source: { kind: 'professional', name: 'Jo Juniper' } });
  expect(row.spanDays).toBeCloseTo(150, 5);
  expect(row.gapDays).toBeCloseTo(124, 2);
  expect(row.p0).toBeCloseTo((150 / 274) ** 5, 4);
  expect(row.share).toBeCloseTo(6 / before.n, 10);
  expect(before.rows.find(({ source }: Json) => source.professionalId === few.id).intervals).toBe(2);

  await practice.changePolicy({ quiet: { watch: 0.04, dried: 0.03 } });
  const later = await report('quiet-sources');
  expect(later.rows.map(({ source }: Json) => source.professionalId)).toEqual([few.id]);
  await practice.changePolicy({ quiet: { watch: 0.1, dried: 0.05 } });
});

test('a reading of who sent us people is noted, once an hour; figures without names are not (§4.3)', async () => {
  const reader = await practice.as(['desk']);
  for (const name of ['top-referrers', 'top-referrers', 'concentration', 'generations'])
    await report(name, '', reader);

  const noted = await inPractice(kindword, practice, ({ em }) =>
    em.execute<{ entity: string }[]>(
      "select entity from audit_entry where action = 'read_list' and staff_id = ? and entity like 'report/%'",
      [reader.staffId],
    ),
  );

  expect(noted.map(({ entity }) => entity).toSorted()).toEqual([
    'report/concentration',
    'report/top-referrers',
  ]);
});

const monthOf = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDate().toString().slice(0, 7);

test('spend: the same kind and month again replaces; another currency and a month to come are both named (S31)', async () => {
  const month = monthOf(begun);
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  const spent = {
    sourceKind: 'advert',
    month: monthOf(ago(80)),
    amountMinor: 9_001,
    minutes: 30,
    currency: 'GBP',
  };
  const post = (change: Json) => practice.call('POST', '/spend', { ...spent, ...change });

  const [first, again] = [await post({ amountMinor: 1 }), await post({})];
  const other = await post({ sourceKind: 'social', month, amountMinor: 500, minutes: undefined });
  await post({ sourceKind: 'gp', month: monthOf(ago(150)), amountMinor: 0, minutes: 45 });
  await post({ sourceKind: 'advert', month: monthOf(ago(2 * YEAR)), amountMinor: 70_000 });
  const wrong = await post({ currency: 'EUR', month: next });
  const negative = await post({ amountMinor: -1, minutes: -1 });
  const { items } = await practice.ask('GET', '/spend');
  const reader = await practice.as(['reviewer']);

  expect([first.status, again.status, other.status]).toEqual([201, 200, 201]);
  expect(again.body).toMatchObject({ id: first.body.id, ...spent });
  expect([wrong.status, wrong.body.errors.map(({ path }: Json) => path)]).toEqual([
    422,
    ['month', 'currency'],
  ]);
  expect([negative.status, negative.body.errors.map(({ path }: Json) => path)]).toEqual([
    422,
    ['amountMinor', 'minutes'],
  ]);
  expect(items).toHaveLength(4);
  expect(items.find(({ sourceKind }: Json) => sourceKind === 'social')).toMatchObject({ minutes: 0 });
  expect((await reader.call('GET', '/spend')).status).toBe(403);
});

test('acquisition cost: by the month of first contact, in cash and fully loaded, never without end (S50, §5.2)', async () => {
  await practice.changePolicy({ costs: { hourlyRateMinor: 3_333 } });
  const found = await report('acquisition-cost');

  const months = new Set<string>();
  for (let at = ago(YEAR); at < begun + DAY_MS; at += 12 * HOUR_MS) months.add(monthOf(Math.min(at, begun)));
  const contacted = [
    ...told.seen.map(({ kind, contact }) => ({ kind, at: contact })),
    ...told.unnamedPast,
  ].filter(({ at }) => months.has(monthOf(at)));
  const clients = tally(contacted, ({ kind }) => kind);
  const rowOf = (kind: string) => found.rows.find((row: Json) => row.kind === kind);
  const groupOf = (name: string) => found.groups.find((row: Json) => row.group === name);

  expect(found.n).toBe(contacted.length);
  for (const [kind, count] of clients) expect([kind, rowOf(kind)?.clients]).toEqual([kind, count]);
  expect(rowOf('advert')).toEqual({
    kind: 'advert',
    group: 'paid',
    clients: 1,
    cash: { minor: 9_001, perClientMinor: 9_001 },
    loaded: { minutes: 30, minor: 9_001 + 1_667, perClientMinor: 10_668 },
    words: '£90.01 (£106.68 with staff time) a client',
  });
  expect(rowOf('social')).toMatchObject({
    group: 'organic',
    clients: 0,
    cash: { minor: 500, perClientMinor: null },
    words: 'spend £5.00, 0 clients',
  });
  expect(groupOf('referral')).toMatchObject({
    clients: contacted.filter(({ kind }) => PEOPLE.includes(kind)).length,
    cash: { minor: 0, perClientMinor: 0 },
    loaded: { minutes: 45, minor: 2_500 },
  });
  await practice.changePolicy({ costs: { hourlyRateMinor: 2_500 } });
});

test.each([
  'concentration',
  'acquisition-cost',
  'generations',
  'projection',
  'top-referrers',
  'quiet-sources',
])('%s: nobody is named to who reads suppressed figures, and the desk reads all (§4.3)', async (name) => {
  const [reviewer, desk, privacy] = [
    await practice.as(['reviewer']),
    await practice.as(['desk']),
    await practice.as(['privacy']),
  ];
  const read = await report(name, '', reviewer);
  const text = JSON.stringify(read);
  const csv = await practice.call('GET', `/reports/${name}`, undefined, { accept: 'text/csv' });

  expect(read.suppressed).toBe(true);
  for (const one of [anna, dora, jo.id, 'Juniper', 'Rowan']) expect(text).not.toContain(one);
  expect((await report(name, '', desk)).suppressed).toBe(false);
  expect((await privacy.call('GET', `/reports/${name}`)).status).toBe(403);
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/csv')]);
  expect((await practice.call('GET', `/reports/${name}?by=stage`)).status).toBe(422);
});
