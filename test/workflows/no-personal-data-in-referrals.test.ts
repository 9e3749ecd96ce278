import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { histories, Marks, rows, whileRefused } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { postmarkSays } from '../support/mail-server.ts';
import { thanksBecome } from '../support/thanks.ts';
import { ownNamespace } from '../support/parts.ts';

const QUICK = {
  deadline: 'PT20S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.4S',
  soloSendAt: 'PT0.3S',
  solo: false,
};

const marks = new Marks();
const mark = () => marks.word();
const markedPhone = () => marks.phone();
const markedPerson = (tag = '') => marks.person(tag);
const logged: string[] = [];
const answeredElsewhere: string[] = [];
let kindword: TestKindword;
let practice: TestPractice;
let stranger: TestPractice;

beforeAll(async () => {
  const temporal = await ownNamespace();
  kindword = await startKindword({
    temporal,
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
  practice = await kindword.practice({ acknowledgement: QUICK });
  stranger = await kindword.practice({ acknowledgement: QUICK });
});
afterAll(() => kindword.stop());

async function client(tag = ''): Promise<Json> {
  return practice.client({ ...markedPerson(tag), externalRef: mark() });
}

async function refusedToStrangers(method: string, path: string, body?: unknown): Promise<Answered> {
  const answer = await stranger.call(method, path, body);
  answeredElsewhere.push(JSON.stringify(answer.body), JSON.stringify([...answer.headers]));
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return answer;
}

async function liveThroughEverything(): Promise<void> {
  await practice.ask('POST', '/staff', {
    name: `${mark()} ${mark()}`,
    email: `${mark()}@example.org`,
    roles: ['desk', 'deputy'],
  });
  const [robin, ruth, bouncing, resetting, refused] = [
    await client(),
    await client(),
    await client('+bounce'),
    await client('+fault-once-accept-reset'),
    await client('+fault-406'),
  ];
  const colleague = await practice.professional({
    ...markedPerson(),
    kind: 'gp',
    organisation: mark(),
    howWeKnowThem: mark(),
  });

  const automatic = await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: mark() } });
  const letter = await practice.refer({
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: mark(), email: `${mark()}@example.org`, phone: markedPhone() },
  });
  const named = await practice.refer({ referrer: { firstName: mark() } });
  const own = await practice.refer({ referrer: { firstName: mark(), email: `${mark()}@example.org` } });
  const enquirer = await practice.refer({
    learnedFrom: 'enquirer',
    referrer: { firstName: mark(), email: `${mark()}@example.org` },
  });
  const others = await Promise.all(
    [bouncing, resetting, refused].map(({ id }) => practice.refer({ referrer: { clientId: id } })),
  );
  await thanksBecome(practice, automatic.id, { status: 'sent' });
  await thanksBecome(practice, letter.id, { status: 'sent' });
  await thanksBecome(practice, own.id, { status: 'sent' });
  await thanksBecome(practice, named.id, { status: 'needs_person' });
  await practice.ask('POST', `/referrals/${named.id}/match`, { clientId: ruth.id });
  await thanksBecome(practice, named.id, { status: 'sent' });
  await practice.ask('POST', `/referrals/${enquirer.id}/permission`, {
    mayThank: true,
    wordingVersion: 'm4-1',
  });
  await thanksBecome(practice, enquirer.id, { status: 'needs_person' });
  await practice.ask('POST', `/referrals/${enquirer.id}/acknowledgement`, { byHand: 'phone' });
  await thanksBecome(practice, others[0]?.id ?? '', { status: 'needs_person' });
  await thanksBecome(practice, others[1]?.id ?? '', { status: 'sent' });
  await thanksBecome(practice, others[2]?.id ?? '', { status: 'needs_person' });
  await withALine();
  await withEnquiries(robin);
}

/** Somebody in each way of becoming a client, told about in words that must stand nowhere. */
async function withEnquiries(robin: Json): Promise<void> {
  const person = () => ({ ...markedPerson(), phone: markedPhone() });
  const source = { answer: `${mark()} told me`, referrer: { clientId: robin.id } };
  const comes = await practice.ask('POST', '/enquiries', { person: person(), via: 'phone', ...source });
  for (const stage of ['contacted', 'booked', 'attended'])
    await practice.ask('POST', `/enquiries/${comes.id}/progress`, { stage });
  await practice.ask('POST', '/intake', { enquiryId: comes.id, answer: mark(), sourceKind: 'other' });
  const leaves = await practice.ask('POST', '/enquiries', { person: person(), via: 'form', answer: mark() });
  await practice.ask('POST', `/enquiries/${leaves.id}/close`, { reason: 'declined' });
  await practice.ask('POST', `/enquiries/${leaves.id}/reopen`, { reason: `${mark()} rang again` });
  await practice.call('POST', '/enquiries', { person: { firstName: mark(), email: mark() }, via: mark() });
  await refusedToStrangers('GET', `/enquiries/${comes.id}`);
}

