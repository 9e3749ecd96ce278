import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../support/clock.ts';
import { Client } from '../../entities/client.ts';
import { inPractice } from '../support/in-practice.ts';
import { importFile } from '../support/import-file.ts';
import { HIDDEN } from '../../policy/reports/hidden.ts';
import { conversion } from '../../reports/conversion.ts';
import { CONVERSION_MEASURES } from '../../reports/shared/conversion-counts.ts';
import { isCounted, type Question } from '../../reports/shared/report.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { randomOf } from '../support/random.ts';
import { until } from '../support/until.ts';
import { iso, somebody, tell, type Asked, type Sources } from './support/people-of-the-past.ts';

/** In another month than UTC for half of each day, and its clocks change. */
const ZONE = 'Pacific/Auckland';
const DAYS = 420;
const SEED = 20_261_130;
const CAUSES = ['hard_to_contact', 'not_resonating', 'not_top_of_mind', 'not_ready'] as const;
const STEPS = ['contacted', 'booked', 'attended', 'kept'] as const;

let kindword: TestKindword;
let practice: TestPractice;
let people: Asked[];
let sources: Sources;
const begun = Date.now();
const ago = (days: number) => begun - days * DAY_MS;

beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ timezone: ZONE, sending: 'rehearsal' });
  sources = await makeSources();
  people = await tellOfEverybody();
}, 240_000);
afterAll(() => kindword.stop());

async function makeSources(): Promise<Sources> {
  const { id: podcast } = await practice.ask('POST', '/sources', {
    kind: 'podcast',
    name: 'Quiet Minds, 12',
  });
  const { id: colleague } = await practice.professional();
  const { id: client } = await practice.client();
  const lines = await Promise.all(
    ['Adults', 'Couples'].map(async (name) => {
      const line = await practice.ask('POST', '/service-lines', {
        name,
        stages: [{ name: 'Start', phase: 'early' }],
      });
      return line.id;
    }),
  );
  const practitioners = [await practice.as(['practitioner']), await practice.as(['practitioner'])];
  return {
    named: [
      { body: { sourceId: podcast }, kind: 'podcast', ref: podcast },
      { body: { sourceKind: 'podcast' }, kind: 'podcast', ref: null },
      { body: { referrer: { professionalId: colleague } }, kind: 'professional', ref: colleague },
      { body: { referrer: { clientId: client } }, kind: 'client', ref: client },
      { body: { sourceKind: 'friend' }, kind: 'friend', ref: null },
      { body: { sourceKind: 'not_said' }, kind: 'not_said', ref: null },
      { body: {}, kind: 'unknown', ref: null },
    ],
    practitioners: practitioners.map(({ staffId }) => staffId),
    lines,
  };
}

/** Fifty at random, and everybody about whom two people might count differently. */
async function tellOfEverybody(): Promise<Asked[]> {
  const random = randomOf(SEED);
  const [podcast, , colleague, , , , unknown] = sources.named;
  if (!podcast || !colleague || !unknown) throw new Error('There are seven sources.');
  const base = { practitioner: sources.practitioners[0] ?? null, line: null };
  const long = ago(200);
  const edges: Parameters<typeof tell>[1][] = [
    // Booked 60 days after the first reply, and a second later.
    { ...base, source: podcast, at: long, contacted: long + HOUR_MS, booked: long + HOUR_MS + 60 * DAY_MS },
    {
      ...base,
      source: podcast,
      at: long,
      contacted: long + HOUR_MS,
      booked: long + HOUR_MS + 60 * DAY_MS + 1_000,
      attended: long + 70 * DAY_MS,
    },
    // Seen after 30 days, and a moment later; after 90, and a moment later.
    ...[30 * DAY_MS, 30 * DAY_MS + 1, 90 * DAY_MS, 90 * DAY_MS + 1].map((took) => ({
      ...base,
      source: colleague,
      at: long,
      contacted: long + HOUR_MS,
      booked: long + DAY_MS,
      attended: long + took,
      kept: long + took + DAY_MS,
    })),
    // Their diary knew of the first session before anybody reported it.
    {
      ...base,
      source: colleague,
      at: long,
      contacted: long + HOUR_MS,
      booked: long + DAY_MS,
      attended: long + 33 * DAY_MS,
      session: long + 29 * DAY_MS,
    },
    // Just settled, and not yet.
    { ...base, source: podcast, at: ago(60) - MINUTE_MS, contacted: ago(59) },
    { ...base, source: podcast, at: ago(60) + 30 * MINUTE_MS, contacted: ago(59) },
    // The same instant is the last of one month in London and the first of the next in Auckland.
    { ...base, source: unknown, at: Date.parse(monthEnd()), lost: 'not_top_of_mind' },
  ];
  const told: Asked[] = [];
  for (const edge of edges) told.push(await tell(practice, edge));
  for (let count = 0; count < 50; count += 1)
    told.push(await tell(practice, somebody(random, begun, DAYS, sources)));
  await correctSomebody(told, podcast);
  await eraseSomebody(told);
  return heedStalls(told);
}

