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
      { name: 'person', required: false },
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

  const first = await ours.ask('GET', '/templates?limit=15');
  const second = await ours.ask('GET', `/templates?limit=15&cursor=${first.nextCursor}`);
  const changed = await until(async () => {
    const { items } = await ours.ask('GET', `/templates?updatedSince=${before}`);
    return items.length > 0 ? items : null;
  });

  expect([...first.items, ...second.items].map(({ id }: Json) => id)).toEqual([...TEMPLATE_IDS]);
  expect([first.items.length, second.nextCursor]).toEqual([15, null]);
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

const proposed = async (of: TestPractice) => (await of.ask('GET', '/templates/m7')).proposed;

test('what an agency writes takes effect with an owner’s yes, and not before', async () => {
  const ours = await kindword.practice();
  const [agency, desk] = [await ours.as(['agency']), await ours.as(['desk'])];

  const put = await agency.call('PUT', '/templates/m7', { source: OURS });
  const { items: tasks } = await ours.ask('GET', '/tasks');
  const waiting = await proposed(ours);
  const refused = await Promise.all(
    [agency, desk].map((who) => who.call('POST', '/templates/m7/proposals/1/accept')),
  );
  const accepted = await ours.call('POST', '/templates/m7/proposals/1/accept');
  const again = await ours.call('POST', '/templates/m7/proposals/1/decline');

  expect(put).toMatchObject({
    status: 200,
    body: { isDefault: true, source: wordsOf('m7').source, proposed: { version: 1, source: OURS } },
  });
  expect(waiting).toMatchObject({ version: 1, source: OURS, proposedBy: agency.staffId });
  expect(tasks).toContainEqual(
    expect.objectContaining({
      kind: 'look_into',
      words: expect.stringContaining('agency proposes other words'),
    }),
  );
  expect(refused.map(({ status }) => status)).toEqual([403, 403]);
  expect(accepted).toMatchObject({ status: 200, body: { isDefault: false, source: OURS, proposed: null } });
  expect(again.status).toBe(409);
  expect((await ours.call('POST', '/templates/m7/proposals/2/accept')).status).toBe(404);
  expect((await ours.ask('GET', '/tasks')).items.filter(({ kind }: Json) => kind === 'look_into')).toEqual(
    [],
  );
  expect((await versionsOf(ours, 'm7')).map(({ createdBy }) => createdBy)).toEqual([ours.staffId]);
});

test('a proposal may be declined, is replaced by a newer one, and is refused at once where it is faulty', async () => {
  const ours = await kindword.practice();
  const agency = await ours.as(['agency']);
  const put = (source: string | null) => agency.call('PUT', '/templates/m7', { source });

  const faulty = await put(A_SESSION);
  await put(OURS);
  await put(OURS);
  await put(`${OURS}Bye.`);
  const waiting = await proposed(ours);
  const stale = await ours.call('POST', '/templates/m7/proposals/1/accept');
  const declined = await ours.call('POST', '/templates/m7/proposals/2/decline');
  await put(null);

  expect([faulty.status, stale.status]).toEqual([422, 409]);
  expect(waiting).toMatchObject({ version: 2, source: `${OURS}Bye.` });
  expect(declined).toMatchObject({ status: 200, body: { isDefault: true, proposed: null } });
  expect(await proposed(ours)).toMatchObject({ version: 3, isDefault: true });
  expect(await versionsOf(ours, 'm7')).toEqual([]);
});

test('a policy of an agency takes effect with an owner’s yes, too', async () => {
  const ours = await kindword.practice();
  const agency = await ours.as(['agency']);
  const before = await agency.ask('GET', '/practice/policy');
  const wanted = { ...before, prompt: { ...before.prompt, maxPerEpisode: 2 } };

  const faulty = await agency.call('PUT', '/practice/policy', { ...wanted, milestones: [] });
  const put = await agency.call('PUT', '/practice/policy', wanted);
  const refused = await agency.call('POST', '/practice/policy/proposals/1/accept');
  const asOwner = await ours.ask('GET', '/practice/policy');
  const accepted = await ours.call('POST', '/practice/policy/proposals/1/accept');
  await agency.ask('PUT', '/practice/policy', before);
  const declined = await ours.call('POST', '/practice/policy/proposals/2/decline');

  expect([faulty.status, refused.status]).toEqual([422, 403]);
  expect(put).toMatchObject({
    status: 200,
    body: { prompt: before.prompt, proposed: { version: 1, policy: { prompt: { maxPerEpisode: 2 } } } },
  });
  expect(asOwner).toMatchObject({ prompt: before.prompt, proposed: { proposedBy: agency.staffId } });
  expect(accepted).toMatchObject({ status: 200, body: { prompt: { maxPerEpisode: 2 } } });
  expect(declined).toMatchObject({ status: 200, body: { prompt: { maxPerEpisode: 2 } } });
  expect([accepted, declined].filter(({ body }) => 'proposed' in body)).toEqual([]);
});

