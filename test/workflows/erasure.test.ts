import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { KeptForm } from '../../entities/kept-form.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash, nameHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { Source } from '../../entities/source.ts';
import { type Tx } from '../../facts/transaction.ts';
import { DAY_MS, daysAgo } from '../support/clock.ts';
import { everythingHeld, everythingSent } from '../support/everything-held.ts';
import { histories, Marks } from '../support/everything-written.ts';
import { NO_WORD_OF_DELIVERY } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { inPractice } from '../support/in-practice.ts';
import { Inbox } from '../inbound-mail/post-mail.ts';
import { importFile } from '../support/import-file.ts';
import { befriend, door } from '../pages/refer-forms.ts';
import { fillIn, withoutOnce } from '../pages/visitor.ts';
import { taskOf, tasksOf } from '../support/tasks.ts';
import { thanksBecome } from '../support/thanks.ts';
import { ownNamespace } from '../support/parts.ts';

const QUICK = {
  deadline: 'PT60S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.4S',
  soloSendAt: 'PT0.3S',
  solo: true,
};

const logged: string[] = [];
let kindword: TestKindword;
let practice: TestPractice;

beforeAll(async () => {
  const temporal = await ownNamespace();
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  kindword = await startKindword({ temporal, log }, NO_WORD_OF_DELIVERY);
  practice = await kindword.practice({ acknowledgement: QUICK });
});
afterAll(() => kindword.stop());

function tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inPractice(kindword, practice, work);
}

async function erased(who: Record<string, string>, by = practice): Promise<Json> {
  const { id } = await by.ask('POST', '/erasures', who);
  return until(async () => {
    const erasure = await by.ask('GET', `/erasures/${id}`);
    return erasure.status === 'done' ? erasure : null;
  }, 40_000);
}

/** Somebody who got in touch, seen through to a client or not. */
function enquiry(
  person: Json,
  { clientId, ...change }: { clientId?: string; stage?: 'kept' } = {},
): Promise<string> {
  return tx(async ({ em, practiceId, now }) => {
    const row = em.create(Enquiry, {
      id: randomUUID(),
      practiceId,
      ...person,
      nameHash: nameHash(person.firstName),
      searchTokens: prefixTokens(person.firstName, person.lastName),
      emailHash: emailHash(person.email),
      via: 'form',
      sourceLine: 0,
      byLetter: false,
      stage: 'received',
      attempts: 0,
      lastContactAt: now,
      receivedAt: now,
      recordedAt: now,
      updatedAt: now,
      ...change,
      client: clientId ? em.getReference(Client, [practiceId, clientId]) : null,
    });
    return row.id;
  });
}

/** A client who left traces everywhere: words, mails, a source of their own, an enquiry, a mail that came in. */
async function wellKnown(marks: Marks): Promise<Json> {
  const person = marks.person();
  const client = await practice.client({ ...person, externalRef: marks.word() });
  const enquiryId = await enquiry({ ...person }, { clientId: client.id, stage: 'kept' });
  await practice.ask('POST', `/clients/${client.id}/sessions`, {
    at: daysAgo(1),
    status: 'attended',
    externalRef: marks.word(),
  });
  await practice.ask('POST', `/clients/${client.id}/satisfaction`, {
    instrument: 'csat',
    score: 5,
    kindWords: marks.word(),
    mayShare: true,
  });
  await practice.ask('POST', `/clients/${client.id}/holds`, { code: 'fee_review' });
  const referral = await practice.refer({ referrer: { clientId: client.id }, person: { firstName: 'Sam' } });
  await thanksBecome(practice, referral.id, { status: 'sent' });
  await tx(async ({ em, practiceId, now }) => {
    const name = `${person['firstName']} ${person['lastName']}`;
    const at = { createdAt: now, updatedAt: now };
    const reference = em.getReference(Client, [practiceId, client.id]);
    em.create(Source, {
      practiceId,
      kind: 'client',
      name,
      nameHash: nameHash(name),
      client: reference,
      ...at,
    });
    em.create(SourceAnswer, { practiceId, client: reference, words: marks.word(), at: now });
    em.create(KeptForm, {
      hash: randomUUID(),
      practiceId,
      staffId: practice.staffId,
      path: '/clients/new',
      fields: JSON.stringify({ firstName: name, email: person['email'], note: marks.word() }),
      expiresAt: new Date(now.getTime() + DAY_MS),
    });
    em.create(InboundMail, {
      practiceId,
      messageIdHash: randomUUID(),
      contentHash: randomUUID(),
      kind: 'reply',
      status: 'needs_check',
      confidence: 0.5,
      reasons: [],
      raw: `From: someone else\n${person['email']} wrote ${marks.word()}`,
      keepUntil: new Date(now.getTime() + 28 * DAY_MS),
      receivedAt: now,
      ...at,
    });
  });
  return { ...client, enquiryId, referralId: referral.id, number: referral.number };
}