function monthEnd(): string {
  const month = Temporal.Instant.fromEpochMilliseconds(ago(100)).toZonedDateTimeISO('UTC');
  return month.with({ day: 1, hour: 0, minute: 0 }).subtract({ hours: 1 }).toInstant().toString();
}

/** The latest correction of a line holds. */
async function correctSomebody(told: Asked[], { body, kind, ref }: Sources['named'][number]): Promise<void> {
  const one = told.find((person) => person.kind === 'unknown' && person.attended !== undefined);
  if (!one) throw new Error('Nobody of an unknown source has come.');
  const { source } = await practice.ask('GET', `/enquiries/${one.id}`);
  await practice.ask('POST', `/source-log/${source.number}/corrections`, { sourceKind: 'event' });
  await practice.ask('POST', `/source-log/${source.number}/corrections`, body);
  Object.assign(one, { kind, ref });
}

/** Who is erased still counts; nobody knows any more who sent them. */
async function eraseSomebody(told: Asked[]): Promise<void> {
  const one = told.find((person) => person.ref !== null && person.lost !== undefined);
  if (!one) throw new Error('Nobody with a named source was lost.');
  const { id } = await practice.ask('POST', '/erasures', { enquiryId: one.id });
  await until(async () => (await practice.ask('GET', `/erasures/${id}`)).status === 'done');
  one.ref = null;
}

/** What is open lasts too long: that is noted by itself, with its cause, which is read where staff read it. */
async function heedStalls(told: Asked[]): Promise<Asked[]> {
  for (const one of told.filter(({ lost, attended }) => lost === undefined && attended === undefined)) {
    const noted = await until(async () => {
      const { timeline } = await practice.ask('GET', `/enquiries/${one.id}`);
      return timeline.findLast(({ what }: Json) => what === 'stalled');
    });
    one.stalled = noted.why;
  }
  return told;
}

const report = (name: string, query = '') => practice.ask('GET', `/reports/${name}?${query}`);
const within = (from: number, to: number) => (one: Asked) => one.at >= from && one.at < to;
const YEAR: [number, number] = [begun - 365 * DAY_MS, begun + DAY_MS];
const asQuery = ([from, to]: [number, number]) => `from=${iso(from)}&to=${iso(to)}`;

/** What each grouping tells people apart by, as the answer names it. */
const GROUPS: Record<string, { of: (one: Asked) => string; in: (row: Json) => string }> = {
  practitioner: { of: (one) => one.practitioner ?? '', in: (row) => row.practitionerId ?? '' },
  service_line: { of: (one) => one.line ?? '', in: (row) => row.serviceLineId ?? '' },
  kind: { of: (one) => one.kind, in: (row) => row.kind },
  source: {
    of: (one) => `${one.kind} ${one.ref ?? ''}`,
    in: ({ source: { kind, sourceId, clientId, professionalId } }) =>
      `${kind} ${sourceId ?? clientId ?? professionalId ?? ''}`,
  },
  month: { of: (one) => monthOf(one.at), in: (row) => row.month },
};

function monthOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
}

/** How many steps somebody took: a booking later than 60 days after the first reply is none. */
function reached({ contacted, booked, attended, kept }: Asked): number {
  if (contacted === undefined) return 0;
  if (booked === undefined || booked - contacted > 60 * DAY_MS) return 1;
  if (attended === undefined) return 2;
  return kept === undefined ? 3 : 4;
}

const lossOf = ({ lost, stalled, attended }: Asked) =>
  attended === undefined ? (stalled ?? lost) : undefined;

function funnelOf(some: Asked[], now: number): Json[] {
  const settled = some.filter(({ at }) => at <= now - 60 * DAY_MS);
  const count = (list: Asked[], step: number) => list.filter((one) => reached(one) >= step).length;
  return ['in_touch', ...STEPS].map((step, index) => {
    const before = Math.max(0, index - 1);
    const lost = settled.filter((one) => index > 0 && reached(one) === before);
    return {
      step,
      n: count(some, index),
      ofPrevious: { k: count(settled, index), n: count(settled, before) },
      ofAll: { k: count(settled, index), n: settled.length },
      lost: lost.length,
      leaks: Object.fromEntries(
        CAUSES.map((cause) => [cause, lost.filter((one) => lossOf(one) === cause).length]),
      ),
    };
  });
}

test.each([null, 'practitioner', 'service_line', 'source', 'kind', 'month'])(
  'the funnel by %s: every step, with what was lost there and what it looked like (§5.1)',
  async (by) => {
    const answer = await report('funnel', `${asQuery(YEAR)}${by ? `&by=${by}` : ''}`);

    const now = Date.parse(answer.asOf);
    const some = people.filter(within(...YEAR));
    const groups = Map.groupBy(some, by ? (GROUPS[by]?.of ?? String) : () => '');
    const key = (row: Json): string => (by ? (GROUPS[by]?.in(row) ?? '') : '');
    expect(answer.rows).toHaveLength(5 * groups.size);
    for (const [group, ofGroup] of groups)
      expect(answer.rows.filter((row: Json) => key(row) === group)).toMatchObject(funnelOf(ofGroup, now));
    const maturing = some.filter(({ at }) => at > now - 60 * DAY_MS);
    expect(answer).toMatchObject({ n: some.length, maturing: maturing.length, suppressed: false });
  },
);

test('who is in touch on the first or the last instant of a period is in it or not (api.md)', async () => {
  const [one] = people.filter(({ at }) => at < ago(80));
  if (!one) throw new Error('Nobody was in touch.');

  const first: [number, number] = [one.at, one.at + 1];
  const before: [number, number] = [one.at - 30 * DAY_MS, one.at];
  const counts = await Promise.all([first, before].map((period) => report('funnel', asQuery(period))));

  const expected = [first, before].map((period) => people.filter(within(...period)).length);
  expect(counts.map(({ n }) => n)).toEqual(expected);
  expect(expected[0]).toBeGreaterThan(0);
});

test('by month there is a run chart of whole months, and a month is one of the practice’s zone (§5.7a)', async () => {
  const { series } = await report('funnel', `${asQuery([ago(400), begun])}&by=month`);

  const months = Map.groupBy(people.filter(within(ago(400), begun)), ({ at }) => monthOf(at));
  const whole = [...months.keys()]
    .toSorted()
    .filter((month) => month !== monthOf(ago(400)) && month !== monthOf(begun));
  expect(series.points.filter(({ n }: Json) => n > 0)).toEqual(
    whole.map((month) => ({ month, n: months.get(month)?.length })),
  );
  const first = series.points.slice(0, 12).map(({ n }: Json) => n);
  expect(series.mean).toBeCloseTo(first.reduce((sum: number, n: number) => sum + n, 0) / 12, 9);
});