async function withALine(): Promise<void> {
  await practice.changePolicy({ acknowledgement: { ...QUICK, deadline: 'PT40H', sendAt: 'PT30H' } });
  const lined = await practice.refer({ referrer: { clientId: (await client()).id } });
  await practice.ask('POST', `/referrals/${lined.id}/acknowledgement`, { addLine: `Thank you, ${mark()}` });
  await thanksBecome(practice, lined.id, { status: 'sent' });
  await practice.changePolicy({ acknowledgement: QUICK });
}

/** An event that the carrier did not number, about somebody we do not know. */
async function hearFromPostmark(): Promise<void> {
  const event = {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    Email: `${mark()}@example.org`,
    Details: mark(),
    BouncedAt: '2026-01-01T00:00:00Z',
  };
  await postmarkSays(kindword, event);
}

async function askWrongly(): Promise<void> {
  const [robin, referral] = [
    await client(),
    await practice.refer({ referrer: { firstName: mark() }, person: { firstName: mark() } }),
  ];
  await practice.call('POST', '/referrals', {
    learnedFrom: mark(),
    referrer: { firstName: mark() },
    via: mark(),
    [mark()]: mark(),
  });
  await practice.call('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: robin.id },
    person: { firstName: mark(), phone: markedPhone() },
  });
  await practice.call('POST', '/clients', `{"firstName": "${mark()}`, { 'content-type': 'application/json' });
  await practice.call('POST', '/clients', {
    firstName: mark(),
    email: `${mark()} at example`,
    phone: mark(),
  });
  await practice.call('POST', `/referrals/${referral.id}/acknowledgement`, {
    addLine: `${mark()} came to therapy`,
  });
  await practice.call('GET', `/clients?q=${mark()}`);
  await refusedToStrangers('GET', `/clients/${robin.id}`);
  await refusedToStrangers('GET', `/referrals/${referral.id}`);
  await refusedToStrangers('PATCH', `/clients/${robin.id}`, { firstName: 'Sam' });
  await refusedToStrangers('POST', `/referrals/${referral.id}/match`, { nobody: true });
  await refusedToStrangers('POST', `/referrals/${referral.id}/acknowledgement`, { byHand: 'card' });
  await refusedToStrangers('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: robin.id },
  });
}

async function failInTheDatabase(): Promise<void> {
  const robin = await client();
  let referral: Json;
  await whileRefused(kindword.ownerUrl, 'message', async () => {
    referral = await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: mark() } });
    await until(async () => (await histories(kindword)).includes('no_more'));
  });
  await thanksBecome(practice, referral.id, { status: 'sent' });
  await whileRefused(kindword.ownerUrl, 'client', async () => {
    const answer = await practice.call('POST', '/clients', { ...markedPerson(), externalRef: randomUUID() });
    expect(answer.status).toBe(500);
    answeredElsewhere.push(JSON.stringify(answer.body));
  });
}

test('nobody’s name, address, number or word is anywhere but in sealed columns and in the mails themselves', async () => {
  await liveThroughEverything();
  await askWrongly();
  await hearFromPostmark();
  await failInTheDatabase();

  const places = {
    histories: await histories(kindword),
    rows: await rows(kindword.ownerUrl, ['external_ref']),
    log: logged.join('\n'),
    answers: answeredElsewhere.join('\n'),
  };

  expect(marks.all.length).toBeGreaterThan(60);
  const known = ['no_more', 'practiceId', 'Ask the rules what is due', 'hand_over'];
  expect(known.filter((told) => !places.histories.includes(told))).toEqual([]);
  expect(places.rows.split('\n').length).toBeGreaterThan(100);
  expect(places.log.includes('a request failed')).toBe(true);
  for (const [place, text] of Object.entries(places))
    expect([place, marks.foundIn(text)]).toEqual([place, []]);
});
