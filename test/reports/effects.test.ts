import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { Referral } from '../../entities/referral.ts';
import { eraseClient, eraseReferrer } from '../../facts/privacy/erase-records.ts';
import { letGo } from '../../facts/referrals/personal-acknowledgement.ts';
import { recordSelfReported } from '../../facts/referrals/self-reported-referral.ts';
import { INSTRUMENTS, type Instrument } from '../../policy/clients/instruments.ts';
import { CREDITED_BY, type CreditedBy } from '../../policy/referrals/prompted-by.ts';
import { LATE_REASONS, type LateReason } from '../../policy/referrals/late-reason.ts';
import { quantile } from './support/quantile.ts';
import { DAY_MS, HOUR_MS } from '../support/clock.ts';
import { importFile } from '../support/import-file.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { randomOf } from '../support/random.ts';

const ZONE = 'Pacific/Auckland';
const NOW = Date.now();
const iso = (at: number) => new Date(at).toISOString();
const monthOf = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
const monthStart = (monthsAgo: number): number =>
  Temporal.Instant.fromEpochMilliseconds(NOW)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .with({ day: 1 })
    .subtract({ months: monthsAgo })
    .toZonedDateTime(ZONE).epochMilliseconds;

/** Nothing is sent and nothing is erased but by the test itself. */
let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
});
afterAll(() => kindword.stop());

const reads = (who: TestPractice, report: string, query: Record<string, string> = {}): Promise<Json> =>
  who.ask('GET', `/reports/${report}?${new URLSearchParams(query)}`);
const change = (...statements: string[]) => asOwner(kindword.ownerUrl, statements.join('; '));

const FATES = [
  'in_time',
  'late',
  'overdue',
  'bounced',
  'let_go',
  'unknown',
  'unknown_closed',
  'not_permitted',
  'waiting',
  'rehearsed',
] as const;
type Fate = (typeof FATES)[number];
type Thanks = { at: number; kind: string; fate: Fate; hours: number; byHand: boolean; reason: LateReason };

