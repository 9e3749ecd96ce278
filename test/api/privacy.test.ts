import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Inbox } from '../inbound-mail/post-mail.ts';
import { Marks } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';

const SLOW = { solo: true, remindAt: 'PT20H', escalateAt: 'PT30H', sendAt: 'PT44H', soloSendAt: 'PT40H' };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: SLOW });
});
afterAll(() => kindword.stop());

function exported(query: string, by = practice): Promise<Json> {
  return by.ask('GET', `/people/export?${query}`);
}

const ownersTasks = () => tasksOf(practice, { kind: 'balance_export' });

test('whoever was sent reads what is held of them, and not that a client sent them: the owner weighs that (§3.8)', async () => {
  const marks = new Marks();
  const referrer = await practice.client(marks.person());
  const enquiry = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Sam', lastName: 'Sorrel', email: 'sam@example.org', phone: '020 7946 0001' },
    answer: 'A friend told me',
    referrer: { clientId: referrer.id },
    via: 'phone',
  });

  const mine = await exported(`enquiryId=${enquiry.id}`);
  const asSent = await exported(`referralId=${enquiry.referralId}`);

  expect(mine.records.enquiries[0]).toMatchObject({
    firstName: 'Sam',
    phone: '020 7946 0001',
    source: { kind: 'a personal contact' },
  });
  expect(mine.records.sourceAnswers[0].words).toBe('A friend told me');
  expect(mine.sourceWithheld).toBe(true);
  for (const answer of [mine, asSent]) {
    expect(marks.foundIn(JSON.stringify(answer))).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain(referrer.id);
  }
  expect(await ownersTasks()).toEqual([]);
  const { referralId } = enquiry;
  for (const one of [{ enquiryId: enquiry.id }, { referralId }, { referralId }])
    await practice.ask('POST', '/people/export/balance', one);
  const tasks = await ownersTasks();
  expect(tasks.map(({ subjectId, assigneeId }) => [subjectId, assigneeId]).toSorted()).toEqual(
    [enquiry.id, enquiry.referralId].map((id) => [id, practice.staffId]).toSorted(),
  );
});

test('a friend who is no client is not named either, so that silence says nothing; a colleague is, to whoever they sent', async () => {
  const sentBy = async (referrer: Json, learnedFrom: string): Promise<Json> => {
    const referral = await practice.refer({
      learnedFrom,
      via: 'letter',
      referrer,
      person: { firstName: 'Kim' },
    });
    return (await exported(`referralId=${referral.id}`)).records.introductions[0];
  };
  const colleague = await practice.professional({
    title: 'Dr',
    firstName: 'Jo',
    lastName: 'Juniper',
    organisation: 'The Surgery',
  });

  const friend = await sentBy({ firstName: 'Robin', email: `${randomUUID()}@example.org` }, 'referrer');
  const letter = await sentBy({ professionalId: colleague.id }, 'professional_letter');

  expect(friend.source).toEqual({ kind: 'a personal contact' });
  expect(letter.source).toEqual({ kind: 'professional', name: 'Dr Jo Juniper, The Surgery' });
});

test('a client reads their own words and times, never who named them, whom they led to, or why they are held', async () => {
  const marks = new Marks();
  const other = await practice.client(marks.person());
  const client = await practice.client({ firstName: 'Ruth', phone: '020 7946 0002' });
  await practice.ask('POST', '/intake', {
    clientId: client.id,
    answer: 'A friend',
    referrer: { clientId: other.id },
  });
  await practice.refer({ referrer: { clientId: client.id }, person: { firstName: marks.word() } });
  await practice.refer({
    learnedFrom: 'enquirer',
    referrer: { clientId: client.id },
    person: { firstName: marks.word() },
  });
  await practice.ask('POST', `/clients/${client.id}/holds`, { code: 'unpaid' });
  await practice.ask('POST', `/clients/${client.id}/satisfaction`, {
    instrument: 'csat',
    score: 5,
    kindWords: 'Very kind',
  });
  await practice.ask('POST', `/clients/${client.id}/sessions`, {
    at: '2026-11-01T10:00:00Z',
    status: 'attended',
  });

  const mine = await exported(`clientId=${client.id}`);

  expect(mine.records.clients[0]).toMatchObject({
    firstName: 'Ruth',
    source: { kind: 'a personal contact' },
  });
  expect(mine.records.goodWords).toHaveLength(1);
  expect(mine.records.satisfaction[0].kindWords).toBe('Very kind');
  expect(mine.records.sessions[0]).toMatchObject({ status: 'attended' });
  const told = JSON.stringify(mine);
  expect(marks.foundIn(told)).toEqual([]);
  expect([told.includes('unpaid'), told.includes(other.id), told.includes('Olive')]).toEqual([
    false,
    false,
    false,
  ]);
  const entries = await inPractice(kindword, practice, ({ em }) =>
    em.find(AuditEntry, { action: 'export', entityId: client.id }),
  );
  expect(entries).toHaveLength(1);
});