test('the hours to the first reply are elapsed ones, of all who had one (§5.1)', async () => {
  const { medianHours, p90Hours } = await report('funnel', asQuery(YEAR));

  const hours = people
    .filter(within(...YEAR))
    .flatMap(({ at, contacted }) => (contacted === undefined ? [] : (contacted - at) / HOUR_MS));
  expect(medianHours).toBeCloseTo(quantile(hours, 0.5), 6);
  expect(p90Hours).toBeCloseTo(quantile(hours, 0.9), 6);
});

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}

/** The earlier of what was reported and what the diary knew. */
const tookOf = ({ at, attended, session }: Asked) =>
  attended === undefined ? null : Math.min(attended, session ?? attended) - at;

function conversionOf(some: Asked[], now: number): Json {
  const rate = (days: number, took = Infinity) => {
    const old = some.filter(({ at }) => at <= now - days * DAY_MS);
    return { k: old.filter((one) => (tookOf(one) ?? Infinity) <= took).length, n: old.length };
  };
  const days = some.flatMap((one) => tookOf(one) ?? []).map((took) => took / DAY_MS);
  const fits = (fit: string) => some.filter((one) => one.fit === fit).length;
  const came = some.filter(({ at, attended }) => at <= now - 60 * DAY_MS && attended !== undefined);
  return {
    asked: some.length,
    within30: rate(30, 30 * DAY_MS),
    within90: rate(90, 90 * DAY_MS),
    ever: { k: came.length, n: rate(60).n },
    daysToConversion: {
      n: days.length,
      median: days.length === 0 ? null : expect.closeTo(quantile(days, 0.5), 6),
      p90: days.length === 0 ? null : expect.closeTo(quantile(days, 0.9), 6),
    },
    fit: { ideal: fits('ideal'), workable: fits('workable'), not_fit: fits('not_fit') },
  };
}

test.each(['source', 'kind', 'practitioner', 'service_line'])(
  'conversion by %s: within 30 and 90 days, ever, how soon, and how it was before (S27)',
  async (by) => {
    const period: [number, number] = [ago(250), begun];
    const answer = await report('conversion', `${asQuery(period)}&by=${by}`);

    const now = Date.parse(answer.asOf);
    const some = people.filter(within(...period));
    const earlier: [number, number] = [2 * period[0] - period[1], period[0]];
    const groups = Map.groupBy(some, GROUPS[by]?.of ?? String);
    expect(answer).toMatchObject({ n: some.length, by, suppressed: false });
    expect(answer.rows).toHaveLength(groups.size);
    for (const row of answer.rows) {
      const group = GROUPS[by]?.in(row) ?? '';
      const before = people.filter(within(...earlier)).filter((one) => GROUPS[by]?.of(one) === group);
      const { asked, ever } = conversionOf(before, now);
      expect(row).toMatchObject({
        ...conversionOf(groups.get(group) ?? [], now),
        before: { from: iso(earlier[0]), to: iso(earlier[1]), asked, ever },
      });
    }
  },
);

test.each([null, 'source', 'practitioner'])(
  'leaks by %s: lost or stalled, by what it looks like (S80)',
  async (by) => {
    const answer = await report('leaks', `${asQuery(YEAR)}${by ? `&by=${by}` : ''}`);

    const some = people.filter(within(...YEAR));
    const groups = Map.groupBy(some, by ? (GROUPS[by]?.of ?? String) : () => '');
    const causes = (list: Asked[], cause: string) => ({
      lost: list.filter((one) => one.lost === cause).length,
      stalled: list.filter((one) => one.stalled === cause).length,
    });
    expect(answer.rows).toHaveLength(4 * groups.size);
    for (const { cause, lost, stalled, ...row } of answer.rows) {
      const group = by ? (GROUPS[by]?.in(row) ?? '') : '';
      expect({ group, cause, lost, stalled }).toEqual({
        group,
        cause,
        ...causes(groups.get(group) ?? [], cause),
      });
    }
    expect(answer).toMatchObject({
      n: some.length,
      seen: some.filter(({ attended }) => attended !== undefined).length,
      introductions: { n: 0 },
    });
  },
);