describe('whether people are thanked (GET /reports/acknowledgement)', () => {
  let practice: TestPractice;
  const told: Thanks[] = [];
  const period = { from: iso(monthStart(4)), to: iso(NOW - HOUR_MS) };

  beforeAll(async () => {
    practice = await kindword.practice({ timezone: ZONE });
    await change(
      `update practice set sending_since = now() - interval '1 year' where id = '${practice.practiceId}'`,
    );
    const [client, colleague] = [await practice.client(), await practice.professional()];
    const random = randomOf(7);
    const moments = [monthStart(4), monthStart(2) - 1, monthStart(2), NOW - HOUR_MS, monthStart(4) - 1];
    for (let index = 0; index < 44; index += 1) {
      const fate = FATES[index % FATES.length] ?? 'late';
      const age =
        fate === 'waiting' ? 2 * HOUR_MS + random.upTo(40 * HOUR_MS) : (3 + random.upTo(100)) * DAY_MS;
      const at = index >= FATES.length * 4 ? NOW - age : (moments[index] ?? NOW - age);
      told.push(
        await tell(
          { at, fate, hours: hoursOf(fate, random.next()), byHand: random.chance(0.5) },
          random.chance(0.5),
        ),
      );
    }
    await thingsThatCountNowhere();

    async function tell(said: Omit<Thanks, 'kind' | 'reason'>, byColleague: boolean): Promise<Thanks> {
      const { at, fate, hours, byHand } = said;
      const nobody = fate === 'unknown' || fate === 'unknown_closed';
      const referral = await practice.refer({
        receivedAt: iso(at),
        ...(nobody ? { learnedFrom: 'enquirer', mayThank: true, referrer: { firstName: 'Sarah' } } : {}),
        ...(fate === 'not_permitted' ? { learnedFrom: 'enquirer', mayThank: false } : {}),
        ...(nobody
          ? {}
          : {
              referrer:
                byColleague && fate !== 'not_permitted'
                  ? { professionalId: colleague.id }
                  : { clientId: client.id },
            }),
      });
      const { id, number } = referral;
      const act = (body: unknown) => practice.ask('POST', `/referrals/${id}/acknowledgement`, body);
      const thanked = `thanked_at = clock_started_at + interval '${hours * HOUR_MS} milliseconds'`;
      const here = `where id = '${id}'`;
      if (fate === 'in_time' || fate === 'late') {
        await act({ byHand: 'phone' });
        const automatic = `, status = 'sent', thanked_by = null, late_reason = case when ${hours} > 48 then 'program_down' end`;
        await change(`update referral set ${thanked} ${byHand ? '' : automatic} ${here}`);
      }
      if (fate === 'bounced')
        await change(
          `update referral set status = 'needs_person', needs_person = 'bounced', recorded_at = received_at ${here}`,
          `insert into referral_event (practice_id, id, referral_id, what, at)
             values ('${practice.practiceId}', '${randomUUID()}', '${id}', 'bounced', now())`,
        );
      if (fate === 'let_go') await inPractice(kindword, practice, (tx) => letGo(tx, id));
      if (fate === 'unknown_closed') await practice.ask('POST', `/referrals/${id}/match`, { nobody: true });
      if (fate === 'rehearsed') await change(`update referral set status = 'would_send', ${thanked} ${here}`);
      let kind = nobody ? 'other' : byColleague && fate !== 'not_permitted' ? 'professional' : 'client';
      if (number % 7 === 0) {
        for (const sourceKind of ['search', 'gp'])
          await practice.ask('POST', `/source-log/${number}/corrections`, { sourceKind });
        kind = 'gp';
      }
      return { ...said, kind, reason: reasonOf(said) };
    }

    async function thingsThatCountNowhere(): Promise<void> {
      await importFile(practice, 'clients', 'Client ID,First name\n1,Sam\n');
      const past = Temporal.Instant.fromEpochMilliseconds(NOW - 40 * DAY_MS)
        .toString()
        .slice(0, 10);
      await importFile(practice, 'source-log', ['Client ID,Referral date,Source kind', `1,${past},client`]);
      await inPractice(kindword, practice, (tx) => recordSelfReported(tx, client.id, 48 * HOUR_MS));
    }
  }, 60_000);

  function hoursOf(fate: Fate, chance: number): number {
    if (chance < 0.2) return fate === 'late' ? 48 + 1 / HOUR_MS : 48;
    return fate === 'late' ? 49 + chance * 90 : chance * 47;
  }

  function reasonOf({ fate, byHand }: Pick<Thanks, 'fate' | 'byHand'>): LateReason {
    if (fate === 'bounced') return 'mail_refused';
    return fate === 'late' && !byHand ? 'program_down' : 'logged_late';
  }

  function figuresOf(all: readonly Thanks[]): Json {
    const list = all.filter(({ fate }) => fate !== 'rehearsed');
    const of = (...fates: Fate[]) => list.filter(({ fate }) => fates.includes(fate));
    const thanked = of('in_time', 'late');
    const late = of('late', 'overdue', 'bounced');
    const hours = thanked.map((one) => one.hours);
    const unknown = of('unknown', 'unknown_closed').length;
    const notPermitted = of('not_permitted').length;
    return {
      received: list.length,
      permitted: list.length - notPermitted,
      within48: expect.objectContaining({
        k: of('in_time').length,
        n: of('in_time', 'let_go').length + late.length,
      }),
      late: late.length,
      lateReasons: Object.fromEntries(
        LATE_REASONS.map((reason) => [reason, late.filter((one) => one.reason === reason).length]),
      ),
      automatic: thanked.filter(({ byHand }) => !byHand).length,
      byHand: thanked.filter(({ byHand }) => byHand).length,
      notPermitted,
      unknown,
      letGo: of('let_go').length,
      waiting: of('waiting').length,
      p50Hours: close(quantile(hours, 0.5)),
      p90Hours: close(quantile(hours, 0.9)),
    };
  }

  test.each(['month', 'kind'] as const)('S32 S37: thanked or not, and why not, by %s', async (by) => {
    const report = await reads(practice, 'acknowledgement', { ...period, by });

    const inTime = told.filter(({ at }) => at >= Date.parse(period.from) && at < Date.parse(period.to));
    const groups = Map.groupBy(
      inTime.filter(({ fate }) => fate !== 'rehearsed'),
      ({ at, kind }) => (by === 'month' ? monthOf(at) : kind),
    );
    expect(told.length - inTime.length).toBe(2);
    expect(report).toMatchObject({
      n: inTime.filter(({ fate }) => fate !== 'rehearsed').length,
      suppressed: false,
      by,
    });
    expect(report).toMatchObject(figuresOf(inTime));
    expect(report.rows).toEqual(
      [...groups]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([group, list]) => ({ [by]: group, ...figuresOf(list) })),
    );
    const all = figuresOf(inTime);
    expect(report.words).toBe(
      `thanked ${all.automatic + all.byHand} of ${all.received} who sent someone (${all.notPermitted} not permitted, ${all.unknown} unknown, ${all.letGo} let go, ${inTime.filter(({ fate }) => fate === 'overdue' || fate === 'bounced').length} overdue, ${all.waiting} not due yet)`,
    );
  });

  test('whoever was erased still counts', async () => {
    const before = await reads(practice, 'acknowledgement', period);
    await inPractice(kindword, practice, async (tx) => {
      for (const referral of await tx.em.find(Referral, { status: 'sent' }))
        await eraseReferrer(tx, referral);
    });

    expect(await reads(practice, 'acknowledgement', period)).toEqual({ ...before, asOf: expect.any(String) });
  });

  test('as CSV the same rows, and who reads suppressed figures reads that nothing is frozen yet', async () => {
    const json = await reads(practice, 'acknowledgement', { ...period, by: 'kind' });
    const csv = await practice.call(
      'GET',
      `/reports/acknowledgement?by=kind&from=${period.from}&to=${period.to}`,
      undefined,
      { accept: 'text/csv' },
    );
    const reviewer = await practice.as(['reviewer']);

    const [header, ...lines] = String(csv.body).trim().split('\n');
    expect(header?.split(',').slice(0, 5)).toEqual([
      'kind',
      'received',
      'permitted',
      'within48.k',
      'within48.n',
    ]);
    expect(lines).toHaveLength(json.rows.length);
    expect(await reads(reviewer, 'acknowledgement')).toMatchObject({
      n: null,
      rows: [],
      suppressed: true,
      late: null,
    });
  });
});