test('of mails somebody reads what came from their own address, without the names and addresses of others', async () => {
  const marks = new Marks();
  const inbox = await Inbox.open(kindword, practice);
  const client = await practice.client({ firstName: 'Ruth' });
  const friend = marks.word();
  await practice.refer({ referrer: { clientId: client.id }, person: { firstName: friend } });
  const mails = [
    { from: `${marks.word()}@example.org`, name: 'Paul', text: `Please do not tell her, ${marks.word()}` },
    {
      from: client.email,
      name: 'Ruth',
      text: `A question. ${friend} (${marks.word()}@example.org) is well.`,
    },
  ];
  for (const mail of mails) {
    const { id } = await inbox.take({ subject: `A word ${randomUUID()}`, ...mail });
    await inPractice(kindword, practice, ({ em }) =>
      em.nativeUpdate(InboundMail, { id }, { clientId: client.id, kind: 'reply', status: 'settled' }),
    );
  }
  const told = await inbox.take({
    from: client.email,
    name: 'Ruth',
    subject: `Introduction: ${marks.word()}`,
    text: `Meet ${marks.word()}`,
  });

  const mine = await exported(`clientId=${client.id}`);

  expect(marks.foundIn(JSON.stringify(mine))).toEqual([]);
  expect(mine.records.mailsFromThem).toHaveLength(2);
  expect(mine.records.mailsFromThem[0].body).toContain('A question. (somebody else)');
  expect(mine.withheld).toEqual([{ record: 'mailsFromThem', id: told.id }]);
});

test('whoever asks what is held of them opens a case of one month, once, with a task', async () => {
  const client = await practice.client();
  const receivedAt = '2026-01-31T09:00:00.000Z';

  const first = await practice.call('POST', '/people/export', { clientId: client.id, receivedAt });
  const again = await practice.call('POST', '/people/export', { clientId: client.id });

  expect(first).toMatchObject({
    status: 201,
    body: { about: { subject: 'client', id: client.id }, receivedAt, dueAt: '2026-02-28T09:00:00.000Z' },
  });
  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  const [task] = await tasksOf(practice, { kind: 'answer_access', subjectId: first.body.id });
  expect(task).toMatchObject({ dueAt: first.body.dueAt });
  const { items } = await practice.ask('GET', '/access-requests?open=true');
  expect(items.map(({ id }: Json) => id)).toContain(first.body.id);
  const closed = await practice.ask('POST', `/access-requests/${first.body.id}/closed`);
  expect(closed.closedAt).not.toBeNull();
  expect(await tasksOf(practice, { kind: 'answer_access', subjectId: first.body.id })).toEqual([]);
  expect((await practice.call('POST', '/people/export', { clientId: randomUUID() })).status).toBe(404);
});

test('a colleague reads what we keep and think of them, and nobody whom they sent', async () => {
  const marks = new Marks();
  const colleague = await practice.professional({ howWeKnowThem: 'From a course', riskFlags: [] });
  await practice.refer({
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: marks.word(), email: `${marks.word()}@example.org` },
  });

  const mine = await exported(`professionalId=${colleague.id}`);

  expect(mine.records.colleagues[0].howWeKnowThem).toBe('From a course');
  expect(mine.records.goodWords).toHaveLength(1);
  expect(marks.foundIn(JSON.stringify(mine))).toEqual([]);
});

test.each([
  '',
  `clientId=${randomUUID()}&enquiryId=${randomUUID()}`,
  'clientId=x',
  `clientId=${randomUUID()}&whose=referrer`,
])('exactly one person is read at a time: %s', async (query) => {
  expect((await practice.call('GET', `/people/export?${query}`)).status).toBe(422);
});

test('the privacy lead works by case: may read, remove and answer, and sees no list of anybody', async () => {
  const lead = await practice.as(['privacy']);
  const client = await practice.client();

  expect((await exported(`clientId=${client.id}`, lead)).records.clients).toHaveLength(1);
  expect((await lead.call('POST', '/complaints', { subject: 'A note' })).status).toBe(201);
  expect((await lead.call('GET', '/clients')).status).toBe(403);
  expect((await lead.call('POST', '/erasures', { clientId: client.id })).status).toBe(201);
  const stranger = await kindword.practice();
  expect((await stranger.call('GET', `/people/export?clientId=${client.id}`)).status).toBe(404);
});

test.each(['notice', 'dpia', 'record'])(
  'the %s is made from the settings in force, and follows a change',
  async (document) => {
    const own = await kindword.practice();
    const before = await own.ask('GET', `/privacy/${document}`);
    await own.ask('PATCH', '/practice', { legalName: 'Willow Practice Limited' });
    await own.changePolicy({
      retention: { introduction: 'P14D', unconverted: 'P60D', messageBodies: 'P100D' },
    });

    const after = await own.ask('GET', `/privacy/${document}`);
    const { body: markdown, headers } = await own.call('GET', `/privacy/${document}`, undefined, {
      accept: 'text/markdown',
    });

    expect(before.markdown).toContain('| 28 days |');
    expect(after.markdown).not.toContain('28 days');
    for (const words of ['| 14 days |', '60 days', '100 days', 'Willow Practice Limited']) {
      expect(before.markdown).not.toContain(words);
      expect(after.markdown).toContain(words);
    }
    expect(after.policyVersion).toBe(before.policyVersion + 1);
    expect([markdown, headers.get('content-type')]).toEqual([after.markdown, 'text/markdown; charset=utf-8']);
  },
);
