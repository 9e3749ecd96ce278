import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { applyStoredEvent } from '../../facts/mail-outcomes/apply-stored-event.ts';
import { DAY_MS } from '../support/clock.ts';
import { whileRefused } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { forwardedMails } from './forwarded-mails.ts';
import { handOver, Inbox, mailPayload } from './post-mail.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { isThanked } from '../support/thanks.ts';

const QUICK = {
  deadline: 'PT40S',
  remindAt: 'PT10S',
  escalateAt: 'PT20S',
  sendAt: 'PT0.5S',
  soloSendAt: 'PT0.5S',
};

/** Of the forwards that are all read in test/policy, through the hook. */
const EVERY = 8;

let kindword: TestKindword;
let practice: TestPractice;
let inbox: Inbox;
let robin: Json;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({
    acknowledgement: { ...QUICK, remindAt: 'PT0.1S', escalateAt: 'PT0.2S' },
  });
  inbox = await Inbox.open(kindword, practice);
  robin = await practice.client();
});
afterAll(() => kindword.stop());

const asRobin = () => ({ from: robin.email, name: 'Robin Rowan' });

async function referralsOf(client: Json): Promise<Json[]> {
  return (await practice.ask('GET', `/referrals?referrer=${client.id}`)).items;
}

test('each practice has an address of its own behind the installation’s mailbox', async () => {
  expect(inbox.address).toBe(`in+${practice.slug}@in.example.org`);
});

test('a client’s introduction is a referral with a first name, thanked as if it had been told by hand (S19)', async () => {
  const mail = await inbox.take({
    ...asRobin(),
    subject: 'Introduction: Jane Featherstone',
    cc: [{ Email: 'jane.featherstone@example.org', Name: 'Jane Featherstone' }],
  });

  expect(mail).toMatchObject({
    kind: 'introduction',
    status: 'applied',
    clientId: robin.id,
    reasons: ['in_subject'],
  });
  const referral = await isThanked(practice, mail.referralId);
  expect(referral).toMatchObject({ via: 'email', learnedFrom: 'referrer', person: { firstName: 'Jane' } });
  expect(referral.receivedAt).toBe(mail.receivedAt);
  const [sent, ...more] = await mailsTo(kindword.outbox, robin.email);
  expect([sent.Subject, more, await mailsTo(kindword.outbox, 'jane.featherstone@example.org')]).toEqual([
    'Thank you',
    [],
    [],
  ]);
  expect(await inbox.taskOf(mail.id)).toBeUndefined();
  const { keepUntil } = await inbox.read(mail.id);
  expect(new Date(keepUntil).getTime() - Date.now()).toBeLessThanOrEqual(28 * DAY_MS);
});

