import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Message } from '../../entities/message.ts';
import { TemplateVersion } from '../../entities/template-version.ts';
import { PAGE_IDS, TEMPLATE_IDS } from '../../email/templates/catalogue.ts';
import { liveWords } from '../../email/templates/live-words.ts';
import { SAMPLE_NAMES } from '../../email/templates/samples.ts';
import { wordsOf } from '../../email/templates/words-of.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { inPractice } from '../support/in-practice.ts';

const OURS = 'Dear {{ first }},\n\nthank you for your good word.\n\n{{ signer }}\n';
const A_SESSION = 'Dear {{ first }},\nthank you for the session. {{ signer }}';
const A_PROMPT =
  'Lovely to see you. You could say: "Willow Lodge: {{ practice_name }}, {{ link }}." Only if you like.';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const versionsOf = async (of: TestPractice, id: string): Promise<Json[]> =>
  (await of.ask('GET', `/templates/${id}/versions`)).items;

test('everything we can say is listed, with what it is for, what it may name and whose words are in force', async () => {
  const { items, nextCursor } = await practice.ask('GET', '/templates');

  expect(items.map(({ id }: Json) => id)).toEqual([...TEMPLATE_IDS]);
  expect(nextCursor).toBeNull();
  expect(items.every(({ isDefault }: Json) => isDefault)).toBe(true);
  expect(items.find(({ id }: Json) => id === 'm7')).toEqual({
    id: 'm7',
    form: 'mail',
    purpose: 'Thanks to somebody who put in a good word for us',
    audience: 'client',
    subject: 'Thank you',
    variables: [
      { name: 'first', required: true },
      { name: 'signer', required: true },
      { name: 'added_line', required: false },
    ],
    version: wordsOf('m7').version,
    isDefault: true,
  });
  expect(items.find(({ id }: Json) => id === 'm3')).toMatchObject({
    form: 'block',
    moments: ['discharge', 'transition'],
  });
});

test('the list comes in pages, and with what was chosen since', async () => {
  const ours = await kindword.practice();
  const before = new Date().toISOString();
  await ours.ask('PUT', '/templates/m7', { source: OURS });

  const first = await ours.ask('GET', '/templates?limit=10');
  const second = await ours.ask('GET', `/templates?limit=10&cursor=${first.nextCursor}`);
  const changed = await until(async () => {
    const { items } = await ours.ask('GET', `/templates?updatedSince=${before}`);
    return items.length > 0 ? items : null;
  });

  expect([...first.items, ...second.items].map(({ id }: Json) => id)).toEqual([...TEMPLATE_IDS]);
  expect([first.items.length, second.nextCursor]).toEqual([10, null]);
  expect(changed.map(({ id }: Json) => id)).toEqual(['m7']);
  expect((await ours.call('GET', '/templates?cursor=m99')).status).toBe(422);
});

test('a template nobody knows is nowhere', async () => {
  expect((await practice.call('GET', '/templates/m99')).status).toBe(404);
  expect((await practice.call('PUT', '/templates/__proto__', { source: OURS })).status).toBe(404);
});

test("what a practice writes is what leaves from then on, and is nobody else's", async () => {
  const ours = await kindword.practice({ acknowledgement: { solo: false } });
  const others = await kindword.practice({ acknowledgement: { solo: false } });

  const changed = await ours.ask('PUT', '/templates/m7', { source: OURS });
  const thanks = async (of: TestPractice) => {
    const client = await of.client();
    const { id } = await of.refer({ referrer: { clientId: client.id } });
    return until(
      async () => (await of.ask('GET', `/messages?template=m7&referralId=${id}`)).items[0] ?? null,
    );
  };
  const [own, builtIn] = [await thanks(ours), await thanks(others)];

  expect(changed).toMatchObject({ id: 'm7', source: OURS, isDefault: false });
  expect(changed.version).toMatch(/^v1-[0-9a-f]{8}$/);
  expect(own.text).toMatch(/^Dear Robin,\n\nthank you for your good word\.\n\n/);
  expect(own).toMatchObject({ templateVersion: changed.version, subject: 'Thank you' });
  expect(builtIn).toMatchObject({ templateVersion: wordsOf('m7').version });
  expect((await others.ask('GET', '/templates/m7')).isDefault).toBe(true);
  expect(await versionsOf(others, 'm7')).toEqual([]);
});