test('introductions are what referrers said in their own words; a letter is none, nor is "I’ve told someone" (S80)', async () => {
  const own = await kindword.practice({ timezone: ZONE, sending: 'rehearsal' });
  const { id: clientId } = await own.client();
  const { id: professionalId } = await own.professional();
  const said = (firstName: string, receivedAt: number, change = {}) =>
    own.refer({ referrer: { clientId }, person: { firstName }, receivedAt: iso(receivedAt), ...change });
  const { id: enquiryId } = await own.ask('POST', '/enquiries', {
    person: { firstName: 'Di' },
    via: 'phone',
  });
  await said('Ada', ago(28) - MINUTE_MS);
  await said('Bo', ago(28) + 30 * MINUTE_MS);
  await said('Di', ago(50), { enquiryId });
  await said('Ed', ago(40), {
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId },
  });
  const told = await said('Fay', ago(40));
  await asOwner(kindword.ownerUrl, `update referral set kind = 'told' where id = '${told.id}'`);

  const leaks = await own.ask('GET', '/reports/leaks?by=source');
  const funnel = await own.ask('GET', '/reports/funnel?by=source');

  const introductions = { n: 3, followed: 1, notFollowed: 1, waiting: 1 };
  expect([leaks.introductions, funnel.introductions]).toEqual([introductions, introductions]);
  const notReady = leaks.rows.find(({ cause, source }: Json) => cause === 'not_ready' && source.clientId);
  expect(notReady).toMatchObject({ source: { kind: 'client', clientId, name: 'Robin Rowan' }, lost: 1 });
});

test('when a client was new follows whatever becomes known, later or otherwise (§5b)', async () => {
  const { id } = await practice.client();
  const say = (days: number) =>
    practice.ask('POST', `/clients/${id}/sessions`, { at: iso(ago(days)), status: 'attended' });
  const seen: unknown[] = [];
  const look = async () => seen.push(await firstOf(id));

  await look();
  await say(10);
  await look();
  const earlier = await say(12);
  await look();
  await practice.ask('PATCH', `/clients/${id}/sessions/${earlier.id}`, { at: iso(ago(11)) });
  await look();
  await practice.ask('PATCH', `/clients/${id}/sessions/${earlier.id}`, { status: 'cancelled' });
  await look();

  expect(seen).toEqual([null, ...[10, 12, 11, 10].map((days) => iso(ago(days)))]);
  expect(await notAsTheirFacts(practice)).toEqual([]);
});

function firstOf(id: string): Promise<string | null> {
  return inPractice(kindword, practice, async ({ em }) => {
    const { firstAttendedAt } = await em.findOneOrFail(Client, { id });
    return firstAttendedAt?.toISOString() ?? null;
  });
}

/** Clients of whom another first moment is kept than their sessions and enquiries say. */
function notAsTheirFacts(own: TestPractice): Promise<unknown[]> {
  return inPractice(kindword, own, ({ em }) =>
    em.execute(`select c.id, c.first_attended_at, min(seen.at) from client c left join (
        select s.client_id, s.at from client_session s where s.status = 'attended'
        union all select e.client_id, e.attended_at from enquiry e where e.attended_at is not null) seen on seen.client_id = c.id
      group by c.practice_id, c.id having c.first_attended_at is distinct from min(seen.at)`),
  );
}

/** Sessions by client, with their state, in milliseconds. */
type Diary = Record<string, [number, string][]>;