describe('what people’s mail programs send', () => {
  const html = (words: string) =>
    `<html><head><style>p { color: red }</style></head><body><div dir="ltr"><p>${words}</p><p>Viele Gr&uuml;&szlig;e</p></div></body></html>`;
  const SHAPES: [what: string, mail: Json, found: Json, person: string | null][] = [
    [
      'Gmail',
      { subject: 'Intro: Ann Elm', HtmlBody: html('Ann will ring.') },
      { status: 'applied', kind: 'introduction' },
      'Ann',
    ],
    [
      'Outlook, HTML alone',
      { subject: '[EXTERN] Vorstellung: Birgit Müller', text: '', HtmlBody: html('Birgit meldet sich.') },
      { status: 'applied' },
      'Birgit',
    ],
    [
      'Apple Mail, packed words',
      { subject: '=?utf-8?Q?Introduction:_Zo=C3=AB?=' },
      { status: 'applied' },
      'Zoë',
    ],
    [
      'a date of birth in the subject',
      { subject: 'Referral: Doe, Carla 01/02/1990 NHS 943 476 5919' },
      { status: 'applied' },
      'Carla',
    ],
    [
      'French, forwarded',
      { subject: 'TR : Introduction: Denis' },
      { status: 'needs_check', reasons: ['in_subject', 'forwarded'] },
      null,
    ],
    [
      'two people',
      { subject: 'Introduction: Eve & Fred Smith' },
      { status: 'needs_check', reasons: ['in_subject', 'two_people'] },
      null,
    ],
    ['initials', { subject: 'New client - JD' }, { status: 'needs_check' }, null],
    [
      'a mail server that doubts it',
      { subject: 'Introduction: Gina', headers: { 'Received-SPF': 'SoftFail' } },
      { status: 'needs_check', reasons: ['in_subject', 'sender_unproven'] },
      null,
    ],
    [
      'an answering machine',
      { subject: 'Automatic reply: Introduction: Hal', headers: { 'Auto-Submitted': 'auto-replied' } },
      { status: 'ignored', kind: 'automatic' },
      null,
    ],
    [
      'a newsletter',
      {
        subject: 'Introduction: our autumn',
        text: 'New colours. Unsubscribe here.',
        headers: { 'List-Id': '<news.example.org>' },
      },
      { status: 'ignored', reasons: ['newsletter'] },
      null,
    ],
    [
      'an introduction with an invitation',
      {
        subject: 'Intro: Ida',
        Attachments: [
          { Name: 'a.ics', Content: '', ContentType: 'text/calendar', ContentLength: 0, ContentID: '' },
        ],
      },
      { status: 'applied' },
      'Ida',
    ],
    [
      'plain words',
      { subject: 'A question', text: 'May I move Thursday?' },
      { status: 'needs_check', kind: 'other' },
      null,
    ],
  ];

  test.each(SHAPES)('%s', async (_, mail, found, person) => {
    const taken = await inbox.take({ ...asRobin(), ...mail });

    expect(taken).toMatchObject(found);
    const referral = taken.referralId ? await practice.referral(taken.referralId) : null;
    expect(referral?.person?.firstName ?? null).toBe(person);
    expect((await inbox.taskOf(taken.id))?.kind).toBe(
      found.status === 'needs_check' ? 'check_mail' : undefined,
    );
  });
});