function close(value: number | null): unknown {
  return value === null ? null : expect.closeTo(value, 6);
}

const LEARNED: readonly { learnedFrom: string; by: CreditedBy | null }[] = [
  { learnedFrom: 'link', by: 'link' },
  { learnedFrom: 'referrer', by: 'own_statement' },
  { learnedFrom: 'enquirer', by: 'intake_match' },
];

type Prompt = {
  id: string;
  client: string;
  at: number;
  moment: string;
  carrier: string;
  version: string;
  reached: boolean;
};
type Sent = { client: string; at: number; by: CreditedBy | null };

describe('which moments lead to a referral (GET /reports/moments)', () => {
  let practice: TestPractice;
  const prompts: Prompt[] = [];
  const sent: Sent[] = [];
  const period = { from: iso(monthStart(9)), to: iso(NOW - HOUR_MS) };

  beforeAll(async () => {
    practice = await kindword.practice({ timezone: ZONE });
    const random = randomOf(11);
    const clients: string[] = [];
    for (let index = 0; index < 12; index += 1) clients.push((await practice.client()).id);
    for (const client of clients)
      for (const at of [
        NOW - (230 + random.upTo(60)) * DAY_MS,
        NOW - (120 + random.upTo(60)) * DAY_MS,
        NOW - (5 + random.upTo(60)) * DAY_MS,
      ])
        prompts.push(promptTo(client, at, random));
    const [first] = prompts;
    if (!first) throw new Error('no prompt');
    prompts.push(
      { ...first, id: randomUUID(), at: Date.parse(period.from) },
      { ...first, id: randomUUID(), at: Date.parse(period.from) - 1 },
    );
    await write(prompts);
    for (const { client, at } of prompts) {
      for (const after of [0, 10 * DAY_MS, 90 * DAY_MS, 90 * DAY_MS + 1, -1]) {
        if (!random.chance(0.35) || at + after > NOW) continue;
        const { learnedFrom, by } = LEARNED[random.upTo(LEARNED.length)] ?? {
          learnedFrom: 'link',
          by: 'link',
        };
        await practice.refer({ referrer: { clientId: client }, learnedFrom, receivedAt: iso(at + after) });
        sent.push({ client, at: at + after, by });
      }
    }
    await corrections(clients);
  }, 60_000);

  function promptTo(client: string, at: number, random: ReturnType<typeof randomOf>): Prompt {
    const moment = ['goal_reached', 'discharge'][random.upTo(2)] ?? '';
    return {
      id: randomUUID(),
      client,
      at,
      moment,
      carrier: moment === 'discharge' ? 'ending_note' : 'follow_up',
      version: String(1 + random.upTo(2)),
      reached: random.chance(0.85),
    };
  }

  /** As they stand once a note has gone, or has come back. */
  async function write(list: readonly Prompt[]): Promise<void> {
    const rows = list.flatMap(({ id, client, at, moment, carrier, version, reached }) => {
      const [message, when] = [randomUUID(), iso(at)];
      return [
        `insert into message (practice_id, id, key, purpose, template, client_id, carrier, status, delivery, due_at, send_id, attempts, checks, resent, sent_at, created_at, updated_at)
           values ('${practice.practiceId}', '${message}', '${message}', 'carrier', 'm21', '${client}', '${carrier}', 'sent', '${reached ? 'delivered' : 'bounced'}', '${when}', '${randomUUID()}', 1, 0, false, '${when}', '${when}', '${when}')`,
        `insert into milestone (practice_id, id, client_id, kind, occurred_on, practitioner_tick, recorded_via, status, carrier, carried_by_id, carried_at, prompt_template, prompt_version, created_at, updated_at)
           values ('${practice.practiceId}', '${id}', '${client}', '${moment}', '${when.slice(0, 10)}', false, 'staff', 'carried', '${carrier}', '${message}', '${when}', 'm1', '${version}', '${when}', '${when}')`,
      ];
    });
    await change(...rows);
  }

  /** Who somebody turned out to be counts: a line put right, twice; one record that was two; a person erased. */
  async function corrections(clients: string[]): Promise<void> {
    const [one = '', other = '', third = '', gone = ''] = clients;
    const wrong = await practice.refer({ referrer: { clientId: one }, receivedAt: iso(NOW - 2 * DAY_MS) });
    await practice.ask('POST', `/source-log/${wrong.number}/corrections`, { sourceKind: 'search' });
    await turnsOutToBe(wrong, other);
    sent.push({ client: other, at: NOW - 2 * DAY_MS, by: 'own_statement' });
    const twin = await practice.client();
    await turnsOutToBe(wrong, twin.id);
    await practice.ask('POST', `/clients/${twin.id}/merge`, { intoClientId: other });
    const letter = await practice.professional();
    await practice.refer({
      referrer: { professionalId: letter.id },
      learnedFrom: 'professional_letter',
      receivedAt: iso(NOW - 3 * DAY_MS),
    });
    await inPractice(kindword, practice, (tx) => recordSelfReported(tx, third, 48 * HOUR_MS));
    await inPractice(kindword, practice, async (tx) =>
      eraseClient(tx, await tx.em.findOneOrFail(Client, { id: gone })),
    );
  }

  async function turnsOutToBe({ number }: { number: number }, clientId: string): Promise<void> {
    const source = await practice.ask('POST', '/sources', { kind: 'client', name: randomUUID(), clientId });
    await practice.ask('POST', `/source-log/${number}/corrections`, { sourceId: source.id });
  }

  /** Each referral finds its prompt for itself. */
  function expected(groupOf: (prompt: Prompt) => string): Map<string, Json> {
    const reached = prompts.filter((prompt) => prompt.reached);
    const credits = sent.flatMap(({ client, at, by }) => {
      const [latest] = reached
        .filter((prompt) => prompt.client === client && prompt.at <= at && at - prompt.at <= 90 * DAY_MS)
        .toSorted((one, other) => other.at - one.at);
      return latest ? [{ prompt: latest.id, by }] : [];
    });
    const inPeriod = reached.filter(({ at }) => at >= Date.parse(period.from) && at < Date.parse(period.to));
    return new Map(
      [...Map.groupBy(inPeriod, groupOf)].map(([group, list]) => {
        const theirs = credits.filter(({ prompt }) => list.some(({ id }) => id === prompt));
        const old = list.filter(({ at }) => NOW - at >= 90 * DAY_MS);
        const led = old.filter(({ id }) => theirs.some(({ prompt }) => prompt === id));
        const by = CREDITED_BY.map((one) => [one, theirs.filter((credit) => credit.by === one).length]);
        return [
          group,
          {
            delivered: list.length,
            ledTo: expect.objectContaining({ k: led.length, n: old.length }),
            referrals: theirs.length,
            creditedBy: Object.fromEntries(by),
          },
        ];
      }),
    );
  }

  test.each([
    [
      'moment',
      (row: Json) => `${row.moment} ${row.carrier} ${row.template} ${row.version}`,
      (one: Prompt) => `${one.moment} ${one.carrier} m1 ${one.version}`,
    ],
    ['kind', (row: Json) => row.kind, (one: Prompt) => one.moment],
    ['month', (row: Json) => row.month, (one: Prompt) => monthOf(one.at)],
  ] as const)(
    'S5 S20: every referral is credited once, to the latest prompt of ninety days, by %s',
    async (by, nameOf, groupOf) => {
      const report = await reads(practice, 'moments', { ...period, by });

      const figures = new Map(
        report.rows.map(({ delivered, ledTo, referrals, creditedBy, ...group }: Json) => [
          nameOf(group),
          { delivered, ledTo, referrals, creditedBy },
        ]),
      );
      expect(figures).toEqual(expected(groupOf));
      expect(report.n).toBe([...expected(() => 'all').values()][0]?.delivered);
      expect(report.missing).toBeUndefined();
    },
  );

  test('S20: before ninety days there are counts, and no rate', async () => {
    const young = await reads(practice, 'moments', { from: iso(NOW - 80 * DAY_MS), to: period.to });

    expect(young.n).toBeGreaterThan(5);
    expect(young.rows.map(({ ledTo }: Json) => [ledTo.n, ledTo.rate])).toEqual(
      young.rows.map(() => [0, null]),
    );
    expect(young.missing).toEqual([expect.stringContaining('ninety days')]);
  });
});