async function importDiary(own: TestPractice, diary: Diary): Promise<Record<string, string>> {
  const names = Object.keys(diary);
  const rows = names.flatMap((ref) => (diary[ref] ?? []).map(([at, state]) => `${ref},${iso(at)},${state}`));
  await importFile(own, 'clients', ['Client ID,First name', ...names.map((ref) => `${ref},Name`)]);
  const { body } = await importFile(own, 'sessions', ['clientRef,at,status', ...rows]);
  expect(body).toMatchObject({ created: rows.length, errors: [] });
  const { items } = await own.ask('GET', '/clients?limit=200');
  return Object.fromEntries(items.map(({ externalRef, id }: Json) => [externalRef, id]));
}

test('completeness goes by the week of the first attendance; who came in a file counts too (S23, S29)', async () => {
  const own = await kindword.practice({ timezone: ZONE, sending: 'rehearsal' });
  const monday = mondayBefore(ago(21));
  const attended = (...at: number[]): [number, string][] => at.map((one) => [one, 'attended']);
  const fresh = await own.ask('GET', '/reports/completeness');
  const ids = await importDiary(own, {
    long: attended(ago(200), ago(20)),
    onMonday: attended(monday, monday + DAY_MS),
    onSunday: attended(monday - 1),
    missed: [
      [monday + DAY_MS, 'dna'],
      [monday + 8 * DAY_MS, 'attended'],
    ],
    never: [[monday + DAY_MS, 'cancelled']],
    erased: attended(monday + 2 * DAY_MS),
    away: attended(monday + 9 * DAY_MS),
    into: attended(monday + 3 * DAY_MS),
  });
  await importFile(own, 'source-log', [
    'Client ID,Referral date,Referral source,Via',
    `onMonday,${iso(ago(30)).slice(0, 10)},Google,web`,
    `erased,${iso(ago(30)).slice(0, 10)},Prefer not to say,`,
  ]);
  await own.ask('POST', `/clients/${ids['away']}/merge`, { intoClientId: ids['into'] });
  const { id: erasure } = await own.ask('POST', '/erasures', { clientId: ids['erased'] });
  await until(async () => (await own.ask('GET', `/erasures/${erasure}`)).status === 'done');

  const answer = await own.ask('GET', '/reports/completeness');
  const clipped = await own.ask('GET', `/reports/completeness?${asQuery([monday, monday + DAY_MS])}`);

  const week = (weeks: number) =>
    Temporal.Instant.fromEpochMilliseconds(monday)
      .toZonedDateTimeISO(ZONE)
      .toPlainDate()
      .add({ weeks })
      .toString();
  expect(fresh).toMatchObject({ n: 0, rows: [], state: 'still_learning', stillLearning: true });
  expect(answer.rows.filter(({ newClients }: Json) => newClients > 0).slice(1)).toEqual([
    { week: week(-1), over: true, newClients: 1, answered: 0, share: 0 },
    { week: week(0), over: true, newClients: 3, answered: 2, share: expect.closeTo(2 / 3, 9) },
    { week: week(1), over: true, newClients: 1, answered: 0, share: 0 },
  ]);
  expect(answer).toMatchObject({
    n: 6,
    answered: 2,
    state: 'incomplete',
    stillLearning: true,
    lastThirteenWeeks: { newClients: 5, answered: 2, share: 0.4 },
  });
  expect(clipped).toMatchObject({ n: 1, answered: 1, state: 'incomplete', rows: [{ week: week(0) }] });
  expect(await notAsTheirFacts(own)).toEqual([]);
});

function mondayBefore(ms: number): number {
  const then = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).toPlainDate();
  return then.subtract({ days: then.dayOfWeek - 1 }).toZonedDateTime(ZONE).epochMilliseconds;
}