test('a colleague’s letter is receipted at once, and a person enters what else is in it', async () => {
  const jo = await practice.professional();
  const mail = await inbox.take({
    from: jo.email,
    name: 'Dr Jo Juniper',
    subject: 'Referral: Doe, Karl',
    text: 'Karl Doe, 020 7946 0000, agrees.',
  });

  expect(mail).toMatchObject({ kind: 'letter', status: 'needs_check', professionalId: jo.id });
  expect(await isThanked(practice, mail.referralId)).toMatchObject({
    learnedFrom: 'professional_letter',
    person: { firstName: 'Karl' },
  });
  expect(await inbox.taskOf(mail.id)).toMatchObject({ kind: 'check_mail', why: 'details_to_enter' });
  const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`, { as: 'letter' });
  expect([settled.status, settled.referralId]).toEqual(['settled', mail.referralId]);
});

test('whoever is nobody of ours is thanked at the address they wrote from, and another name at a known address is asked about', async () => {
  const from = `stranger-${randomUUID()}@example.org`;
  const stranger = await inbox.take({ from, name: 'Nell Oak', subject: 'Introduction: Liam' });
  await isThanked(practice, stranger.referralId);
  expect(await mailsTo(kindword.outbox, from)).toHaveLength(1);

  const other = await inbox.take({ ...asRobin(), name: 'Rita Rowan', subject: 'Introduction: Mo' });
  expect((await practice.referral(other.referralId)).acknowledgement).toMatchObject({
    status: 'needs_person',
  });

  const nameless = await inbox.take({
    from: `x-${randomUUID()}@example.org`,
    name: '',
    subject: 'Introduction: Mo',
  });
  expect(nameless).toMatchObject({
    status: 'needs_check',
    referralId: null,
    reasons: ['in_subject', 'sender_unnamed'],
  });
});

test('whoever’s address is put on again and again is not thanked again and again', async () => {
  const own = await kindword.practice();
  const box = await Inbox.open(kindword, own);
  const from = `often-${randomUUID()}@example.org`;
  const taken: Json[] = [];
  for (const first of ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda', 'Flora', 'Gerda'])
    taken.push(await box.take({ from, name: 'Nell Oak', subject: `Introduction: ${first}`, text: first }));
  const referrals = await Promise.all(taken.map(({ referralId }) => own.referral(referralId)));

  expect(referrals.map(({ acknowledgement }) => acknowledgement.status === 'needs_person')).toEqual([
    ...Array.from({ length: 5 }, () => false),
    true,
    true,
  ]);
});

test('the same mail is one, however often and in whatever copies it comes', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const before = await inbox.count();
  const payload = mailPayload({
    from: ruth.email,
    name: 'Ruth Rowan',
    to: inbox.address,
    subject: 'Introduction: Nora',
  });
  const copies = [
    ...Array.from({ length: 200 }, () => payload),
    ...Array.from({ length: 20 }, () => ({ ...payload, MessageID: randomUUID() })),
    ...Array.from({ length: 20 }, (_, index) => ({
      ...payload,
      MessageID: randomUUID(),
      Headers: [{ Name: 'Message-ID', Value: `<again-${index}@example.org>` }],
    })),
  ];
  const answers = await Promise.all(copies.map((copy) => handOver(kindword, copy)));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await until(async () => {
    const waiting = await kindword.database.orm.em.fork().count(WebhookEvent, { appliedAt: null });
    return waiting === 0;
  });
  await inbox.next();
  expect([await inbox.count(), (await referralsOf(ruth)).length]).toEqual([before + 1, 1]);
  await isThanked(practice, (await referralsOf(ruth))[0].id);
  expect(await mailsTo(kindword.outbox, ruth.email)).toHaveLength(1);
});

test('what is written in a thread belongs to it, and somebody else in it is read by a person', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const from = { from: ruth.email, name: 'Ruth Rowan' };
  const thread = `<${randomUUID()}@mail.example.org>`;
  const first = await inbox.take({
    ...from,
    subject: 'Introduction: Olga',
    headers: { 'Message-ID': thread },
  });
  const inThread = {
    subject: 'Re: Introduction: Olga',
    headers: { 'In-Reply-To': thread, References: thread },
  };

  const thanks = await inbox.take({ ...from, ...inThread, text: 'Thank you so much!' });
  const more = await inbox.take({ ...from, ...inThread, text: 'She may ring on Monday, is that all right?' });
  const friend = await inbox.take({
    from: 'olga@example.org',
    name: 'Olga',
    ...inThread,
    text: 'Hello, it is me.',
  });

  expect(thanks).toMatchObject({ status: 'applied', referralId: first.referralId });
  expect(more).toMatchObject({ status: 'needs_check', referralId: first.referralId });
  expect(friend).toMatchObject({
    status: 'needs_check',
    reasons: expect.arrayContaining(['another_sender']),
  });
  expect([(await referralsOf(ruth)).length, await mailsTo(kindword.outbox, 'olga@example.org')]).toEqual([
    1,
    [],
  ]);
});

test('a second friend of the same name is never taken for the first without a person', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const from = { from: ruth.email, name: 'Ruth Rowan' };
  const first = await inbox.take({ ...from, subject: 'Introduction: Pat' });
  const second = await inbox.take({ ...from, subject: 'Introduction: Pat', text: 'This is another Pat.' });

  expect(second).toMatchObject({ status: 'needs_check', referralId: first.referralId });
  expect(await inbox.taskOf(second.id)).toMatchObject({ why: 'same_name_again' });
  const settled = await practice.ask('POST', `/inbound-mails/${second.id}/settle`, {
    as: 'introduction',
    firstName: 'Pat',
  });
  expect(settled.referralId).not.toBe(first.referralId);
  expect(await referralsOf(ruth)).toHaveLength(2);
});

test('a person reads what is unclear, says what it is, and only then is it recorded', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const mail = await inbox.take({
    from: ruth.email,
    name: 'Ruth Rowan',
    subject: 'Introduction: Quinn & Rae',
    text: 'Both of them.',
  });
  const task = await inbox.taskOf(mail.id);
  expect(task.words).toContain('two people');
  expect((await practice.call('POST', `/tasks/${task.id}/done`)).status).toBe(409);
  expect(await inbox.read(mail.id)).toMatchObject({
    suggestions: ['Quinn', 'Rae'],
    mail: {
      from: ruth.email,
      fromName: 'Ruth Rowan',
      subject: 'Introduction: Quinn & Rae',
      text: 'Both of them.',
    },
  });

  const path = `/inbound-mails/${mail.id}/settle`;
  const wrong = await practice.call('POST', path, {
    as: 'nothing',
    firstName: 'Quinn',
    clientId: ruth.id,
    professionalId: ruth.id,
  });
  expect([wrong.status, wrong.body.errors.map(({ path: field }: Json) => field)]).toEqual([
    422,
    ['firstName', 'clientId', 'professionalId'],
  ]);
  const story = await practice.call('POST', path, { as: 'introduction', firstName: 'Quinn, 07700 900123' });
  expect([story.status, story.body.errors[0].path]).toEqual([422, 'firstName']);
  const letter = await practice.call('POST', path, { as: 'letter' });
  expect([letter.status, letter.body.errors[0].path]).toEqual([422, 'professionalId']);
  const stranger = await kindword.practice();
  expect((await stranger.call('GET', `/inbound-mails/${mail.id}`)).status).toBe(404);
  expect((await stranger.call('POST', path, { as: 'nothing' })).status).toBe(404);
  expect(await referralsOf(ruth)).toEqual([]);

  const settled = await practice.ask('POST', path, { as: 'introduction', firstName: 'Quinn' });
  expect(settled).toMatchObject({ status: 'settled', kind: 'introduction' });
  expect((await isThanked(practice, settled.referralId)).person?.firstName).toBe('Quinn');
  expect((await practice.call('POST', path, { as: 'nothing' })).status).toBe(409);
  expect([await inbox.taskOf(mail.id), (await inbox.taskOf(mail.id, 'done')).id]).toEqual([
    undefined,
    task.id,
  ]);
});

test('of a mail that was sent on, a person says whose it was', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const desk = await practice.as(['desk']);
  const { email } = await practice
    .ask('GET', '/staff')
    .then(({ items }) => items.find(({ id }: Json) => id === desk.staffId));
  const mail = await inbox.take({ from: email, name: 'Dee Desk', subject: 'Fwd: Introduction: Suri Smith' });
  expect(mail).toMatchObject({ status: 'needs_check', reasons: ['in_subject', 'forwarded', 'from_staff'] });

  const path = `/inbound-mails/${mail.id}/settle`;
  const unsaid = await desk.call('POST', path, { as: 'introduction', firstName: 'Suri' });
  expect([unsaid.status, unsaid.body.errors[0].path]).toEqual([422, 'clientId']);
  const settled = await desk.ask('POST', path, { as: 'introduction', firstName: 'Suri', clientId: ruth.id });
  await isThanked(practice, settled.referralId);
  expect([
    (await mailsTo(kindword.outbox, ruth.email)).length,
    await mailsTo(kindword.outbox, email),
  ]).toEqual([1, []]);
});

test('stop on the first line is heard at once', async () => {
  const ruth = await practice.client({ firstName: 'Ruth' });
  const mail = await inbox.take({
    from: ruth.email,
    name: 'Ruth',
    subject: 'Re: Thank you',
    text: 'STOP\n\n> Hello Ruth',
    headers: { 'Received-SPF': 'Fail' },
  });
  expect(mail).toMatchObject({ kind: 'opt_out', status: 'applied' });

  const { id } = await practice.refer({ referrer: { clientId: ruth.id } });
  await until(async () => (await practice.referral(id)).acknowledgement.status === 'needs_person');
  expect(await mailsTo(kindword.outbox, ruth.email)).toEqual([]);
});

test('a mail whose sender cannot be read is a person’s, and stop in it stops nobody', async () => {
  const nobody = {
    from: '',
    name: '',
    From: 'undisclosed',
    FromFull: { Email: '', Name: '', MailboxHash: '' },
  };
  const hello = await inbox.take({ ...nobody, subject: 'Introduction: Kit' });
  const stop = await inbox.take({ ...nobody, subject: 'Hello', text: 'STOP' });

  expect([hello, stop]).toMatchObject([
    { status: 'needs_check', proposed: null },
    { status: 'needs_check', reasons: ['stop', 'unknown_sender'] },
  ]);
});

describe('only a result of our own provider, for the domain in From, vouches', () => {
  const pass = (from: string) => `Pass (sender SPF authorized) identity=mailfrom; envelope-from=${from}`;

  test.each([
    ['a forged pass below a fail', ['Fail (not designated)', 'Pass (written by the sender)']],
    ['a pass for another domain', [pass('x@attacker.example')]],
    ['none', ['None']],
    ['nothing', []],
  ])('%s is a person’s task, which one press settles', async (_, results) => {
    const ruth = await practice.client({ firstName: 'Ruth' });
    const Headers = [
      ...results.map((Value) => ({ Name: 'Received-SPF', Value })),
      { Name: 'Message-ID', Value: `<${randomUUID()}@mail.example.org>` },
    ];
    const mail = await inbox.take({
      from: ruth.email,
      name: 'Ruth Rowan',
      subject: 'Introduction: Kit',
      Headers,
    });

    expect(mail).toMatchObject({
      status: 'needs_check',
      reasons: ['in_subject', 'sender_unproven'],
      proposed: 'introduction',
    });
    expect(await referralsOf(ruth)).toEqual([]);
    const task = await inbox.taskOf(mail.id);
    expect(task).toMatchObject({ why: 'sender_unproven', proposed: 'introduction' });
    expect(task.words).toContain('press done');
    expect((await inbox.read(mail.id)).proposal).toMatchObject({
      as: 'introduction',
      firstName: 'Kit',
      author: { email: ruth.email, clientId: ruth.id },
    });

    const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`);
    expect(settled).toMatchObject({ status: 'settled', kind: 'introduction', proposal: null });
    expect((await isThanked(practice, settled.referralId)).person?.firstName).toBe('Kit');
    expect(await mailsTo(kindword.outbox, ruth.email)).toHaveLength(1);
  });

  test('done on the task is the same press, and letting go records nothing', async () => {
    const ruth = await practice.client({ firstName: 'Ruth' });
    const unproven = { from: ruth.email, name: 'Ruth Rowan', headers: { 'Received-SPF': 'None' } };
    const one = await inbox.take({ ...unproven, subject: 'Introduction: Kit' });
    const other = await inbox.take({ ...unproven, subject: 'Introduction: Lou' });

    await practice.ask('POST', `/tasks/${(await inbox.taskOf(one.id)).id}/done`);
    await practice.ask('POST', `/tasks/${(await inbox.taskOf(other.id)).id}/done`, { letGo: true });

    expect([await inbox.read(one.id), await inbox.read(other.id)]).toMatchObject([
      { status: 'settled', referralId: expect.any(String) },
      { status: 'settled', referralId: null },
    ]);
    expect(await referralsOf(ruth)).toHaveLength(1);
  });
});