test('after an erasure nothing in any table, history, log or outbox says who it was; numbers and counts stay', async () => {
  const marks = new Marks();
  const client = await wellKnown(marks);
  const other = await practice.client({ firstName: 'Ruth' });
  const before = await everythingHeld(kindword, practice.practiceId);
  expect(marks.foundIn(before).length).toBe(marks.all.length);
  const tokens = prefixTokens(client['lastName']).filter((token) => before.includes(token));
  expect(tokens.length).toBeGreaterThan(10);
  expect(marks.foundIn(await everythingSent(kindword)).length).toBeGreaterThan(0);

  const erasure = await erased({ clientId: client.id });

  const held = await everythingHeld(kindword, practice.practiceId);
  const places = {
    held,
    sent: await everythingSent(kindword),
    histories: await histories(kindword),
    log: logged.join('\n'),
  };
  for (const [place, text] of Object.entries(places))
    expect([place, marks.foundIn(text)]).toEqual([place, []]);
  expect(tokens.slice(-8).filter((token) => held.includes(token))).toEqual([]);
  const withHash = held.split('\n').filter((row) => row.includes(emailHash(client.email)));
  expect(withHash.map((row) => row.split(':')[0]).toSorted()).toEqual([
    'ErasedIdentifier',
    'JournalEntry',
    'JournalEntry',
    'Suppression',
  ]);
  expect(erasure.proof).toMatchObject({
    client: 1,
    enquiry: 1,
    message: 1,
    client_session: 1,
    carrier: 'asked',
  });
  expect((await practice.call('GET', `/clients/${client.id}`)).status).toBe(404);
  expect(await practice.referral(client.referralId)).toMatchObject({ number: client.number });
  const { items } = await practice.ask('GET', '/clients');
  expect(items.map(({ id }: Json) => id)).toEqual([other.id]);
  const again = await practice.call('POST', '/erasures', { clientId: client.id });
  expect([again.status, again.body.id]).toEqual([200, erasure.id]);
});

test('whoever is erased is written to no more, also where something waited', async () => {
  await practice.changePolicy({
    acknowledgement: {
      ...QUICK,
      deadline: 'PT48H',
      remindAt: 'PT20H',
      escalateAt: 'PT30H',
      sendAt: 'PT44H',
      soloSendAt: 'PT40H',
    },
  });
  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await until(async () => {
    const { items } = await practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
    return items[0]?.status === 'queued';
  });

  await erased({ clientId: client.id });

  const { items } = await practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
  expect(items[0]).toMatchObject({ status: 'stopped', to: null, text: null });
  expect((await practice.referral(referral.id)).acknowledgement.status).toBe('let_go');
  await practice.changePolicy({ acknowledgement: QUICK });
});

test('an e-mail that is leaving is waited for, and its outcome is not lost', async () => {
  const client = await practice.client({ email: `slow-${randomUUID()}+fault-accept-hang@example.org` });
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await until(async () => {
    const { items } = await practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
    return items[0]?.status === 'sending';
  });

  const { id } = await practice.ask('POST', '/erasures', { clientId: client.id });
  expect((await practice.ask('GET', `/erasures/${id}`)).status).toBe('asked');
  await until(async () => (await practice.ask('GET', `/erasures/${id}`)).status === 'done', 90_000);

  expect((await practice.referral(referral.id)).acknowledgement.status).toBe('sent');
  expect(await everythingSent(kindword)).not.toContain(client.email);
}, 120_000);

test('the thanks to whoever sent somebody is the same, and goes, when that somebody is erased', async () => {
  const friend = await practice.client({ firstName: 'Robin' });
  const sent = { firstName: 'Sam', lastName: null, email: `sam-${randomUUID()}@example.org` };
  const enquiryId = await enquiry(sent);
  const [plain, linked] = [
    await practice.refer({ referrer: { clientId: friend.id }, person: { firstName: 'Kim' } }),
    await practice.refer({ referrer: { clientId: friend.id }, person: { firstName: 'Sam' } }),
  ];
  await tx(({ em, practiceId }) =>
    em.nativeUpdate(
      Referral,
      { id: linked.id },
      { enquiry: em.getReference(Enquiry, [practiceId, enquiryId]) },
    ),
  );

  await erased({ enquiryId });
  await thanksBecome(practice, plain.id, { status: 'sent' });
  await thanksBecome(practice, linked.id, { status: 'sent' });

  const words = async (referralId: string): Promise<Json> =>
    (await practice.ask('GET', `/messages?referralId=${referralId}&template=m7`)).items[0];
  const [one, other] = [await words(plain.id), await words(linked.id)];
  expect([other.subject, other.text, other.to]).toEqual([one.subject, one.text, one.to]);
  expect(await practice.referral(linked.id)).toMatchObject({ person: null, number: linked.number });
});