test('kept: of whom were seen twice, who came a third time or ended as planned after exactly two (S53)', async () => {
  const own = await kindword.practice({ timezone: ZONE, sending: 'rehearsal' });
  const [from, to] = [ago(300), ago(61)];
  const seen = (...at: number[]): [number, string][] => at.map((one) => [one, 'attended']);
  const ids = await importDiary(own, {
    thrice: seen(ago(310), ago(290), ago(3)),
    twice: seen(ago(310), ago(290)),
    planned: seen(ago(310), ago(290)),
    dropped: seen(ago(310), ago(290)),
    plannedAfterOne: seen(ago(290)),
    // The second time was missed, and the third is the second attended.
    missed: [...seen(ago(310), ago(200)), [ago(250), 'dna']],
    onFrom: seen(ago(310), from),
    onTo: seen(ago(310), to),
    settled: seen(ago(310), ago(60) - MINUTE_MS),
    notSettled: seen(ago(310), ago(60) + 30 * MINUTE_MS, ago(2)),
  });
  await importFile(own, 'source-log', [
    'Client ID,Referral date,Referral source,Via',
    `thrice,${iso(ago(330)).slice(0, 10)},Google,web`,
  ]);
  const end = (who: string, ending: string) =>
    own.ask('POST', `/clients/${ids[who]}/discharge`, { ending, on: iso(ago(280)).slice(0, 10) });
  await end('planned', 'planned_partly');
  await end('dropped', 'drop_out');
  await end('plannedAfterOne', 'planned_met');

  const answer = await own.ask('GET', `/reports/kept?${asQuery([from, to])}&by=kind`);
  const all = await own.ask('GET', '/reports/kept?by=kind');

  const found = (rows: Json[]) => Object.fromEntries(rows.map(({ kind, kept }) => [kind, [kept.k, kept.n]]));
  expect(found(answer.rows)).toEqual({ search: [1, 1], unknown: [1, 5] });
  expect(answer.n).toBe(6);
  expect(found(all.rows)).toEqual({ search: [1, 1], unknown: [1, 7] });
});

test('the biggest drop is the step before a first session at which most were lost, with its likeliest cause', async () => {
  const { biggestDrop, rows } = await report('funnel', asQuery(YEAR));

  const lossy = rows.filter(({ step }: Json) => step !== 'in_touch' && step !== 'kept');
  const [most] = lossy.toSorted((one: Json, other: Json) => other.lost - one.lost);
  const [cause] = CAUSES.toSorted((one, other) => most.leaks[other] - most.leaks[one]);
  expect(biggestDrop).toEqual({ step: most.step, cause });
});

test('nothing is ranked while it is still learning, colleagues never, and sources only where they clearly differ (S29, S60)', () => {
  const counts = (over90: number, came: number) =>
    ({ ...NOBODY, over90, over90_within30: came, over90_within90: came, over90_ever: came }) as const;
  const rows = [
    { group: { kind: 'podcast' }, counts: counts(40, 30) },
    { group: { kind: 'search' }, counts: counts(40, 4) },
    { group: { kind: 'advert' }, counts: counts(40, 5) },
    { group: { kind: 'unknown' }, counts: counts(40, 0) },
  ].map((row) => ({ ...row, before: null, also: null }));
  const ranks = (change: object) => {
    if (!isCounted(conversion)) throw new Error('It is made from counts.');
    const shown = { rows, total: counts(160, 39), also: null, by: 'kind' as const, stillLearning: false };
    const question = { period: { from: new Date(ago(365)), to: new Date(begun) } } as Question; // oxlint-disable-line typescript/no-unsafe-type-assertion -- it reads no more
    return conversion.shape({ ...shown, ...change }, question).rows.map((row: Json) => row.rank);
  };

  expect(ranks({})).toEqual([1, 2, 2, null]);
  expect(ranks({ stillLearning: true })).toEqual([null, null, null, null]);
  expect(ranks({ by: 'practitioner' })).toEqual([null, null, null, null]);
  expect(ranks({ rows: rows.map((row) => ({ ...row, counts: { ...row.counts, over90: HIDDEN } })) })).toEqual(
    [null, null, null, null],
  );
});

const NOBODY = Object.fromEntries(CONVERSION_MEASURES.map((measure) => [measure, 0]));