test('one Message-ID on two mails is two mails, and on the same mail one', async () => {
  const before = await inbox.count();
  const headers = { 'Message-ID': `<${randomUUID()}@relay.example>` };
  const first = {
    from: `a-${randomUUID()}@example.org`,
    name: 'Nell Oak',
    subject: 'Introduction: Hal',
    headers,
  };
  const one = await inbox.take(first);
  const two = await inbox.take({
    from: `b-${randomUUID()}@example.org`,
    name: 'Carol Penn',
    subject: 'Introduction: Wyn',
    text: 'Quite another letter.',
    headers,
  });
  await handOver(kindword, mailPayload({ to: inbox.address, ...first }));

  expect([one.status, two.status, await inbox.count()]).toEqual(['applied', 'applied', before + 2]);
});

test('what the desk forwards with a tidied subject is proposed with its author, and one press records it', async () => {
  const { replyTo } = await practice.ask('GET', '/practice');
  const gina = await practice.client({ firstName: 'Gina' });
  const mail = await inbox.take({
    from: replyTo,
    name: 'Willow Practice',
    subject: 'Introduction: Noa',
    text: `> Begin forwarded message:\n>\n> From: Gina Rowan <${gina.email}>\n> Subject: my friend\n>\n> I told Noa about you`,
  });

  expect(mail).toMatchObject({ status: 'needs_check', clientId: gina.id, proposed: 'introduction' });
  const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`, {});
  expect(await practice.referral(settled.referralId)).toMatchObject({ person: { firstName: 'Noa' } });
  expect(await referralsOf(gina)).toHaveLength(1);
});

test('through a group it is the author’s, not the group’s', async () => {
  const { replyTo } = await practice.ask('GET', '/practice');
  const gina = await practice.client({ firstName: 'Gina' });
  const mail = await inbox.take({
    from: replyTo,
    name: 'Gina Rowan via Hello',
    subject: 'Introduction: Mia',
    ReplyTo: `Gina Rowan <${gina.email}>`,
    headers: {
      'X-Original-From': `Gina Rowan <${gina.email}>`,
      Precedence: 'list',
      'List-ID': '<hello.example>',
    },
  });

  expect(mail).toMatchObject({
    status: 'needs_check',
    reasons: ['in_subject', 'sender_unproven'],
    clientId: gina.id,
    proposed: 'introduction',
  });
});

test('a form’s lead becomes an enquiry with one press, at the address for answers', async () => {
  const email = `lead-${randomUUID()}@example.org`;
  const mail = await inbox.take({
    from: 'noreply@psychologytoday.com',
    name: 'Psychology Today',
    subject: 'Pam Pine has contacted you through your profile',
    text: 'Do you have space on Tuesdays?',
    ReplyTo: `Pam Pine <${email}>`,
  });
  expect(mail).toMatchObject({ kind: 'enquiry', status: 'needs_check', proposed: 'enquiry', clientId: null });
  expect((await inbox.read(mail.id)).proposal).toMatchObject({
    as: 'enquiry',
    enquirer: { firstName: 'Pam', lastName: 'Pine', email, via: 'form', sourceKind: 'directory' },
  });

  const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`);
  expect(await practice.ask('GET', `/enquiries/${settled.enquiryId}`)).toMatchObject({
    person: { firstName: 'Pam', lastName: 'Pine', email },
    via: 'form',
    source: { kind: 'directory' },
  });
});