test('where we hold no key to the account at the carrier a person is asked, and it is done when they say so', async () => {
  const own = await kindword.practice({ acknowledgement: QUICK });
  await own.ask('PATCH', '/practice', { postmarkServerToken: 'outbox-their-own' });
  const colleague = await own.professional({ howWeKnowThem: 'A course' });
  const { id } = await own.ask('POST', '/erasures', { professionalId: colleague.id });
  const erasure = await until(async () => {
    const found = await own.ask('GET', `/erasures/${id}`);
    return found.status === 'erased' ? found : null;
  });
  const { items } = await own.ask('GET', '/tasks');
  const task = items.find(({ kind }: Json) => kind === 'erase_by_hand');

  expect(erasure).toMatchObject({ removeByHand: [colleague.email], doneAt: null });
  expect(task).toMatchObject({ subjectId: id, why: 'account_of_your_own' });
  await own.ask('POST', `/tasks/${task.id}/done`);
  expect(await own.ask('GET', `/erasures/${id}`)).toMatchObject({ status: 'done', removeByHand: [] });
  expect(await everythingHeld(kindword, own.practiceId)).not.toContain(colleague.email);
  expect((await own.call('GET', `/professionals/${colleague.id}`)).status).toBe(404);
});

test('a friend who wrote to us themselves can be erased by what they sent', async () => {
  const marks = new Marks();
  const referrer = { firstName: marks.word(), email: `${marks.word()}@example.org` };
  const referral = await practice.refer({ referrer, person: { firstName: 'Sam' } });
  await thanksBecome(practice, referral.id, { status: 'sent' });

  await erased({ referralId: referral.id, whose: 'referrer' });

  expect(marks.foundIn(await everythingHeld(kindword, practice.practiceId))).toEqual([]);
  expect(await practice.referral(referral.id)).toMatchObject({ person: { firstName: 'Sam' }, referrer: {} });
});

test('the next import leaves out whoever was erased, and names the row, in the dry run too', async () => {
  const client = await practice.client({ firstName: 'Erica', externalRef: 'D-77' });
  const { id } = await erased({ clientId: client.id });
  const file = [
    'externalRef,firstName,lastName,email',
    `,Erica,Rowan,${client.email.toUpperCase()}`,
    'd-77,E.,Rowan,erica-elsewhere@example.org',
    `N-${randomUUID()},Ruth,Rush,ruth-${randomUUID()}@example.org`,
  ].join('\n');

  for (const dryRun of [true, false]) {
    const { body } = await importFile(practice, 'clients', file, `?dryRun=${dryRun}`);
    expect(body).toMatchObject({ created: 1, failed: 2, erased: 2 });
    expect(body.errors.map(({ row, path, code }: Json) => [row, path, code])).toEqual([
      [2, 'email', 'erased'],
      [3, 'externalRef', 'erased'],
    ]);
    expect(body.errors[0].message).toContain(id);
  }
  const sessions = 'clientRef,date,status\nD-77,2026-01-05 10:00,attended';
  const { body } = await importFile(practice, 'sessions', sessions);
  expect(body.errors[0]).toMatchObject({ path: 'clientRef', code: 'erased' });
});

test('wherever a person enters, whoever was erased is refused until an owner lifts it with a reason', async () => {
  const { email, id: clientId } = await practice.client({ firstName: 'Erica' });
  const { id } = await erased({ clientId });
  const living = await practice.client();
  const colleague = await practice.professional();
  const person = { firstName: 'Erica', email };
  const entries: [string, string, Json][] = [
    ['POST', '/clients', person],
    ['PATCH', `/clients/${living.id}`, { email }],
    ['POST', '/professionals', { ...person, lastName: 'Rowan', kind: 'gp' }],
    ['PATCH', `/professionals/${colleague.id}`, { email }],
    ['POST', '/enquiries', { person, via: 'phone' }],
    [
      'POST',
      '/referrals',
      { learnedFrom: 'referrer', via: 'phone', referrer: person, person: { firstName: 'Sam' } },
    ],
  ];

  for (const [method, path, body] of entries) {
    const answer = await practice.call(method, path, body);
    expect([path, answer.status]).toEqual([path, 409]);
    expect(answer.body.errors[0]).toMatchObject({ code: 'erased' });
    expect(answer.body.detail).toContain(`/erasures/${id}/lifted`);
  }
  const desk = await practice.as(['desk']);
  expect((await desk.call('POST', `/erasures/${id}/lifted`, { reason: 'x' })).status).toBe(403);
  expect((await practice.call('POST', `/erasures/${id}/lifted`, {})).status).toBe(422);
  const lifted = await practice.ask('POST', `/erasures/${id}/lifted`, { reason: 'They rang and asked' });
  expect(lifted).toMatchObject({ liftedBy: practice.staffId, liftedBecause: 'They rang and asked' });
  expect((await practice.call('POST', '/clients', person)).status).toBe(201);
  expect((await practice.call('POST', `/erasures/${id}/lifted`, { reason: 'Again' })).status).toBe(409);
});

