import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
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

async function erased(who: Record<string, string>, end = 'done'): Promise<Json> {
  const { id } = await practice.ask('POST', '/erasures', who);
  return until(async () => {
    const erasure = await practice.ask('GET', `/erasures/${id}`);
    return erasure.status === end ? erasure : null;
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
  await practice.ask('POST', '/complaints', { subject: `${marks.word()} ${person['email']}` });
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
  const withHash = held.split('\n').filter((row) => row.includes(emailHash(client.email)));
  expect(withHash.map((row) => row.split(':')[0])).toEqual(['Suppression']);
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