test('faulty words are refused with the place of every fault, and those in force stay', async () => {
  const ours = await kindword.practice();
  await ours.ask('PUT', '/templates/m7', { source: OURS });
  const before = await ours.ask('GET', '/templates/m7');

  const refused = await ours.call('PUT', '/templates/m7', { source: `${A_SESSION} {{ friend }}` });
  const unreadable = await ours.call('PUT', '/templates/m7', { source: `${OURS}{% if` });

  expect([refused.status, unreadable.status]).toEqual([422, 422]);
  expect(refused.body.errors).toEqual([
    {
      path: 'source',
      message: expect.stringMatching(/^line 2, column 19: “session” says what people come to us for/),
      line: 2,
      column: 19,
    },
    {
      path: 'source',
      message: expect.stringMatching(/^line 2, column 44: Nothing is known as “friend”/),
      line: 2,
      column: 44,
    },
  ]);
  expect(unreadable.body.errors).toEqual([
    { path: 'source', message: expect.stringMatching(/^line 6, column 1: /), line: 6, column: 1 },
  ]);
  expect(await ours.ask('GET', '/templates/m7')).toEqual(before);
  expect(await versionsOf(ours, 'm7')).toHaveLength(1);
});

test('the same words again are no new version; null goes back to ours; what was chosen is kept', async () => {
  const ours = await kindword.practice();
  const put = (source: string | null) => ours.ask('PUT', '/templates/m7', { source });

  await put(null);
  await put(`${wordsOf('m7').source}\n`);
  expect(await versionsOf(ours, 'm7')).toEqual([]);
  const first = await put(OURS);
  await put(OURS.replaceAll('\n', '\r\n'));
  const back = await put(null);
  await put(wordsOf('m7').source);
  const again = await put(OURS);

  expect(back).toMatchObject({ isDefault: true, version: wordsOf('m7').version });
  expect([first.version.slice(0, 3), again.version.slice(0, 3)]).toEqual(['v1-', 'v3-']);
  expect(
    (await versionsOf(ours, 'm7')).map(({ number, isDefault, version, source }) => [
      number,
      isDefault,
      version,
      source,
    ]),
  ).toEqual([
    [3, false, again.version, OURS],
    [2, true, wordsOf('m7').version, wordsOf('m7').source],
    [1, false, first.version, OURS],
  ]);
});

test('people who change the same words at once each get a version of their own', async () => {
  const ours = await kindword.practice();

  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      ours.call('PUT', '/templates/m7', { source: `${OURS} ${'again '.repeat(index)}` }),
    ),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await versionsOf(ours, 'm7')).map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

test('every change leaves an audit entry that names the template and holds no words', async () => {
  const ours = await kindword.practice();
  await ours.ask('PUT', '/templates/m22', { source: `${wordsOf('m22').source}\nBye.` });
  await ours.ask('POST', '/templates/m22/test-send', {});

  const entries = await inPractice(kindword, ours, ({ em }) =>
    em.find(AuditEntry, { staffId: ours.staffId }),
  );
  const about = entries.map(({ action, entity, fields }) => ({ action, entity, fields }));

  expect(about).toContainEqual({ action: 'change', entity: 'template', fields: ['m22'] });
  expect(about).toContainEqual({ action: 'create', entity: 'message', fields: ['test'] });
  expect(JSON.stringify(about)).not.toContain('Bye');
});

test('words that a later release would refuse are not sent: ours are', async () => {
  const ours = await kindword.practice();
  const kept = await inPractice(kindword, ours, async (tx) => {
    tx.em.create(TemplateVersion, {
      practiceId: ours.practiceId,
      template: 'm7',
      version: 1,
      source: A_SESSION,
      createdBy: null,
      createdAt: tx.now,
    });
    await tx.em.flush();
    return liveWords(tx.em, ours.practiceId, 'm7');
  });

  expect(kept).toEqual(wordsOf('m7'));
  expect(await ours.ask('GET', '/templates/m7')).toMatchObject({
    isDefault: true,
    source: wordsOf('m7').source,
  });
});

test('a preview shows words with made-up data, and keeps nothing', async () => {
  const ours = await kindword.practice();
  const preview = (id: string, body?: object) => ours.call('POST', `/templates/${id}/preview`, body);

  const draft = await preview('m7', { source: OURS });
  const inForce = await preview('m7');
  const bare = await preview('m7', { sample: 'bare' });
  const block = await preview('m1', { source: A_PROMPT });
  const faulty = await preview('m7', { source: A_SESSION });

  expect(draft).toMatchObject({
    status: 200,
    body: {
      subject: 'Thank you',
      text: 'Dear Ruth,\n\nthank you for your good word.\n\nAnna',
      words: 9,
      findings: [],
    },
  });
  expect(draft.body.html).toContain('<p style="margin:0 0 1em">thank you for your good word.</p>');
  expect(inForce.body.text).toContain('It was good to see you at the meeting in Leeds.');
  expect(bare.body.text).not.toContain('Leeds');
  expect(block.body).toEqual({
    text: expect.stringContaining('Willow Lodge: Willow Therapy, https://kindword.example/'),
    words: expect.any(Number),
    findings: [],
  });
  expect(faulty).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'source', message: expect.stringMatching(/^line 2, column 19: /), line: 2 }] },
  });
  expect(await versionsOf(ours, 'm7')).toEqual([]);
});