const BEFORE_OURS = `{% if first == "Zebedee" %}`;
const POISON: Readonly<Record<string, string>> = {
  'a quadratic filter': `{% assign y = (1..16000) %}{% assign x = y | where_exp: "i", "y contains i" %}`,
  'the same without an assignment': `{{ (1..16000) | where_exp: "i", "i contains i" | size }}`,
  'a range in a condition': `{% if (1..999999999) contains first %}{% endif %}`,
  'a range as an argument': `{{ first | default: (1..999999999) }}`,
  'a loop': `{% for i in (1..99999) %}{% for j in (1..99999) %}{{ first }}{% endfor %}{% endfor %}`,
  'a table': `{% tablerow i in (1..99999) %}{{ first }}{% endtablerow %}`,
  'doubling what was captured': `{%\u180Ecapture a %}{{ first }}{%\u180Eendcapture %}${`{%\u180Ecapture a %}{{a}}{{a}}{%\u180Eendcapture %}`.repeat(25)}`,
  'doubling what was assigned': `{% assign a = first %}${'{% assign a = a | append: a %}'.repeat(40)}`,
  'growing what was replaced': '{% assign a = first | replace: "", first %}'.repeat(40),
  'a name of every object': `{% constructor %}{{ first | constructor }}`,
  'conditions within conditions': `${'{% if first %}'.repeat(600)}${'{% endif %}'.repeat(120)}`,
  'brackets within brackets': `{{ first${'[first'.repeat(1_500)}${']'.repeat(1_000)} }}`,
  'open marks': '{{'.repeat(4_900),
  'half a tag, often': '{%-'.repeat(3_200),
};

test.each(Object.keys(POISON))(
  'words that could stop the house are refused at once, also within a condition: %s',
  async (name) => {
    const poison = POISON[name] ?? '';
    for (const source of [poison + OURS, `${BEFORE_OURS}${poison}{% endif %}${OURS}`])
      for (const [method, path] of [
        ['PUT', '/templates/m7'],
        ['POST', '/templates/m7/preview'],
        ['POST', '/templates/m7/test-send'],
      ] as const)
        expect(await practice.call(method, path, { source })).toMatchObject({
          status: 422,
          body: { errors: [{ path: 'source' }] },
        });
    expect(await practice.ask('GET', '/templates/m7')).toMatchObject({ isDefault: true });
  },
);

test('while a practice tries such words in any number, the requests of another are not held up', async () => {
  const others = await kindword.practice();
  const ticks = async (): Promise<number> => {
    const started = performance.now();
    await others.ask('GET', '/me');
    return performance.now() - started;
  };
  const tries = Object.values(POISON).flatMap((poison) =>
    [1, 2].map(() => practice.call('POST', '/templates/m7/preview', { source: poison + OURS })),
  );

  const startedAt = performance.now();
  const waits: number[] = [];
  const all = Promise.all(tries).then(() => performance.now() - startedAt);
  for (let round = 0; round < 5; round += 1) waits.push(await ticks());

  expect((await all) > Math.max(...waits) || Math.max(...waits) < 1_000).toBe(true);
});

test('poison that was saved before this rule stops nothing: the built-in words leave', async () => {
  const ours = await kindword.practice({ acknowledgement: { solo: false } });
  await inPractice(kindword, ours, async (tx) => {
    tx.em.create(TemplateVersion, {
      practiceId: ours.practiceId,
      template: 'm7',
      version: 1,
      source: `${BEFORE_OURS}${POISON['a quadratic filter']}{% endif %}${wordsOf('m7').source}`,
      createdBy: null,
      createdAt: tx.now,
    });
    await tx.em.flush();
  });
  const client = await ours.client({ firstName: 'Zebedee' });

  const { id } = await ours.refer({ referrer: { clientId: client.id } });
  await ours.ask('POST', `/referrals/${id}/acknowledgement`, {});
  const thanks = await until(async () => {
    const { items } = await ours.ask('GET', `/messages?template=m7&referralId=${id}`);
    return items[0]?.status === 'sent' ? items[0] : null;
  });

  expect(thanks).toMatchObject({ templateVersion: wordsOf('m7').version });
  expect(thanks.text).toMatch(/^Hello Zebedee, thank you for putting in/);
});

test('an e-mail whose own words cannot be filled in waits for a person, and goes once they are mended', async () => {
  const ours = await kindword.practice({ acknowledgement: { solo: false } });
  await ours.ask('PUT', '/templates/m7', { source: `${BEFORE_OURS}{{ added_line }}{% endif %}${OURS}` });
  const thank = async (firstName: string) => {
    const client = await ours.client({ firstName });
    const { id } = await ours.refer({ referrer: { clientId: client.id } });
    await ours.ask('POST', `/referrals/${id}/acknowledgement`, {});
    return id;
  };
  const settled = (referralId: string, status: string) =>
    until(async () => {
      const { items } = await ours.ask('GET', `/messages?template=m7&referralId=${referralId}`);
      return items[0]?.status === status ? items[0] : null;
    });

  const [zebedee, ruth] = [await thank('Zebedee'), await thank('Ruth')];
  const [held] = [await settled(zebedee, 'held'), await settled(ruth, 'sent')];
  const { items: tasks } = await ours.ask('GET', '/tasks');
  const referral = await ours.ask('GET', `/referrals/${zebedee}`);
  await ours.ask('PUT', '/templates/m7', { source: OURS });
  await ours.ask('POST', `/messages/${held.id}/resend`);
  const sent = await settled(zebedee, 'sent');

  expect(held).toMatchObject({ why: 'cannot_write', attempts: 0 });
  expect(referral.acknowledgement).toMatchObject({ status: 'needs_person' });
  expect(tasks).toContainEqual(
    expect.objectContaining({ kind: 'thank_by_hand', words: expect.stringContaining('your own words') }),
  );
  expect(sent).toMatchObject({ attempts: 1, text: expect.stringMatching(/^Dear Zebedee,/) });
});
