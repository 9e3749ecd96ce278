import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PublicToken } from '../../entities/public-token.ts';
import { dumpTables, stillTables } from '../support/tables.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { GONE_TITLE, linkFor, send, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'paused' });
});
afterAll(() => kindword?.stop());

const KINDS = ['r', 'consent', 'survey', 'intake', 'friday', 'posted', 'handover'];

test('a link that is unknown, old, for something else or of another practice is gone, in the same words', async () => {
  const { url } = kindword;
  const other = await kindword.practice();
  const { id } = await practice.client();
  const survey = await linkFor(kindword, practice, 'survey', id);
  const token = survey.split('/').at(-1) ?? '';
  const intake = await linkFor(kindword, practice, 'intake', id);
  await inPractice(kindword, practice, ({ em }) =>
    em.nativeUpdate(PublicToken, { subjectId: id, purpose: 'intake' }, { expiresAt: new Date(0) }),
  );
  const links = [
    ...KINDS.map((kind) => `${url}/p/${practice.slug}/${kind}/${'y'.repeat(32)}`),
    `${url}/u/${'y'.repeat(32)}`,
    `${url}/p/${practice.slug}/r/${token}.svg`,
    `${url}/p/${practice.slug}/consent/${token}`,
    `${url}/p/${other.slug}/survey/${token}`,
    intake,
    `${url}/p/nobody/consent`,
    `${url}/p/nobody/refer`,
    `${url}/p/nobody/professionals`,
    `${url}/p/nobody/enquire`,
    `${url}/p/${practice.slug}/r/${'y'.repeat(32)}/enquire`,
    `${url}/p/nobody/survey.svg`,
    `${url}/p/%00/survey`,
  ];

  const answers = [];
  for (const link of links) answers.push(await visit(link));
  for (const link of links.filter((one) => !one.endsWith('.svg')))
    answers.push(await send(link.includes('/r/') && !link.endsWith('/enquire') ? `${link}/told` : link));

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
  expect(answers[0]?.text).toContain(GONE_TITLE);
  expect((await visit(`${survey}.`)).status).toBe(200);
});

test('whatever else is asked of an address, it says what it can be asked', async () => {
  const { url } = kindword;
  const p = `${url}/p/${practice.slug}`;
  const forms = [
    `${p}/r/x/told`,
    `${url}/u/x`,
    `${p}/consent`,
    `${p}/survey/x`,
    `${p}/refer`,
    `${p}/professionals`,
    `${p}/enquire`,
  ];
  const shows = [
    `${p}/r/x`,
    `${p}/r/x.svg`,
    `${p}/consent.svg`,
    `${p}/refer.svg`,
    `${p}/card/x`,
    `${url}/waiting/17`,
  ];

  for (const form of forms) {
    const { status, headers } = await visit(form, { method: 'PUT' });
    expect([form, status, headers.get('allow')]).toEqual([form, 405, 'GET, HEAD, POST']);
  }
  for (const one of shows) {
    const { status, headers } = await visit(one, { method: 'POST' });
    expect([one, status, headers.get('allow')]).toEqual([one, 405, 'GET, HEAD']);
  }
});

test('a body that is too large, broken or no form at all is answered kindly, and changes nothing', async () => {
  const { id } = await practice.client();
  const survey = await linkFor(kindword, practice, 'survey', id);
  const before = await stillTables(kindword.ownerUrl);
  const form = 'application/x-www-form-urlencoded';
  const post = (body: string, type: string) =>
    visit(survey, { method: 'POST', body, headers: { 'content-type': type } });

  const unreadable = [
    await post(`answer=good&kindWords=${'x'.repeat(20_000)}`, form),
    await post('a=1&'.repeat(500), form),
    await post('answer=good', `${form}; charset=utf-7`),
  ];
  const unanswered = [await post('{"answer":"good"}', 'application/json'), await post('%E0%A4%A=%', form)];

  for (const { status, text } of unreadable) {
    expect(status).toBe(400);
    expect(text).toContain('That could not be read');
  }
  for (const { status, text } of unanswered) {
    expect(status).toBe(422);
    expect(text).toContain('Please choose one');
  }
  expect(await dumpTables(kindword.ownerUrl)).toEqual(before);
});