test('everything can be previewed with every sample', async () => {
  for (const id of TEMPLATE_IDS)
    for (const sample of SAMPLE_NAMES)
      expect(await practice.ask('POST', `/templates/${id}/preview`, { sample })).toMatchObject({
        findings: [],
      });
});

test.each([
  ['no words', 'PUT', '/templates/m7', {}, ['source']],
  ['empty words', 'PUT', '/templates/m7', { source: '' }, ['source']],
  ['a control character', 'PUT', '/templates/m7', { source: 'x\u0000' }, ['source']],
  ['a book', 'PUT', '/templates/m7', { source: 'x'.repeat(10_001) }, ['source']],
  ['a subject', 'PUT', '/templates/m7', { source: OURS, subject: 'Hello' }, ['subject']],
  ['real data', 'POST', '/templates/m7/preview', { sample: 'real', clientId: 'x' }, ['sample', 'clientId']],
  ['an address', 'POST', '/templates/m7/test-send', { to: 'somebody@example.org' }, ['to']],
])('%s is refused by the name of what is wrong: %s %s', async (_, method, path, body, wrong) => {
  const answered = await practice.call(method, path, body);

  expect([answered.status, answered.body.errors.map(({ path: at }: Json) => at)]).toEqual([422, wrong]);
});

test.each(PAGE_IDS)('%s is no mail, so it cannot be tried as one', async (id) => {
  const answered = await practice.call('POST', `/templates/${id}/test-send`, {});

  expect(answered).toMatchObject({
    status: 409,
    body: { detail: 'These are the words of a page, which no mail holds: a preview shows them.' },
  });
});

test('a trial goes to whoever asks and to nobody else, with made-up data', async () => {
  const ours = await kindword.practice();
  const desk = await ours.as(['desk']);
  const [owner, me] = [await ours.ask('GET', '/me'), await desk.ask('GET', '/me')];

  const { messageId } = await desk.ask('POST', '/templates/m7/test-send', { source: OURS });
  const [mail] = await until(async () => {
    const mails = await mailsTo(kindword.outbox, me.email);
    return mails.length > 0 ? mails : null;
  });
  const kept = await until(async () => {
    const message = await ours.ask('GET', `/messages/${messageId}`);
    return message.status === 'sent' ? message : null;
  });

  expect(mail).toMatchObject({ Subject: 'Thank you', Recipients: [me.email] });
  expect(kept).toMatchObject({
    template: 'm7',
    to: me.email,
    staffId: desk.staffId,
    text: 'Dear Ruth,\n\nthank you for your good word.\n\nAnna',
  });
  expect(kept.templateVersion).toMatch(/^draft-/);
  expect(await mailsTo(kindword.outbox, owner.email)).toEqual([]);
});

test('a prompt is tried inside the note that would carry it, with its footer', async () => {
  const ours = await kindword.practice({ sending: 'rehearsal' });
  const trialOf = async (id: string, source?: string) => {
    const { messageId } = await ours.ask('POST', `/templates/${id}/test-send`, source ? { source } : {});
    return inPractice(kindword, ours, ({ em }) => em.findOneOrFail(Message, { id: messageId }));
  };

  const [goal, ending, footer] = [
    await trialOf('m1', A_PROMPT),
    await trialOf('m3'),
    await trialOf('m18', 'Stop here: {{ unsubscribe }}'),
  ];

  expect(goal).toMatchObject({
    purpose: 'test',
    template: 'm1',
    subject: expect.stringMatching(/^A short note from /),
  });
  expect(goal.text).toMatch(
    /^Hello Ruth, a short note from us\.[^]*Willow Lodge[^]*Anna\n\nYou're seeing this line/,
  );
  expect(ending.text).toMatch(
    /^Hello Ruth, a short note so that[^]*The door stays open[^]*Anna\n\nYou're seeing/,
  );
  expect(footer.text).toMatch(/It's been a pleasure[^]*Anna\n\nStop here: https:\S+$/);
});

test('whoever may only read may not change, and who does not write to anybody reads nothing', async () => {
  const [desk, agency, practitioner] = [
    await practice.as(['desk']),
    await practice.as(['agency']),
    await practice.as(['practitioner']),
  ];
  const status = async (of: TestPractice, method: string, path: string, body?: object) =>
    (await of.call(method, path, body)).status;

  expect(await status(desk, 'GET', '/templates')).toBe(200);
  expect(await status(desk, 'PUT', '/templates/m24', { source: null })).toBe(403);
  expect(await status(agency, 'PUT', '/templates/m24', { source: null })).toBe(200);
  expect(await status(agency, 'POST', '/templates/m7/test-send', {})).toBe(403);
  expect(await status(practitioner, 'GET', '/templates')).toBe(403);
});
