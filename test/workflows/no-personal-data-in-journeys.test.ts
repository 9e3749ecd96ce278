import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { daysAgo, today } from '../support/clock.ts';
import { histories, Marks, rows, whileRefused } from '../support/everything-written.ts';
import {
  attends,
  comesAndReaches,
  ends,
  held,
  holds,
  ledgerOf,
  milestonesOf,
  notesOf,
  practiceInAHurry,
  reaches,
  SENDS,
  sends,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';
import { ownNamespace } from '../support/parts.ts';

const marks = new Marks();
const logged: string[] = [];
const answers: string[] = [];
let kindword: TestKindword;
let practice: TestPractice;
let stranger: TestPractice;
let serviceLineId: string;
let stage: string;

beforeAll(async () => {
  const temporal = await ownNamespace();
  kindword = await startKindword({
    temporal,
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
  practice = await practiceInAHurry(kindword, { alreadySends: { ...SENDS, review_note: true } });
  stranger = await practiceInAHurry(kindword);
  stage = marks.word();
  const line = { name: marks.word(), stages: [{ name: stage, phase: 'settled' }] };
  ({ id: serviceLineId } = await practice.ask('POST', '/service-lines', line));
});
afterAll(() => kindword.stop());

/** Somebody whose every word is marked. */
async function client(tag = ''): Promise<Json> {
  const one = await practice.client({ ...marks.person(tag), serviceLineId, stage });
  for (const days of [50, 40, 30, 20]) await attends(practice, one.id, daysAgo(days));
  await says(one, 'given');
  return one;
}

function says({ id }: Json, status: string): Promise<Json> {
  return practice.ask('POST', `/clients/${id}/prompt-consent`, {
    status,
    channel: `spoken to ${marks.word()}`,
    wordingVersion: marks.word(),
  });
}

/** As somebody who follows the links of an e-mail would; each link is a secret of its own. */
async function follow(mail: Json): Promise<void> {
  const links: string[] = mail.TextBody.match(/https?:\/\/\S+/g) ?? [];
  for (const link of links.map((one) => one.replace(/[.,"]+$/, ''))) {
    const secret = new URL(link).pathname.split('/').at(-1) ?? '';
    if (secret.length > 20) marks.all.push(secret);
    await fetch(link);
  }
  const survey = links.find((one) => one.includes('/survey/'));
  if (survey)
    await fetch(survey, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'good', kindWords: `Kind of ${marks.word()}`, mayShare: 'yes' }),
    });
}

async function wholeJourneys(): Promise<void> {
  const [asked, declined, waiting, ended, lost, refused, bounced] = [
    await client(),
    await client(),
    await client(),
    await client(),
    await client('+fault-once-accept-reset'),
    await client('+fault-406'),
    await client('+bounce'),
  ];
  await says(declined, 'declined');
  await holds(practice, waiting.id, 'unpaid');
  await practice.ask('POST', `/clients/${ended.id}/satisfaction`, {
    instrument: 'csat',
    score: 2,
    kindWords: `It was ${marks.word()}`,
  });

  for (const one of [asked, declined, waiting, lost, refused, bounced])
    await comesAndReaches(practice, one.id);
  await attends(practice, ended.id);
  await ends(practice, ended.id, 'planned_met');
  for (const one of [asked, declined, waiting, ended, lost, refused, bounced])
    await notesOf(practice, one.id);
  await held(practice, waiting.id, (await milestonesOf(practice, waiting.id))[0].id);
  await sends(practice, asked.id, 'review_note', `The room is ${marks.word()} now.`);
  await notesOf(practice, asked.id, 2);
  for (const mail of [
    ...(await mailsTo(kindword.outbox, asked.email)),
    await firstMailTo(kindword.outbox, ended.email),
  ])
    await follow(mail);
  await holds(practice, asked.id, 'held');
  await ends(practice, declined.id, 'deceased');
}

async function askWrongly(): Promise<void> {
  const one = await client();
  const wrong: [string, string, unknown][] = [
    ['POST', `/clients/${one.id}/communications`, { carrier: marks.word(), body: marks.word() }],
    [
      'POST',
      `/clients/${one.id}/communications`,
      { carrier: 'follow_up', body: `${marks.word()} came to therapy` },
    ],
    ['POST', `/clients/${one.id}/stage`, { stage: marks.word() }],
    ['POST', `/clients/${one.id}/holds`, { code: 'held', reason: marks.word() }],
    ['POST', `/clients/${one.id}/milestones`, { kind: marks.word(), occurredOn: marks.word() }],
    ['POST', `/clients/${one.id}/prompt-line/${marks.word()}/used`, {}],
  ];
  for (const [method, path, body] of wrong) {
    expect((await practice.call(method, path, body)).status).toBeGreaterThanOrEqual(400);
    const answer = await stranger.call(method, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  }
  for (const path of ['', '/journey', '/milestones', '/prompt-consent', '/prompt-line?carrier=intake_form']) {
    const answer = await stranger.call('GET', `/clients/${one.id}${path}`);
    answers.push(JSON.stringify(answer.body));
    expect(answer.status).toBe(404);
  }
}

async function failInTheDatabase(): Promise<void> {
  const one = await client();
  await whileRefused(kindword.ownerUrl, 'message', async () => {
    await comesAndReaches(practice, one.id);
    const own = await practice.call('POST', `/clients/${one.id}/communications`, {
      carrier: 'intake_form',
      body: `We moved to ${marks.word()}`,
    });
    expect(own.status).toBe(500);
    answers.push(JSON.stringify(own.body));
    await until(async () => (await histories(kindword)).includes('no_more'));
  });
  await until(async () => (await ledgerOf(practice, one.id)).some(({ status }) => status === 'sent'));
  await whileRefused(kindword.ownerUrl, 'milestone', async () => {
    const answer = await practice.call('POST', `/clients/${one.id}/milestones`, {
      kind: 'significant_session',
      occurredOn: today(),
    });
    expect(answer.status).toBe(500);
  });
  await reaches(practice, one.id, 'significant_session');
}

test('nobody’s name, address, word, stage or secret is anywhere but in its own column and in the mails', async () => {
  await wholeJourneys();
  await askWrongly();
  await failInTheDatabase();

  const places = {
    histories: await histories(kindword),
    rows: await rows(kindword.ownerUrl, ['stage', 'stages', 'name', 'channel', 'wording_version']),
    log: logged.join('\n'),
    answers: answers.join('\n'),
    metrics: await (await fetch(`${kindword.url}/metrics`)).text(),
  };

  expect(marks.all.length).toBeGreaterThan(70);
  expect(['practiceId', 'clientJourney', 'judge'].filter((told) => !places.histories.includes(told))).toEqual(
    [],
  );
  expect(places.rows).toContain('milestone: ');
  for (const [place, text] of Object.entries(places))
    expect([place, marks.foundIn(text)]).toEqual([place, []]);
});

test('why somebody is not asked is in no history, no log and no metric', async () => {
  const metrics = (await (await fetch(`${kindword.url}/metrics`)).text()).split('\n');
  const ours = metrics.filter((line) => line.startsWith('kindword_')).join('\n');
  const told = [await histories(kindword), logged.join('\n'), ours];

  const codes = GATE_CODES.filter((code) => told.some((text) => new RegExp(`\\b${code}\\b`).test(text)));

  expect(codes).toEqual([]);
});