test('news of the mail provider are emptied in the own practice alone, and a mail that introduces by an erased address is checked', async () => {
  const [own, other] = [await kindword.practice(), await kindword.practice()];
  const inbox = await Inbox.open(kindword, own);
  const client = await own.client({ firstName: 'Erica' });
  const [sendId, theirs] = [randomUUID(), randomUUID()];
  const payload = (sid: string) => JSON.stringify({ Email: client.email, Metadata: { sid } });
  const ids = await inPractice(kindword, own, async ({ em, practiceId }) => {
    em.create(SentAs, { sendId, practiceId, messageId: randomUUID() });
    em.create(SentAs, { sendId: theirs, practiceId: other.practiceId, messageId: randomUUID() });
    const stuck = [
      { practiceId, payload: JSON.stringify({ TextBody: `from ${client.email}.` }) },
      { payload: payload(sendId) },
      { practiceId: other.practiceId, payload: payload(sendId) },
      { payload: payload(theirs) },
      { practiceId, payload: JSON.stringify({ TextBody: `x${client.email}` }) },
    ];
    const times = {
      receivedAt: new Date(daysAgo(1)),
      nextTryAt: new Date(Date.now() + DAY_MS),
      attempts: 20,
    };
    return stuck.map((one) => {
      const id = randomUUID();
      em.create(WebhookEvent, { id, dedupeKey: id, recordType: 'Bounce', ...times, ...one });
      return id;
    });
  });

  await erased({ clientId: client.id }, own);
  const mail = await inbox.take({ from: client.email, name: 'Erica', subject: 'Introduction: Sam' });

  const found = await inPractice(kindword, own, ({ em }) =>
    em.find(WebhookEvent, { id: { $in: ids } }, { disableIdentityMap: true }),
  );
  const kept = ids.map((id) => Boolean(found.find((one) => one.id === id)?.payload));
  expect(kept).toEqual([false, false, true, true, true]);
  expect(mail.status).toBe('needs_check');
  expect(await inbox.taskOf(mail.id)).toMatchObject({ kind: 'check_mail' });
});

test('at a shared mailbox only the first name that was erased is refused', async () => {
  const email = `family-${randomUUID()}@example.org`;
  const one = await practice.client({ firstName: 'Erica', email });
  await practice.client({ firstName: 'Paul', lastName: 'Pine', email });
  await erased({ clientId: one.id });

  expect((await practice.call('POST', '/clients', { firstName: 'Érica', email })).status).toBe(409);
  expect((await practice.call('POST', '/clients', { firstName: 'Ruth', email })).status).toBe(201);
});

test('a public form says the same to whoever was erased, enters nothing, and puts what was typed before a person', async () => {
  const client = await practice.client({ firstName: 'Erica' });
  const { id } = await erased({ clientId: client.id });
  const send = (contact: string) =>
    fillIn(practice, 'enquire', door(kindword, practice, 'enquire'), { firstName: 'Erica', contact });
  const before = (await practice.ask('GET', '/enquiries')).items.length;

  const [known, stranger] = [await send(client.email), await send(`new-${randomUUID()}@example.org`)];
  const friend = await befriend(kindword, practice, {
    firstName: 'Erica',
    email: client.email,
    friendsName: 'Sam',
  });

  expect([known.status, withoutOnce(known.text)]).toEqual([stranger.status, withoutOnce(stranger.text)]);
  expect(friend.status).toBe(200);
  const { returned } = await until(async () => {
    const erasure = await practice.ask('GET', `/erasures/${id}`);
    return erasure.returned.length === 2 ? erasure : null;
  });
  await until(async () => (await practice.ask('GET', '/enquiries')).items.length === before + 1);
  const tasks = await tasksOf(practice, { kind: 'erased_returned' });
  expect(tasks.map(({ subjectId, assigneeId }) => [subjectId, assigneeId])).toEqual([[id, practice.staffId]]);
  expect(returned.map(({ form }: Json) => form).toSorted()).toEqual(['enquire', 'refer']);
  expect(returned.every(({ typed }: Json) => JSON.stringify(typed).includes(client.email))).toBe(true);
});