test('whoever writes for themselves is an enquiry with one press, and what is typed goes before', async () => {
  const email = `self-${randomUUID()}@example.org`;
  const mail = await inbox.take({
    from: email,
    name: 'Pam Pine',
    subject: 'Hello',
    text: 'I am looking for a therapist. Do you have space?',
  });
  expect(mail).toMatchObject({ kind: 'enquiry', status: 'needs_check', proposed: 'enquiry' });

  const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`, { lastName: 'Pine-Oak' });
  expect(await practice.ask('GET', `/enquiries/${settled.enquiryId}`)).toMatchObject({
    person: { firstName: 'Pam', lastName: 'Pine-Oak', email },
    via: 'email',
  });
});

test('what is put aside is counted by its reason, and can be read and settled', async () => {
  const before = (await practice.ask('GET', '/inbound-mails')).putAside;
  const mail = await inbox.take({
    ...asRobin(),
    subject: 'Introduction: Jo',
    headers: { 'Auto-Submitted': 'auto-generated' },
  });

  const { putAside } = await practice.ask('GET', '/inbound-mails');
  expect(putAside.count).toBe(before.count + 1);
  expect((await practice.ask('GET', '/tasks')).mailsPutAside).toBe(putAside.count);
  expect(putAside.byReason.by_a_machine).toBe((before.byReason.by_a_machine ?? 0) + 1);
  const { items } = await practice.ask('GET', '/inbound-mails?status=ignored&reason=by_a_machine');
  expect(items.map(({ id }: Json) => id)).toContain(mail.id);
  const settled = await practice.ask('POST', `/inbound-mails/${mail.id}/settle`, {
    as: 'introduction',
    firstName: 'Jo',
  });
  expect(settled.referralId).not.toBeNull();
});

test('the author of a forwarded mail is found in what 25 mail programs write, proposed with the client they are, and recorded with one press', async () => {
  const own = await kindword.practice();
  const box = await Inbox.open(kindword, own);
  const john = await own.client({ firstName: 'John', email: 'john.doe@acme.com' });
  const forwards = (await forwardedMails()).filter((_, at) => at % EVERY === 0);
  for (const [at, { text }] of forwards.entries()) {
    const from = `forwarder-${at}@example.org`;
    const mail = { from, name: 'Dee Desk', to: box.address, subject: 'Introduction: Mia', text };
    expect((await handOver(kindword, mailPayload(mail))).status).toBe(200);
  }
  await until(async () => (await box.count()) === forwards.length);

  const found = (await box.all()).filter(
    ({ clientId, proposed }) => clientId === john.id && proposed === 'introduction',
  );
  expect(found.length / forwards.length).toBeGreaterThanOrEqual(0.9);
  const [one] = found;
  expect((await box.read(one?.id)).proposal).toMatchObject({
    as: 'introduction',
    firstName: 'Mia',
    author: { email: 'john.doe@acme.com', name: 'John Doe', clientId: john.id },
  });
  const settled = await own.ask('POST', `/inbound-mails/${one?.id}/settle`);
  expect((await own.referral(settled.referralId)).person?.firstName).toBe('Mia');
});

describe('where a practice takes answers in', () => {
  let own: TestPractice;
  let answers: Inbox;
  let ruth: Json;
  let letter: Json;
  beforeAll(async () => {
    own = await kindword.practice({
      acknowledgement: { ...QUICK, remindAt: 'PT0.1S', escalateAt: 'PT0.2S' },
    });
    answers = await Inbox.open(kindword, own);
    await own.ask('PATCH', '/practice', { replyTo: answers.address });
    ruth = await own.client({ firstName: 'Ruth' });
    await own.refer({ referrer: { clientId: ruth.id } });
    [letter] = await until(async () => {
      const mails = await mailsTo(kindword.outbox, ruth.email);
      return mails.length > 0 ? mails : null;
    });
  });

  const press = (change: Record<string, string>) =>
    kindword.outbox.press(`/mails/${letter.MessageID}/reply`, change);

  test('each letter has a reply address of its own, which tells nothing; elsewhere nothing changes', async () => {
    const replyTo = async (MessageID: string) => {
      const { Body } = await kindword.outbox.client.getOutboundMessageDetails(MessageID);
      return /Reply-To: (.*)/i.exec(Body)?.[1]?.trim() ?? JSON.stringify(Body);
    };
    const [elsewhere] = await mailsTo(kindword.outbox, robin.email);

    expect(await replyTo(letter.MessageID)).toMatch(
      new RegExp(`^<?in\\+${own.slug}\\.[a-z2-7]{16}@in\\.example\\.org>?$`),
    );
    expect(await replyTo(elsewhere.MessageID)).not.toContain('in.example.org');
  });

  test('“told my sister” becomes one press, and one thanks', async () => {
    await press({ text: 'I told my sister about you, she was so pleased.' });
    const mail = await answers.next();
    expect(mail).toMatchObject({ kind: 'statement', status: 'needs_check', clientId: ruth.id });

    const task = await answers.taskOf(mail.id);
    expect([task.kind, task.clientId]).toEqual(['thank_for_reply', ruth.id]);
    await own.ask('POST', `/tasks/${task.id}/done`);

    const settled = await answers.read(mail.id);
    expect(settled.status).toBe('settled');
    await isThanked(own, settled.referralId);
    expect(await mailsTo(kindword.outbox, ruth.email)).toHaveLength(2);
    expect((await own.ask('GET', '/source-log')).items.map(({ kind }: Json) => kind)).toContain('told');
  });

  test('from another address than the letter went to, a person looks', async () => {
    await press({ text: 'I told my brother about you.', from: 'somebody.else@example.org' });

    expect(await answers.next()).toMatchObject({
      status: 'needs_check',
      reasons: ['told', 'another_address'],
      clientId: null,
    });
  });

  test('let be, it is no statement', async () => {
    await press({ text: 'I told my neighbour about you.' });
    const mail = await answers.next();
    await own.ask('POST', `/tasks/${(await answers.taskOf(mail.id)).id}/done`, { letGo: true });

    expect(await answers.read(mail.id)).toMatchObject({ status: 'settled', referralId: null });
  });
});

describe('the hook', () => {
  const introduction = (subject: string) => mailPayload({ ...asRobin(), to: inbox.address, subject });

  test('takes thirty megabytes of attachments, says that it dropped them, and keeps none', async () => {
    const Attachments = [
      {
        Name: 'scan.pdf',
        Content: 'QUJD'.repeat(7_500_000),
        ContentType: 'application/pdf',
        ContentLength: 22_500_000,
        ContentID: '',
      },
    ];
    const answer = await handOver(kindword, { ...introduction('Introduction: Sid'), Attachments });

    expect([answer.status, await answer.json()]).toEqual([200, { received: true, attachmentsDropped: 1 }]);
    const mail = await inbox.next();
    expect(mail.status).toBe('applied');
    const [{ size }] = await kindword.database.orm.em
      .fork()
      .execute<[{ size: number }]>(
        'select coalesce(max(length(payload)), 0)::int as size from webhook_event',
      );
    expect(size).toBeLessThan(100_000);
  });

  test('knows its user and password, and objects', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${kindword.url}/hooks/postmark/inbound`, { method: 'POST', headers, body });
    const { user, password } = kindword.settings.mail.hooks;
    const known = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };

    expect([
      (await post({}, '{}')).status,
      (await post(known, '[]')).status,
      (await post(known, '{')).status,
      (await fetch(`${kindword.url}/hooks/postmark/inbound`)).status,
      (await post(known, '{"FromFull": 7, "Headers": "no", "TextBody": {}}')).status,
    ]).toEqual([401, 422, 400, 405, 200]);
  });

  test('what could not be read in when it came is read in after a restart', async () => {
    const ruth = await practice.client({ firstName: 'Ruth' });
    const mail = { from: ruth.email, name: 'Ruth Rowan', to: inbox.address, subject: 'Introduction: Tara' };
    await whileRefused(kindword.ownerUrl, 'inbound_mail', async () => {
      expect((await handOver(kindword, mailPayload(mail))).status).toBe(200);
      await kindword.stopProgram();
    });
    await kindword.restart();

    const taken = await inbox.next();
    expect((await isThanked(practice, taken.referralId)).person?.firstName).toBe('Tara');
  });

  test('a mail to nobody waits sealed, is not guessed, and is forgotten after three days unless it finds somebody', async () => {
    const events = () => kindword.database.orm.em.fork();
    const lost = {
      ...introduction('Introduction: Uma'),
      OriginalRecipient: 'in+nobody@in.example.org',
      MailboxHash: 'nobody',
      ToFull: [],
    };
    expect((await handOver(kindword, lost)).status).toBe(200);
    expect(
      (await handOver(kindword, { ...lost, MessageID: randomUUID(), Subject: 'Introduction: Vera' })).status,
    ).toBe(200);
    const waiting = await until(async () => {
      const found = await events().find(
        WebhookEvent,
        { outcome: 'unrouted', appliedAt: null },
        { orderBy: { id: 'asc' } },
      );
      return found.length === 2 ? found : null;
    });
    const [first, second] = waiting;

    await applyStoredEvent(
      kindword.database,
      first?.id ?? '',
      kindword.settings.mailbox,
      new Date(Date.now() + 3.1 * DAY_MS),
    );
    expect(await events().findOneOrFail(WebhookEvent, { id: first?.id ?? '' })).toMatchObject({
      payload: null,
      outcome: 'unrouted',
      appliedAt: expect.any(Date),
    });

    const late = await kindword.practice({ name: 'Nobody' });
    expect(late.slug).toBe('nobody');
    await applyStoredEvent(kindword.database, second?.id ?? '', kindword.settings.mailbox, new Date());
    const { items } = await late.ask('GET', '/inbound-mails');
    expect(items).toHaveLength(1);
  });
});