type Score = {
  instrument: Instrument;
  score: number;
  month: string;
  practitioner: string | null;
  line: string | null;
  stage: string | null;
};
type Seen = {
  id: string;
  practitioner: string | null;
  line: string | null;
  stage: string | null;
  sessions: number[];
  sent: number[];
};

describe('satisfaction beside recommendation (GET /reports/satisfaction)', () => {
  let practice: TestPractice;
  const scores: Score[] = [];
  const clients: Seen[] = [];
  const period = { from: iso(monthStart(4) + 3 * DAY_MS), to: iso(NOW) };
  const [first, end] = [monthStart(3), monthStart(0)];

  beforeAll(async () => {
    practice = await kindword.practice({ timezone: ZONE });
    const random = randomOf(23);
    const staff = [
      null,
      (await practice.as(['practitioner'])).staffId,
      (await practice.as(['practitioner'])).staffId,
    ];
    const line = (await practice.ask('POST', '/service-lines', { name: 'Couples', stages: [] })).id;
    const when = () => NOW - 1 - random.upTo(150 * DAY_MS);
    for (let index = 0; index < 14; index += 1) {
      const [practitioner, ofLine, stage] = [
        staff[index % 3] ?? null,
        random.chance(0.5) ? line : null,
        random.chance(0.5) ? 'settled' : null,
      ];
      const { id } = await practice.client({ practitionerId: practitioner, serviceLineId: ofLine, stage });
      const sessions =
        index === 0 ? [first] : index === 1 ? [first - 1] : index === 2 ? [end] : [when(), when()];
      for (const at of sessions)
        await practice.ask('POST', `/clients/${id}/sessions`, { at: iso(at), status: 'attended' });
      const sent = index < 3 ? [first, end - 1] : random.chance(0.5) ? [when(), when()] : [];
      for (const at of sent) await practice.refer({ referrer: { clientId: id }, receivedAt: iso(at) });
      clients.push({ id, practitioner, line: ofLine, stage, sessions, sent });
      for (const [instrument, score] of [
        ['csat', 1 + random.upTo(5)],
        ['fft', 1 + random.upTo(6)],
      ] as const) {
        const at = index < 3 ? ([first, first - 1, end][index] ?? first) : when();
        await practice.ask('POST', `/clients/${id}/satisfaction`, { instrument, score, at: iso(at) });
        scores.push({ instrument, score, month: monthOf(at), practitioner, line: ofLine, stage });
      }
    }
    for (const [instrument, score] of [
      ['nps', 9],
      ['nps', 8],
      ['srs', 36.5],
      ['ors', 20],
      ['core10', 10],
    ] as const) {
      const month = monthOf(first);
      await practice.ask('POST', '/satisfaction', { instrument, score, month, stage: 'later' });
      scores.push({ instrument, score, month, practitioner: null, line: null, stage: 'later' });
    }
  }, 60_000);

  const HUNDRED: Record<Instrument, (score: number) => number> = {
    csat: (score) => (score - 1) * 25,
    fft: (score) => (score - 1) * 25,
    nps: (score) => score * 10,
    srs: (score) => score * 2.5,
    ors: (score) => score * 2.5,
    core10: (score) => 100 - 2.5 * score,
  };
  const isGood = ({ instrument, score }: Score) => score >= (instrument === 'nps' ? 9 : 4);

  function satisfactionOf(instrument: Instrument, all: readonly Score[]): Json {
    const list = all.filter((one) => one.instrument === instrument);
    if (list.length === 0) return [];
    const mean = list.reduce((sum, { score }) => sum + HUNDRED[instrument](score), 0) / list.length;
    const hasGood = instrument === 'csat' || instrument === 'fft' || instrument === 'nps';
    const good = hasGood ? expect.objectContaining({ k: list.filter(isGood).length, n: list.length }) : null;
    return [{ instrument, n: list.length, mean: close(mean), good }];
  }

  function expected(groupOf: (one: Score | Seen) => string | null): [string | null, Json, Json][] {
    const counting = scores.filter(
      ({ instrument, score, month }) =>
        month >= monthOf(first) && month < monthOf(end) && !(instrument === 'fft' && score === 6),
    );
    const within = (at: number) => at >= first && at < end;
    const seen = clients.filter(({ sessions }) => sessions.some(within));
    const groups = [...new Set([...counting, ...seen].map(groupOf))];
    return groups.flatMap((group): [string | null, Json, Json][] => {
      const theirs = seen.filter((one) => groupOf(one) === group);
      const sending = theirs.filter(({ sent }) => sent.some(within));
      const recommend = expect.objectContaining({ k: sending.length, n: theirs.length });
      const scored = INSTRUMENTS.flatMap((one) =>
        satisfactionOf(
          one,
          counting.filter((score) => groupOf(score) === group),
        ),
      );
      return (scored.length > 0 ? scored : [null]).map((one) => [group, one, recommend]);
    });
  }

  test.each([
    ['practitioner', 'practitionerId', (one: Score | Seen) => one.practitioner],
    ['service_line', 'serviceLineId', (one: Score | Seen) => one.line],
    ['stage', 'stage', (one: Score | Seen) => one.stage],
  ] as const)(
    'S57: whole months, no two instruments together, clients as they are recorded, by %s',
    async (by, field, groupOf) => {
      const report = await reads(practice, 'satisfaction', { ...period, by });

      const rows = report.rows.map((row: Json) => [row[field], row.satisfaction, row.recommend]);
      const wanted = expected(groupOf);
      expect(rows).toHaveLength(wanted.length);
      expect(rows).toEqual(expect.arrayContaining(wanted));
      expect(report.words).toBe(`The months from ${monthOf(first)} to ${monthOf(end - 1)}.`);
      expect(report.missing).toBeUndefined();
    },
  );

  test('S57: where one person does all the work it is told from twenty answers on, and a missing dataset is said', async () => {
    const alone = await kindword.practice({ timezone: ZONE });
    const asked = { from: iso(monthStart(2)), to: iso(monthStart(0)) };
    const none = await reads(alone, 'satisfaction', asked);
    const score = () =>
      alone.ask('POST', '/satisfaction', { instrument: 'csat', score: 5, month: monthOf(monthStart(1)) });
    for (let index = 0; index < 19; index += 1) await score();
    const nineteen = await reads(alone, 'satisfaction', asked);
    await score();
    const twenty = await reads(alone, 'satisfaction', asked);

    expect(none).toMatchObject({ n: 0, missing: ['No satisfaction was recorded in these months.'] });
    expect(nineteen).toMatchObject({
      n: null,
      suppressed: true,
      rows: [{ satisfaction: { n: null, mean: null } }],
    });
    expect(twenty).toMatchObject({
      n: 20,
      suppressed: false,
      rows: [{ satisfaction: { n: 20, mean: 100, good: { k: 20 } } }],
    });
  });
});