test('complaints and incidents keep their words: a person weighs whether an erased name is needed there', async () => {
  const client = await practice.client({
    firstName: 'Ed',
    lastName: 'Li',
    email: `an-${randomUUID()}@x.org`,
  });
  const own = await practice.ask('POST', '/incidents', { subject: `A letter for ed  li went astray` });
  const others = await practice.ask('POST', '/complaints', {
    subject: `Mrs Brown was promised listening, and wrote from de${client.email}`,
  });

  await erased({ clientId: client.id });

  const subjectOf = async (path: string, id: string) =>
    (await practice.ask('GET', path)).items.find((one: Json) => one.id === id).subject;
  expect(await subjectOf('/complaints', others.id)).toBe(others.subject);
  expect(await subjectOf('/incidents', own.id)).toBe(own.subject);
  const tasks = await tasksOf(practice, { kind: 'weigh_mention' });
  expect(tasks.map(({ subjectId, why }) => [subjectId, why])).toEqual([[own.id, 'incident']]);
  const reworded = await practice.ask('PATCH', `/incidents/${own.id}`, { subject: 'A letter went astray' });
  expect(reworded.subject).toBe('A letter went astray');
  await practice.ask('POST', `/tasks/${tasks[0]?.id}/done`);
});

test('whoever left the staff is erased: name, address, keys and links go, open tasks move on, the log keeps an id', async () => {
  const own = await kindword.practice({ acknowledgement: QUICK });
  const desk = await own.as(['desk']);
  const { name, email } = (await own.ask('GET', '/staff')).items.find(({ id }: Json) => id === desk.staffId);
  await own.ask('POST', '/complaints', { subject: 'Nothing about anybody' });
  const task = await taskOf(own, { kind: 'answer_complaint' });
  await inPractice(kindword, own, ({ em, practiceId }) =>
    em.nativeUpdate(Task, { id: task.id }, { assignee: em.getReference(Staff, [practiceId, desk.staffId]) }),
  );
  const whileHere = await own.call('POST', '/erasures', { staffId: desk.staffId });
  const lastOwner = await own.call('POST', '/erasures', { staffId: own.staffId });
  await own.ask('PATCH', `/staff/${desk.staffId}`, { active: false });

  const { id } = await own.ask('POST', '/erasures', { staffId: desk.staffId });
  const [moved] = await tasksOf(own, { id: task.id });
  const erasure = await until(async () => {
    const found = await own.ask('GET', `/erasures/${id}`);
    return found.status === 'done' ? found : null;
  }, 40_000);

  expect([whileHere.status, lastOwner.status]).toEqual([409, 409]);
  expect(moved?.assigneeId).toBe(own.staffId);
  expect(erasure).toMatchObject({ subject: 'staff', proof: { staff: 1, carrier: 'asked' } });
  expect((await desk.call('GET', '/me')).status).toBe(401);
  const held = await everythingHeld(kindword, own.practiceId);
  expect([held.includes(name), held.includes(email), held.includes(emailHash(email))]).toEqual([
    false,
    false,
    false,
  ]);
  expect(held).toContain(desk.staffId);
  expect((await own.ask('GET', '/staff')).items.map((one: Json) => one.id)).toEqual([own.staffId]);
  expect((await own.call('PATCH', `/staff/${desk.staffId}`, { active: true })).status).toBe(404);
});

test.each([
  [{}, ['clientId']],
  [{ clientId: randomUUID(), enquiryId: randomUUID() }, ['enquiryId']],
  [{ clientId: randomUUID(), whose: 'referrer' }, ['whose']],
  [{ clientId: 'x', colour: 'blue' }, ['clientId', '']],
])('exactly one person is erased at a time: %j', async (body, paths) => {
  const answer = await practice.call('POST', '/erasures', body);

  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ path }: Json) => path)).toEqual(
    expect.arrayContaining(paths.filter(Boolean)),
  );
});

test('nobody of another practice can be erased, nor somebody who is not there', async () => {
  const stranger = await kindword.practice();
  const client = await practice.client();

  expect((await stranger.call('POST', '/erasures', { clientId: client.id })).status).toBe(404);
  expect((await practice.call('POST', '/erasures', { referralId: randomUUID() })).status).toBe(404);
});