const AN_ARM = 20;
type Thanked = { client: number | null; thankedAt: number; hours: number; again: number[] };
type Came = { source: string; sessions: number[] };

describe('what goes along with what (GET /reports/effects)', () => {
  let practice: TestPractice;
  const thanked: Thanked[] = [];
  const came: Came[] = [];
  const half = 180 * DAY_MS;

  beforeAll(async () => {
    practice = await kindword.practice({ timezone: ZONE });
    const random = randomOf(5);
    const sources = ['client', 'gp', 'search', 'podcast', 'not_said', 'school_or_work'];
    for (let index = 0; index < 6 * AN_ARM; index += 1) {
      const begun = NOW - (70 + random.upTo(200)) * DAY_MS;
      const weeks = 1 + random.upTo(4);
      came.push({
        source: sources[index % sources.length] ?? '',
        sessions: Array.from({ length: weeks }, (_, week) => begun + week * 7 * DAY_MS),
      });
    }
    await importFile(practice, 'clients', [
      'Client ID,First name',
      ...came.map((_, index) => `c${index},Robin`),
    ]);
    const ids = await inPractice(kindword, practice, async ({ em }) => {
      const found = await em.find(Client, {});
      return new Map(found.map(({ externalRef, id }) => [externalRef, id]));
    });
    const rows = came.flatMap(({ sessions }, index) =>
      sessions.map((at, nth) => `${index}-${nth},${iso(at)},c${index},Arrived`),
    );
    await importFile(practice, 'sessions', ['Appointment ID,Start At,Patient Number,State', ...rows]);
    await change(
      ...came.map(
        ({ source }, index) =>
          `update client set source_kind = '${source}' where practice_id = '${practice.practiceId}' and id = '${ids.get(`c${index}`)}'`,
      ),
    );
    const places: string[] = [];
    for (let index = 0; index < 2 * AN_ARM + 4; index += 1) {
      const client = index % 4 === 3 ? null : index;
      const referrer =
        client === null
          ? { professionalId: (await practice.professional()).id }
          : { clientId: ids.get(`c${client}`) };
      const hours = index % 2 === 0 ? random.upTo(48) : 49 + random.upTo(100);
      const at = NOW - (index < 4 ? 100 : 200 + random.upTo(60)) * DAY_MS - hours * HOUR_MS;
      const { id } = await practice.refer({ referrer, receivedAt: iso(at) });
      await practice.ask('POST', `/referrals/${id}/acknowledgement`, { byHand: 'card' });
      places.push(
        `update referral set thanked_at = received_at + interval '${hours} hours' where id = '${id}'`,
      );
      const thankedAt = at + hours * HOUR_MS;
      const again =
        [
          [],
          [thankedAt + half],
          [thankedAt + half + 1],
          [thankedAt - 1],
          [thankedAt + 9 * DAY_MS, thankedAt + 10 * DAY_MS],
        ][index % 5] ?? [];
      const past = again.filter((one) => one < NOW);
      for (const one of past) await practice.refer({ referrer, receivedAt: iso(one) });
      thanked.push({ client, thankedAt, hours, again: past });
    }
    await change(...places);
  }, 90_000);

  const arms: readonly [string, (one: Thanked) => boolean][] = [
    ['within_48h', ({ hours }) => hours <= 48],
    ['later', ({ hours }) => hours > 48],
  ];

  test('S38: groups stand side by side, as associations, from twenty in each', async () => {
    const period = { from: iso(NOW - 300 * DAY_MS), to: iso(NOW - HOUR_MS) };
    const report = await reads(practice, 'effects', period);

    const [again, back, stay, moments] = report.rows;
    const settled = thanked.filter(({ thankedAt }) => NOW - thankedAt >= half);
    expect(again.arms).toEqual(
      arms.map(([arm, isIn]) => {
        const theirs = settled.filter(isIn);
        const k = theirs.filter((one) =>
          one.again.some((at) => at > one.thankedAt && at <= one.thankedAt + half),
        ).length;
        return { arm, outcome: expect.objectContaining({ k, n: theirs.length }) };
      }),
    );
    expect(again.words).toMatch(
      /^Those thanked within 48 hours sent somebody again in \d+ of \d+ .*(No clear difference|An association)/,
    );
    const days = (isIn: (one: Thanked) => boolean) =>
      thanked.filter(isIn).flatMap(({ client, thankedAt }) => {
        const next = client === null ? undefined : came[client]?.sessions.find((at) => at > thankedAt);
        return next === undefined ? [] : [(next - thankedAt) / DAY_MS];
      });
    const returned = arms.map(([arm, isIn]) => ({ arm, of: days(isIn) }));
    const enough = returned.every(({ of }) => of.length >= AN_ARM);
    expect(back.arms).toEqual(
      returned.map(({ arm, of }) => ({
        arm,
        outcome: enough ? { n: of.length, medianDays: close(quantile(of, 0.5)) } : null,
      })),
    );
    const referred = ['client', 'gp'];
    expect(stay.arms).toEqual(
      [true, false].map((isReferred) => {
        const theirs = came.filter(
          ({ source, sessions }) =>
            source !== 'not_said' &&
            referred.includes(source) === isReferred &&
            (sessions[1] ?? NOW) <= NOW - 60 * DAY_MS,
        );
        const k = theirs.filter(({ sessions }) => sessions.length > 2).length;
        return {
          arm: isReferred ? 'referred' : 'other',
          outcome: expect.objectContaining({ k, n: theirs.length }),
        };
      }),
    );
    expect(moments).toEqual({
      question: 'moments',
      arms: [],
      words: expect.stringContaining('Nothing is compared before'),
    });
  });

  test('S38: with fewer than twenty in one group both are silent', async () => {
    const oneSide = { from: iso(NOW - 140 * DAY_MS), to: iso(NOW - HOUR_MS) };

    const report = await reads(practice, 'effects', oneSide);

    for (const { arms: groups, words } of report.rows) {
      expect(groups.map(({ outcome }: Json) => outcome)).toEqual(groups.map(() => null));
      expect(words).toBe('Nothing is compared before each of these groups has 20.');
    }
  });
});
